-- Mapping user_metrics to ai_user_metrics: what is verified is looked at again and again.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 64_recheck_user_metrics.apply.sql

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

--: It is scheduled no longer
DO $schedule$
BEGIN
    IF EXISTS (
        SELECT
        FROM pg_catalog.pg_extension AS e
        WHERE
            e.extname = 'pg_cron'
            -- By its number, for a name is looked up even where there is no such schema.
            AND pg_catalog.has_schema_privilege(pg_catalog.to_regnamespace('cron')::oid, 'USAGE')
    ) THEN
        EXECUTE 'SELECT cron.unschedule(j.jobid) FROM cron.job AS j WHERE j.jobname = $1' USING 'changeover ai-management user_metrics recheck';
    END IF;
END
$schedule$;

--: The procedure that re-checks
DROP PROCEDURE IF EXISTS migration_ai_management.user_metrics_recheck(interval, boolean);

--: The routine that looks at one piece
DROP FUNCTION IF EXISTS migration_ai_management.user_metrics_recheck_piece(integer, timestamptz);

--: The routine that notes what was written
DROP FUNCTION IF EXISTS migration_ai_management.user_metrics_note_changed();

--: Where it stood is forgotten, and what it found
SELECT migration.forget_recheck('ai-management', 'user_metrics');

COMMIT;
