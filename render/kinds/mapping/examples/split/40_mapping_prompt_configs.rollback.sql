-- Mapping prompt_configs to prompts: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompts.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompt_versions.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompt_variables.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompt_configs_provenance.
-- Undo: 40_mapping_prompt_configs.apply.sql

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

--: The mapping is known no longer
SELECT migration.forget_mapping('ai-management', 'prompt_configs');

--: The provenance view
DROP VIEW IF EXISTS ai_management.prompt_configs_provenance;

--: The journal
DO $journal$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TABLE IF EXISTS migration_ai_management.prompt_configs_journal;
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
$journal$;

--: The time of migration in prompt_versions, unless the table is gone already
DO $migrated_at$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE IF EXISTS ai_management.prompt_versions DROP COLUMN IF EXISTS _migrated_at;
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
$migrated_at$;

--: The time of migration in prompt_variables, unless the table is gone already
DO $migrated_at$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE IF EXISTS ai_management.prompt_variables DROP COLUMN IF EXISTS _migrated_at;
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
$migrated_at$;

--: The carried columns, unless the table is gone already
DO $carried$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE IF EXISTS ai_management.prompts
                DROP COLUMN IF EXISTS _legacy_id,
                DROP COLUMN IF EXISTS _template,
                DROP COLUMN IF EXISTS _variables,
                DROP COLUMN IF EXISTS _version,
                DROP COLUMN IF EXISTS _migrated_at,
                DROP COLUMN IF EXISTS _parked,
                DROP COLUMN IF EXISTS _by_legacy_name;
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
$carried$;

COMMIT;
