-- Mapping model_settings to ai_model_settings: until the switch, its tables are read and not written.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_settings.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_prices.
-- Undo: 45_fence_model_settings.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'settings');

--: Refuse a write to a table that does not own its rows yet
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_fence()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $fence$
BEGIN
    RAISE EXCEPTION '% does not own its rows yet', TG_RELID::regclass USING
        ERRCODE = 'MG123',
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        DETAIL = 'Its rows are made of those of public.model_settings.',
        HINT = 'Write to public.model_settings until `changeover switch settings` has run.';
END
$fence$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.model_settings_fence() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_fence() FROM PUBLIC;

--: Fence ai_management.ai_model_settings; whoever only says to be the migration is refused as well
DO $fence$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_fence
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ai_management.ai_model_settings
                FOR EACH STATEMENT
                WHEN (
                    current_user NOT IN ('migration_sync', 'migration_runner', 'migration_owner')
                    AND (
                        current_setting('changeover.writer', true) IS DISTINCT FROM 'migration'
                        OR NOT pg_has_role(session_user, 'migration_runner', 'MEMBER')
                    )
                )
                EXECUTE FUNCTION migration_ai_management.model_settings_fence();
            -- Applied again after the switch, it stays asleep.
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
                ALTER TABLE ai_management.ai_model_settings DISABLE TRIGGER zz_changeover_model_settings_fence;
            ELSE
                ALTER TABLE ai_management.ai_model_settings ENABLE ALWAYS TRIGGER zz_changeover_model_settings_fence;
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

--: Fence ai_management.ai_model_prices; whoever only says to be the migration is refused as well
DO $fence$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_fence
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ai_management.ai_model_prices
                FOR EACH STATEMENT
                WHEN (
                    current_user NOT IN ('migration_sync', 'migration_runner', 'migration_owner')
                    AND (
                        current_setting('changeover.writer', true) IS DISTINCT FROM 'migration'
                        OR NOT pg_has_role(session_user, 'migration_runner', 'MEMBER')
                    )
                )
                EXECUTE FUNCTION migration_ai_management.model_settings_fence();
            -- Applied again after the switch, it stays asleep.
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
                ALTER TABLE ai_management.ai_model_prices DISABLE TRIGGER zz_changeover_model_settings_fence;
            ELSE
                ALTER TABLE ai_management.ai_model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_settings_fence;
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
