-- Mapping prompt_configs to prompts: what is verified is looked at again and again.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 64_recheck_prompt_configs.apply.sql

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
DECLARE
    jobs pg_catalog.oid := (
        SELECT c.oid
        FROM pg_catalog.pg_class AS c
        INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE (n.nspname, c.relname) = ('cron', 'job')
    );
    any_job boolean;
BEGIN
    IF jobs IS NULL THEN
        RETURN;
    END IF;
    -- With row security off, Postgres shows no job at all to a role that may not see those of others.
    PERFORM pg_catalog.set_config('row_security', 'on', true);
    any_job := pg_catalog.has_schema_privilege('cron', 'USAGE')
        AND pg_catalog.has_table_privilege(jobs, 'DELETE')
        AND NOT pg_catalog.row_security_active(jobs);
    IF pg_catalog.has_schema_privilege('cron', 'USAGE') THEN
        EXECUTE
            'SELECT cron.unschedule(j.jobid) FROM cron.job AS j'
            ' WHERE j.jobname = $1 AND ($2 OR j.username = current_user)'
        USING 'changeover ai-management prompt_configs recheck', any_job;
    END IF;
    IF NOT any_job THEN
        RAISE WARNING '% may end only jobs of pg_cron that are its own: another''s may still look at % again',
            current_user, 'prompt_configs'
        USING HINT = pg_catalog.format(
            'As a superuser: SELECT cron.unschedule(jobid) FROM cron.job WHERE jobname = %L', 'changeover ai-management prompt_configs recheck'
        );
    END IF;
    PERFORM pg_catalog.set_config('row_security', 'off', true);
END
$schedule$;

--: The procedure that re-checks
DROP PROCEDURE IF EXISTS migration_ai_management.prompt_configs_recheck(interval, boolean);

--: The routine that looks at one piece
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_recheck_piece(integer, timestamptz);

--: The routine that notes what was written
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_note_changed();

--: Where it stood is forgotten, and what it found
SELECT migration.forget_recheck('ai-management', 'prompt_configs');

COMMIT;
