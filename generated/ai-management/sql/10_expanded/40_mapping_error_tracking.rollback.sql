-- Mapping error_tracking to ai_debug_events: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

BEGIN;

--: The mapping is known no longer
SELECT migration.forget_mapping('ai-management', 'error_tracking');

--: The provenance view
DROP VIEW IF EXISTS ai_management.error_tracking_provenance;

--: The journal
DROP TABLE IF EXISTS migration_ai_management.error_tracking_journal;

--: The carried columns, unless the table is gone already
DO $carried$
BEGIN
    IF to_regclass('ai_management.ai_debug_events') IS NOT NULL THEN
        ALTER TABLE ai_management.ai_debug_events
            DROP COLUMN IF EXISTS _error_tracking_id,
            DROP COLUMN IF EXISTS _error_tracking_severity,
            DROP COLUMN IF EXISTS _error_tracking_service_name,
            DROP COLUMN IF EXISTS _error_tracking_model_name,
            DROP COLUMN IF EXISTS _error_tracking_fingerprint;
        -- The time of migration goes with the last of the mappings that fill the table.
        IF NOT EXISTS (
            SELECT FROM pg_attribute AS a
            WHERE
                a.attrelid = 'ai_management.ai_debug_events'::regclass
                AND a.attname IN ('_debug_logs_id')
                AND NOT a.attisdropped
        ) THEN
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _migrated_at;
        END IF;
    END IF;
END
$carried$;

COMMIT;
