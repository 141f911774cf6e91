-- Foreign key ai_analytics_events_feature_id_fkey: ai_analytics_events refers to ai_features
-- Generated from specs/ai-management/tables/ai_analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_analytics_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_features.
-- Locks: SHARE UPDATE EXCLUSIVE while its rows are checked, writers go on, on ai_management.ai_analytics_events.
-- Undo: 65_foreign_key_ai_analytics_events_feature_id_fkey.rollback.sql

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

--: Add the key to each partition for new rows only, each in a short transaction.
DO $foreign_key$
DECLARE
    part regclass;
    attempts_left integer;
BEGIN
    FOR part IN
        SELECT child.inhrelid
        FROM pg_catalog.pg_inherits AS child
        WHERE
            child.inhparent = 'ai_management.ai_analytics_events'::regclass
            AND NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_constraint
                WHERE
                    conrelid = child.inhrelid
                    AND conname = 'ai_analytics_events_feature_id_fkey'
            )
        ORDER BY child.inhrelid
    LOOP
        attempts_left := 200;
        LOOP
            BEGIN
                EXECUTE format(
                    'ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID',
                    part,
                    'ai_analytics_events_feature_id_fkey',
                    'FOREIGN KEY (feature_id) REFERENCES ai_management.ai_features (id)'
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

--: Check the rows of each partition while writers go on.
DO $foreign_key$
DECLARE
    part regclass;
    attempts_left integer;
BEGIN
    FOR part IN
        SELECT child.inhrelid
        FROM pg_catalog.pg_inherits AS child
        WHERE
            child.inhparent = 'ai_management.ai_analytics_events'::regclass
            AND EXISTS (
                SELECT
                FROM pg_catalog.pg_constraint
                WHERE
                    conrelid = child.inhrelid
                    AND conname = 'ai_analytics_events_feature_id_fkey'
                    AND NOT convalidated
            )
        ORDER BY child.inhrelid
    LOOP
        attempts_left := 200;
        LOOP
            BEGIN
                EXECUTE format(
                    'ALTER TABLE %s VALIDATE CONSTRAINT %I',
                    part,
                    'ai_analytics_events_feature_id_fkey'
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

--: Make one key of them; the partitions are checked already, so this is short.
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
                    conrelid = 'ai_management.ai_analytics_events'::regclass
                    AND conname = 'ai_analytics_events_feature_id_fkey'
            ) THEN
                ALTER TABLE ai_management.ai_analytics_events
                    ADD CONSTRAINT ai_analytics_events_feature_id_fkey
                    FOREIGN KEY (feature_id) REFERENCES ai_management.ai_features (id);
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

RESET ROLE;
