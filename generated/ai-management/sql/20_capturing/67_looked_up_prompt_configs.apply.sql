-- Mapping prompt_configs to prompts: what legacy rows name keeps its name.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_features.
-- Undo: 67_looked_up_prompt_configs.rollback.sql

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

--: Refuse to rename slug of ai_management.ai_features: legacy rows name it
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_looked_up_1()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $looked_up$
BEGIN
    RAISE EXCEPTION '% is what rows of % name', 'ai_management.ai_features.slug', 'public.prompt_configs' USING
        ERRCODE = 'MG183',
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        COLUMN = 'slug',
        DETAIL = 'With another value, rows of public.prompt_configs would mean something else.',
        HINT = 'Add a row with the new value, or rename it once the migration ai-management is finalized.';
END
$looked_up$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.prompt_configs_looked_up_1() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_looked_up_1() FROM PUBLIC;

--: Ask it; what legacy itself says of a table that it fills is followed instead
DO $looked_up$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_looked_up_1
                AFTER UPDATE ON ai_management.ai_features
                FOR EACH ROW
                WHEN (
                    (OLD.slug, OLD.id) IS DISTINCT FROM (NEW.slug, NEW.id)
                    AND current_user NOT IN ('migration_sync', 'migration_runner', 'migration_owner')
                    AND (
                        current_setting('changeover.writer', true) IS DISTINCT FROM 'migration'
                        OR NOT pg_has_role(session_user, 'migration_runner', 'MEMBER')
                    )
                )
                EXECUTE FUNCTION migration_ai_management.prompt_configs_looked_up_1();
            ALTER TABLE ai_management.ai_features ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_looked_up_1;
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
$looked_up$;

COMMIT;
