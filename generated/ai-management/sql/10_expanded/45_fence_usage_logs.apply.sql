-- Mapping usage_logs to ai_usage_logs: until the switch, its tables are read and not written.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_usage_logs.
-- Undo: 45_fence_usage_logs.rollback.sql

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

--: Past the point of no return one name is left, and nothing keeps it in step with another
SELECT migration.refuse_final('ai-management', 'costs');

--: Refuse a write to a table that does not own its rows yet
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_fence()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $fence$
BEGIN
    RAISE EXCEPTION '% does not own its rows yet', TG_RELID::regclass USING
        ERRCODE = 'MG123',
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        DETAIL = 'Its rows are made of those of public.usage_logs.',
        HINT = 'Write to public.usage_logs until `changeover switch costs` has run.';
END
$fence$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.usage_logs_fence() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_fence() FROM PUBLIC;

--: Fence ai_management.ai_usage_logs; whoever only says to be the migration is refused as well
DO $fence$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_usage_logs_fence
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ai_management.ai_usage_logs
                FOR EACH STATEMENT
                WHEN (
                    current_user NOT IN ('migration_sync', 'migration_runner', 'migration_owner')
                    AND (
                        current_setting('changeover.writer', true) IS DISTINCT FROM 'migration'
                        OR NOT pg_has_role(session_user, 'migration_runner', 'MEMBER')
                    )
                )
                EXECUTE FUNCTION migration_ai_management.usage_logs_fence();
            -- Applied again after the switch, it stays asleep.
            IF migration.owner_of('ai-management', 'costs') = 'new' THEN
                ALTER TABLE ai_management.ai_usage_logs DISABLE TRIGGER zz_changeover_usage_logs_fence;
            ELSE
                ALTER TABLE ai_management.ai_usage_logs ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_fence;
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$fence$;

COMMIT;
