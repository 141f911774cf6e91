-- Mapping usage_logs to ai_usage_logs: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_usage_logs.
-- Undo: 40_mapping_usage_logs.rollback.sql

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

--: Let Postgres prove that the expression of status depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.usage_logs_proof (
        id bigint,
        service_name text,
        model_name text,
        user_id uuid,
        tokens bigint,
        response_time integer,
        cost numeric,
        success boolean,
        created_at timestamptz,
        _proven text GENERATED ALWAYS AS (
            CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.usage_logs_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of status', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for success depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.usage_logs_proof (
        id uuid,
        feature_id uuid,
        model_id uuid,
        user_id uuid,
        tokens_used bigint,
        response_time_ms integer,
        cost_usd numeric,
        status text,
        created_at timestamptz,
        _proven boolean GENERATED ALWAYS AS (
            status = 'success'
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            status = 'success'
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.usage_logs_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for success', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'usage_logs', 'costs'
);

--: Carry id of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_usage_logs
    ADD COLUMN IF NOT EXISTS _legacy_id bigint;

--: Carry service_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_usage_logs
    ADD COLUMN IF NOT EXISTS _service_name text;

--: Carry model_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_usage_logs
    ADD COLUMN IF NOT EXISTS _model_name text;

--: Carry success of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_usage_logs
    ADD COLUMN IF NOT EXISTS _success boolean;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_usage_logs
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_usage_logs
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.usage_logs_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id bigint,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_usage_logs_usage_logs_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.usage_logs_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.usage_logs_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.usage_logs_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.usage_logs_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    t.created_at,
    jsonb_build_object(
        'original_table', 'usage_logs',
        'original_id', t._legacy_id,
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.ai_usage_logs AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.usage_logs_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.usage_logs_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
