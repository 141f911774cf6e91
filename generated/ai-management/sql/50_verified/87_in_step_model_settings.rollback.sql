-- Mapping model_settings to ai_model_settings: its parts follow it, and tell it.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_model_settings.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_model_prices.
-- Undo: 87_in_step_model_settings.apply.sql

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
            DROP TRIGGER IF EXISTS zz_changeover_model_settings_in_step ON ai_management.ai_model_settings;
            DROP TRIGGER IF EXISTS zz_changeover_model_settings_vacate ON ai_management.ai_model_settings;
            DROP TRIGGER IF EXISTS zz_changeover_model_settings_whole ON ai_management.ai_model_settings;
            DROP TRIGGER IF EXISTS zz_changeover_model_settings_ai_model_prices_lock ON ai_management.ai_model_prices;
            DROP TRIGGER IF EXISTS zz_changeover_model_settings_ai_model_prices_tell ON ai_management.ai_model_prices;
            DROP TRIGGER IF EXISTS zz_changeover_model_settings_ai_model_prices_truncated ON ai_management.ai_model_prices;
            DROP TRIGGER IF EXISTS zz_changeover_model_settings_ai_model_prices_whole ON ai_management.ai_model_prices;
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
DROP FUNCTION IF EXISTS migration_ai_management.model_settings_in_step();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.model_settings_vacate();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.model_settings_whole();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.model_settings_ai_model_prices_lock();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.model_settings_ai_model_prices_tell();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.model_settings_ai_model_prices_truncated();

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.model_settings_ai_model_prices_whole();

COMMIT;
