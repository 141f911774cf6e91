-- Mapping prompt_configs to prompts: its parts follow it, and tell it.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompts.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompt_versions.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompt_variables.
-- Undo: 87_in_step_prompt_configs.apply.sql

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

--: The triggers that keep the parts in step
DO $remove$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_prompt_configs_in_step ON ai_management.prompts;
            DROP TRIGGER IF EXISTS zz_changeover_prompt_configs_vacate ON ai_management.prompts;
            DROP TRIGGER IF EXISTS zz_changeover_prompt_configs_prompt_versions_lock ON ai_management.prompt_versions;
            DROP TRIGGER IF EXISTS zz_changeover_prompt_configs_prompt_versions_tell ON ai_management.prompt_versions;
            DROP TRIGGER IF EXISTS zz_changeover_prompt_configs_prompt_versions_truncated ON ai_management.prompt_versions;
            DROP TRIGGER IF EXISTS zz_changeover_prompt_configs_prompt_variables_lock ON ai_management.prompt_variables;
            DROP TRIGGER IF EXISTS zz_changeover_prompt_configs_prompt_variables_tell ON ai_management.prompt_variables;
            DROP TRIGGER IF EXISTS zz_changeover_prompt_configs_prompt_variables_truncated ON ai_management.prompt_variables;
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
$remove$;

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_in_step();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_vacate();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_prompt_versions_lock();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_prompt_versions_tell();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_prompt_versions_truncated();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_prompt_variables_lock();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_prompt_variables_tell();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_prompt_variables_truncated();

COMMIT;
