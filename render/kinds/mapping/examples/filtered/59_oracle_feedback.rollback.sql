-- Mapping feedback to ai_feedback: the routines that derive its rows a second time, another way.
-- Generated from specs/ai-management/mappings/feedback.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_feedback.apply.sql

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

--: The rung L5
DROP FUNCTION IF EXISTS migration_ai_management.feedback_oracle(bigint);

--: Another routine of the oracle
DROP FUNCTION IF EXISTS migration_ai_management.feedback_edges(bigint, integer);

--: Another routine of the oracle
DROP FUNCTION IF EXISTS migration_ai_management.feedback_judge(jsonb[]);

--: Another routine of the oracle
DROP FUNCTION IF EXISTS migration_ai_management.feedback_derive(migration_ai_management.feedback_legacy_rows);

COMMIT;
