-- Foreign key ai_spending_model_id_fkey: ai_spending refers to ai_models
-- Generated from specs/ai-management/tables/ai_spending.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_spending.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_models.
-- Locks: SHARE UPDATE EXCLUSIVE while its rows are checked, writers go on, on ai_management.ai_spending.
-- Undo: 65_foreign_key_ai_spending_model_id_fkey.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';
SET ROLE migration_owner;

--: Add the key for new rows only, which is short.
DO $foreign_key$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            IF NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_constraint
                WHERE
                    conrelid = 'ai_management.ai_spending'::regclass
                    AND conname = 'ai_spending_model_id_fkey'
            ) THEN
                ALTER TABLE ai_management.ai_spending
                    ADD CONSTRAINT ai_spending_model_id_fkey
                    FOREIGN KEY (model_id) REFERENCES ai_management.ai_models (id)
                    NOT VALID;
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
$foreign_key$;

--: Check the rows while writers go on.
DO $foreign_key$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE ai_management.ai_spending
                VALIDATE CONSTRAINT ai_spending_model_id_fkey;
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

RESET ROLE;
