-- Foreign key ai_model_settings_model_id_fkey: ai_model_settings refers to ai_models
-- Generated from specs/ai-management/tables/ai_model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_model_settings.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_models.
-- Undo: 65_foreign_key_ai_model_settings_model_id_fkey.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Act as the owner, who can change nothing but its own.
SET ROLE migration_owner;

--: Drop the key.
DO $foreign_key$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE IF EXISTS ai_management.ai_model_settings
                DROP CONSTRAINT IF EXISTS ai_model_settings_model_id_fkey;
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
$foreign_key$;

--: Be oneself again.
RESET ROLE;
