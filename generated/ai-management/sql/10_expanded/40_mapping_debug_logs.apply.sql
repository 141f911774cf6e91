-- Mapping debug_logs to ai_debug_events: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/debug_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_debug_events.
-- Undo: 40_mapping_debug_logs.rollback.sql

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

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'debug_logs', 'debugging'
);

--: Carry id of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_debug_events
    ADD COLUMN IF NOT EXISTS _debug_logs_id bigint;

--: Carry service_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_debug_events
    ADD COLUMN IF NOT EXISTS _debug_logs_service_name text;

--: Carry model_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_debug_events
    ADD COLUMN IF NOT EXISTS _debug_logs_model_name text;

--: Carry thread_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_debug_events
    ADD COLUMN IF NOT EXISTS _debug_logs_thread_name text;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_debug_events
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_debug_events
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.debug_logs_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id bigint,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_debug_events_debug_logs_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.debug_logs_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.debug_logs_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.debug_logs_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.debug_logs_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    t.occurred_at,
    jsonb_build_object(
        'original_table', 'debug_logs',
        'original_id', t._debug_logs_id,
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.ai_debug_events AS t
WHERE t._migrated_at IS NOT NULL AND t._debug_logs_id IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.debug_logs_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.debug_logs_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
