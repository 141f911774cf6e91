-- Foreign key ai_debug_events_provider_id_fkey: ai_debug_events refers to ai_providers
-- Generated from specs/ai-management/tables/ai_debug_events.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_debug_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_providers.
-- Undo: 65_foreign_key_ai_debug_events_provider_id_fkey.apply.sql

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
            ALTER TABLE IF EXISTS ai_management.ai_debug_events
                DROP CONSTRAINT IF EXISTS ai_debug_events_provider_id_fkey;
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

--: Drop what an interrupted run left on single partitions.
DO $foreign_key$
DECLARE
    part regclass;
    attempts_left integer;
BEGIN
    FOR part IN
        SELECT child.inhrelid
        FROM pg_catalog.pg_inherits AS child
        INNER JOIN pg_catalog.pg_constraint AS found ON found.conrelid = child.inhrelid
        WHERE
            child.inhparent = to_regclass('ai_management.ai_debug_events')
            AND found.conname = 'ai_debug_events_provider_id_fkey'
        ORDER BY child.inhrelid
    LOOP
        attempts_left := 200;
        LOOP
            BEGIN
                EXECUTE format(
                    'ALTER TABLE %s DROP CONSTRAINT %I',
                    part,
                    'ai_debug_events_provider_id_fkey'
                );
                EXIT;
            EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                attempts_left := attempts_left - 1;
                IF attempts_left <= 0 THEN
                    RAISE;
                END IF;
            END;
            PERFORM pg_sleep(0.1 + random() * 0.4);
        END LOOP;
        COMMIT;
    END LOOP;
END
$foreign_key$;

--: Be oneself again.
RESET ROLE;
