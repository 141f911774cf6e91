-- ai-management: finalizes the data set `debugging`; only the new names are left, and there is no way back.
-- Generated from the migration's specs. Run with psql -f; refuses while a gate is closed.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration ai-management
\set data_set debugging
\set action apply
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT to_regprocedure('migration_ai_management.preflight(text)') IS NOT NULL AS there \gset
\if :there
    SELECT migration_ai_management.preflight(:'data_set') \gset ignored_
\endif
SELECT count(*) FROM migration.check_gates(:'migration', :'data_set', 'finalize') \gset ignored_
SELECT migration.begin_finalize(:'migration', :'data_set') \gset ignored_

\set step finalize.debugging
\set file 80_finalized/50_finalize_debugging.apply.sql
\ir ../run_step.psql

\set step hold.debugging
\set file 90_holding/50_hold_debugging.apply.sql
\ir ../run_step.psql

SELECT migration.release(:'migration') \gset ignored_
