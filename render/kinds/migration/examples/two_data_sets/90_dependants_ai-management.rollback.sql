-- What depends on the legacy tables, and what becomes of it
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 90_dependants_ai-management.apply.sql

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

--: The routine dependants_gate
DROP FUNCTION IF EXISTS migration_ai_management.dependants_gate(text);

--: The routine cannot_move
DROP FUNCTION IF EXISTS migration_ai_management.cannot_move(text, text);

--: The routine moved_dependants
DROP FUNCTION IF EXISTS migration_ai_management.moved_dependants(text);

--: The routine dependants
DROP FUNCTION IF EXISTS migration_ai_management.dependants(text);

--: The legacy names
DROP VIEW IF EXISTS migration_ai_management.legacy_name;

--: The answers
DROP TABLE IF EXISTS migration_ai_management.dependant_answer;

COMMIT;
