-- ai-management: switches the data set `debugging`; the new tables own its rows then.
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
SELECT to_regprocedure('migration_ai_management.debug_logs_replay(integer)') IS NOT NULL AS there \gset
\if :there
    -- What is noted is brought over first, so that the gates judge what is left.
    SET changeover.writer = 'migration';
    CALL migration_ai_management.debug_logs_replay(5);
    CALL migration_ai_management.error_tracking_replay(5);
    CALL migration_ai_management.performance_metrics_replay(5);
\endif
SELECT to_regprocedure('migration_ai_management.preflight(text)') IS NOT NULL AS there \gset
\if :there
    SELECT migration_ai_management.preflight(:'data_set') \gset ignored_
\endif
SELECT count(*) FROM migration.check_gates(:'migration', :'data_set', 'switch') \gset ignored_
SELECT migration.begin_switch(:'migration', :'data_set') \gset ignored_

\set step switch.debugging
\set file 60_switched/50_switch_debugging.apply.sql
\ir ../run_step.psql

\ir 50_switch_debugging.verify.sql

SELECT migration.release(:'migration') \gset ignored_
