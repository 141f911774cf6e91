-- Mapping timings to ai_timings: the routines that derive its rows a second time, another way.
-- Generated from specs/ai-management/mappings/timings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_timings.apply.sql

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
DROP FUNCTION IF EXISTS migration_ai_management.timings_oracle(bigint);

--: Another routine of the oracle
DROP FUNCTION IF EXISTS migration_ai_management.timings_edges(bigint, integer);

--: Another routine of the oracle
DROP FUNCTION IF EXISTS migration_ai_management.timings_judge(jsonb[]);

--: Another routine of the oracle
DROP FUNCTION IF EXISTS migration_ai_management.timings_derive(migration_ai_management.timings_legacy_rows);

COMMIT;
