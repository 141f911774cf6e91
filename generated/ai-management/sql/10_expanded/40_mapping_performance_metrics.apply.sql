-- Mapping performance_metrics to ai_performance_samples: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/performance_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_performance_samples.
-- Undo: 40_mapping_performance_metrics.rollback.sql

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
    'ai-management', 'performance_metrics', 'debugging'
);

--: Carry id of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_performance_samples
    ADD COLUMN IF NOT EXISTS _legacy_id bigint;

--: Carry metric_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_performance_samples
    ADD COLUMN IF NOT EXISTS _metric_name varchar(60);

--: Carry service_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_performance_samples
    ADD COLUMN IF NOT EXISTS _service_name text;

--: Carry model_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_performance_samples
    ADD COLUMN IF NOT EXISTS _model_name text;

--: Carry host of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_performance_samples
    ADD COLUMN IF NOT EXISTS _host text;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_performance_samples
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_performance_samples
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.performance_metrics_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id bigint,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_performance_samples_performance_metrics_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.performance_metrics_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.performance_metrics_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.performance_metrics_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.performance_metrics_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    t.measured_at,
    jsonb_build_object(
        'original_table', 'performance_metrics',
        'original_id', t._legacy_id,
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.ai_performance_samples AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.performance_metrics_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.performance_metrics_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
