-- Mapping performance_data to ai_latency_summaries: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/performance_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_latency_summaries.
-- Undo: 40_mapping_performance_data.rollback.sql

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

--: Let Postgres prove that the expression of mean_ms depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.performance_data_proof (
        service_name text,
        period_start timestamptz,
        period_end timestamptz,
        request_count bigint,
        failure_count bigint,
        avg_latency numeric(10,3),
        p95_latency numeric(10,3),
        p99_latency numeric(10,3),
        availability real,
        computed_by text,
        computed_at timestamptz,
        _proven numeric(10,0) GENERATED ALWAYS AS (
            avg_latency * 1000
        ) STORED,
        _converted numeric(10,0) GENERATED ALWAYS AS (CAST((
            avg_latency * 1000
        ) AS numeric(10,0))) STORED
    );
    DROP TABLE migration_ai_management.performance_data_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of mean_ms', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for avg_latency depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.performance_data_proof (
        id uuid,
        feature_id uuid,
        period_start timestamptz,
        period_end timestamptz,
        calls bigint,
        failed_calls bigint,
        mean_ms numeric(10,0),
        p95_ms numeric(10,0),
        p99_ms numeric(10,0),
        availability real,
        computed_at timestamptz,
        _proven numeric(10,3) GENERATED ALWAYS AS (
            mean_ms * 0.001
        ) STORED,
        _converted numeric(10,3) GENERATED ALWAYS AS (CAST((
            mean_ms * 0.001
        ) AS numeric(10,3))) STORED
    );
    DROP TABLE migration_ai_management.performance_data_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for avg_latency', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the expression of p95_ms depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.performance_data_proof (
        service_name text,
        period_start timestamptz,
        period_end timestamptz,
        request_count bigint,
        failure_count bigint,
        avg_latency numeric(10,3),
        p95_latency numeric(10,3),
        p99_latency numeric(10,3),
        availability real,
        computed_by text,
        computed_at timestamptz,
        _proven numeric(10,0) GENERATED ALWAYS AS (
            p95_latency * 1000
        ) STORED,
        _converted numeric(10,0) GENERATED ALWAYS AS (CAST((
            p95_latency * 1000
        ) AS numeric(10,0))) STORED
    );
    DROP TABLE migration_ai_management.performance_data_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of p95_ms', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for p95_latency depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.performance_data_proof (
        id uuid,
        feature_id uuid,
        period_start timestamptz,
        period_end timestamptz,
        calls bigint,
        failed_calls bigint,
        mean_ms numeric(10,0),
        p95_ms numeric(10,0),
        p99_ms numeric(10,0),
        availability real,
        computed_at timestamptz,
        _proven numeric(10,3) GENERATED ALWAYS AS (
            p95_ms * 0.001
        ) STORED,
        _converted numeric(10,3) GENERATED ALWAYS AS (CAST((
            p95_ms * 0.001
        ) AS numeric(10,3))) STORED
    );
    DROP TABLE migration_ai_management.performance_data_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for p95_latency', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the expression of p99_ms depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.performance_data_proof (
        service_name text,
        period_start timestamptz,
        period_end timestamptz,
        request_count bigint,
        failure_count bigint,
        avg_latency numeric(10,3),
        p95_latency numeric(10,3),
        p99_latency numeric(10,3),
        availability real,
        computed_by text,
        computed_at timestamptz,
        _proven numeric(10,0) GENERATED ALWAYS AS (
            p99_latency * 1000
        ) STORED,
        _converted numeric(10,0) GENERATED ALWAYS AS (CAST((
            p99_latency * 1000
        ) AS numeric(10,0))) STORED
    );
    DROP TABLE migration_ai_management.performance_data_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of p99_ms', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for p99_latency depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.performance_data_proof (
        id uuid,
        feature_id uuid,
        period_start timestamptz,
        period_end timestamptz,
        calls bigint,
        failed_calls bigint,
        mean_ms numeric(10,0),
        p95_ms numeric(10,0),
        p99_ms numeric(10,0),
        availability real,
        computed_at timestamptz,
        _proven numeric(10,3) GENERATED ALWAYS AS (
            p99_ms * 0.001
        ) STORED,
        _converted numeric(10,3) GENERATED ALWAYS AS (CAST((
            p99_ms * 0.001
        ) AS numeric(10,3))) STORED
    );
    DROP TABLE migration_ai_management.performance_data_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for p99_latency', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'performance_data', 'analytics'
);

--: Carry service_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_latency_summaries
    ADD COLUMN IF NOT EXISTS _legacy_service_name text;

--: Carry period_start of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_latency_summaries
    ADD COLUMN IF NOT EXISTS _legacy_period_start timestamptz;

--: Carry avg_latency of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_latency_summaries
    ADD COLUMN IF NOT EXISTS _avg_latency numeric(10,3);

--: Carry p95_latency of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_latency_summaries
    ADD COLUMN IF NOT EXISTS _p95_latency numeric(10,3);

--: Carry p99_latency of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_latency_summaries
    ADD COLUMN IF NOT EXISTS _p99_latency numeric(10,3);

--: Carry computed_by of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_latency_summaries
    ADD COLUMN IF NOT EXISTS _computed_by text;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_latency_summaries
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_latency_summaries
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: The legacy key finds its row, so that two keys with one identity are noticed; still empty
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX IF NOT EXISTS ai_latency_summaries_legacy_key
    ON ai_management.ai_latency_summaries (_legacy_service_name, _legacy_period_start);

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.performance_data_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    service_name text,
    period_start timestamptz,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_latency_summaries_performance_data_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.performance_data_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.performance_data_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.performance_data_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.performance_data_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    jsonb_build_object(
        'original_table', 'performance_data',
        'original_id', jsonb_build_object('service_name', t._legacy_service_name, 'period_start', t._legacy_period_start),
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.ai_latency_summaries AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.performance_data_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.performance_data_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
