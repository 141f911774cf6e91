-- What legacy statements ask that a view cannot do, or cannot do as fast
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 92_statements_ai-management.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

BEGIN;

--: The routine access_paths_seen
DROP FUNCTION IF EXISTS migration_ai_management.access_paths_seen(text);

--: The routine statements_seen
DROP FUNCTION IF EXISTS migration_ai_management.statements_seen(text);

--: The routine dependants_seen
DROP FUNCTION IF EXISTS migration_ai_management.dependants_seen(text);

--: The routine preflight
DROP FUNCTION IF EXISTS migration_ai_management.preflight(text);

--: The routine access_paths_gate
DROP FUNCTION IF EXISTS migration_ai_management.access_paths_gate(text);

--: The routine measure_statements
DROP FUNCTION IF EXISTS migration_ai_management.measure_statements(text);

--: The routine sizes_of
DROP FUNCTION IF EXISTS migration_ai_management.sizes_of(text);

--: The routine owning
DROP FUNCTION IF EXISTS migration_ai_management.owning(text);

--: The routine passes
DROP FUNCTION IF EXISTS migration_ai_management.passes(jsonb, text[]);

--: The routine cost_of
DROP FUNCTION IF EXISTS migration_ai_management.cost_of(jsonb);

--: The routine plan_of
DROP FUNCTION IF EXISTS migration_ai_management.plan_of(text, text, text);

--: The routine statements_gate
DROP FUNCTION IF EXISTS migration_ai_management.statements_gate(text);

--: The routine statement_problems
DROP FUNCTION IF EXISTS migration_ai_management.statement_problems(text);

--: The routine statements_said
DROP FUNCTION IF EXISTS migration_ai_management.statements_said(text);

--: The routine unreadable
DROP FUNCTION IF EXISTS migration_ai_management.unreadable(text, text);

--: The routine prepare
DROP FUNCTION IF EXISTS migration_ai_management.prepare(text, text);

--: The routine one_statement
DROP FUNCTION IF EXISTS migration_ai_management.one_statement(text);

--: The routine each_statement
DROP FUNCTION IF EXISTS migration_ai_management.each_statement(text);

--: The routine over_the_views
DROP FUNCTION IF EXISTS migration_ai_management.over_the_views(text);

--: The routine asks_too_much
DROP FUNCTION IF EXISTS migration_ai_management.asks_too_much(text, text, text);

--: What was found at the last look
DROP TABLE IF EXISTS migration_ai_management.preflight_result;

--: What the statements cost before
DROP TABLE IF EXISTS migration_ai_management.statement_baseline;

--: The statements
DROP TABLE IF EXISTS migration_ai_management.legacy_statement;

COMMIT;
