-- Mapping ai_configs to feature_model_assignments: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/ai_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.feature_model_assignments.
-- Undo: 40_mapping_ai_configs.rollback.sql

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

--: Let Postgres prove that the expression of timeout_ms depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.ai_configs_proof (
        id integer,
        service_name text,
        environment varchar(20),
        model_name text,
        temperature numeric(3,2),
        max_tokens integer,
        timeout_seconds integer,
        is_active boolean,
        settings jsonb,
        sort_order integer,
        updated_by text,
        created_at timestamptz,
        updated_at timestamptz,
        _proven bigint GENERATED ALWAYS AS (
            timeout_seconds::bigint * 1000
        ) STORED,
        _converted bigint GENERATED ALWAYS AS (CAST((
            timeout_seconds::bigint * 1000
        ) AS bigint)) STORED
    );
    DROP TABLE migration_ai_management.ai_configs_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of timeout_ms', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for timeout_seconds depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.ai_configs_proof (
        id uuid,
        feature_id uuid,
        environment text,
        model_id uuid,
        is_active boolean,
        traffic_share numeric(5,4),
        temperature numeric(3,2),
        max_output_tokens integer,
        timeout_ms bigint,
        parameters jsonb,
        updated_by text,
        created_at timestamptz,
        updated_at timestamptz,
        _proven integer GENERATED ALWAYS AS (
            (timeout_ms / 1000)::integer
        ) STORED,
        _converted integer GENERATED ALWAYS AS (CAST((
            (timeout_ms / 1000)::integer
        ) AS integer)) STORED
    );
    DROP TABLE migration_ai_management.ai_configs_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for timeout_seconds', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'ai_configs', 'settings'
);

--: Carry id of the legacy row until the migration is finalized
ALTER TABLE ai_management.feature_model_assignments
    ADD COLUMN IF NOT EXISTS _legacy_id integer;

--: Carry service_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.feature_model_assignments
    ADD COLUMN IF NOT EXISTS _service_name text;

--: Carry environment of the legacy row until the migration is finalized
ALTER TABLE ai_management.feature_model_assignments
    ADD COLUMN IF NOT EXISTS _environment varchar(20);

--: Carry model_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.feature_model_assignments
    ADD COLUMN IF NOT EXISTS _model_name text;

--: Carry timeout_seconds of the legacy row until the migration is finalized
ALTER TABLE ai_management.feature_model_assignments
    ADD COLUMN IF NOT EXISTS _timeout_seconds integer;

--: Carry sort_order of the legacy row until the migration is finalized
ALTER TABLE ai_management.feature_model_assignments
    ADD COLUMN IF NOT EXISTS _sort_order integer;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.feature_model_assignments
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.feature_model_assignments
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.ai_configs_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id integer,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT feature_model_assignments_ai_configs_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.ai_configs_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.ai_configs_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.ai_configs_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.ai_configs_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    jsonb_build_object(
        'original_table', 'ai_configs',
        'original_id', t._legacy_id,
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.feature_model_assignments AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.ai_configs_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.ai_configs_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
