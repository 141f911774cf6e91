-- Mapping error_tracking to ai_debug_events: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_debug_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.error_tracking_provenance.
-- Undo: 40_mapping_error_tracking.apply.sql

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
SELECT migration.forget_mapping('ai-management', 'error_tracking');

--: The provenance view
DROP VIEW IF EXISTS ai_management.error_tracking_provenance;

--: The journal
DO $journal$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TABLE IF EXISTS migration_ai_management.error_tracking_journal;
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

--: The carried columns, unless the table is gone already
DO $carried$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE IF EXISTS ai_management.ai_debug_events
                DROP COLUMN IF EXISTS _error_tracking_id,
                DROP COLUMN IF EXISTS _error_tracking_severity,
                DROP COLUMN IF EXISTS _error_tracking_service_name,
                DROP COLUMN IF EXISTS _error_tracking_model_name,
                DROP COLUMN IF EXISTS _error_tracking_fingerprint;
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

--: The time of migration goes with the last of the mappings that fill the table
DO $migrated_at$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            IF NOT EXISTS (
                SELECT FROM pg_attribute AS a
                WHERE
                    a.attrelid = to_regclass('ai_management.ai_debug_events')
                    AND a.attname IN ('_debug_logs_id')
                    AND NOT a.attisdropped
            ) THEN
                ALTER TABLE IF EXISTS ai_management.ai_debug_events
                    DROP COLUMN IF EXISTS _migrated_at,
                    DROP COLUMN IF EXISTS _parked,
                    DROP COLUMN IF EXISTS _substituted,
                    DROP COLUMN IF EXISTS _by_legacy_name;
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
$migrated_at$;

COMMIT;
