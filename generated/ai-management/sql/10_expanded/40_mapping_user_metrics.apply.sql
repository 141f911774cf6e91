-- Mapping user_metrics to ai_user_metrics: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_user_metrics.
-- Undo: 40_mapping_user_metrics.rollback.sql

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

--: Let Postgres prove that the expression of active_seconds depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.user_metrics_proof (
        user_id uuid,
        metric_date date,
        top_service text,
        requests integer,
        tokens bigint,
        cost numeric(12,4),
        active_minutes integer,
        average_rating numeric(3,2),
        engagement_score double precision,
        last_seen timestamptz,
        updated_at timestamptz,
        _proven bigint GENERATED ALWAYS AS (
            active_minutes::bigint * 60
        ) STORED,
        _converted bigint GENERATED ALWAYS AS (CAST((
            active_minutes::bigint * 60
        ) AS bigint)) STORED
    );
    DROP TABLE migration_ai_management.user_metrics_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of active_seconds', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for active_minutes depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.user_metrics_proof (
        user_id uuid,
        day date,
        top_feature_id uuid,
        calls integer,
        tokens_used bigint,
        cost_usd numeric(12,4),
        active_seconds bigint,
        average_rating numeric(3,2),
        last_call_at timestamptz,
        updated_at timestamptz,
        _proven integer GENERATED ALWAYS AS (
            (active_seconds / 60)::integer
        ) STORED,
        _converted integer GENERATED ALWAYS AS (CAST((
            (active_seconds / 60)::integer
        ) AS integer)) STORED
    );
    DROP TABLE migration_ai_management.user_metrics_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for active_minutes', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'user_metrics', 'analytics'
);

--: Carry top_service of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_user_metrics
    ADD COLUMN IF NOT EXISTS _top_service text;

--: Carry active_minutes of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_user_metrics
    ADD COLUMN IF NOT EXISTS _active_minutes integer;

--: Carry engagement_score of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_user_metrics
    ADD COLUMN IF NOT EXISTS _engagement_score double precision;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_user_metrics
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_user_metrics
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.user_metrics_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    user_id uuid,
    metric_date date,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_user_metrics_user_metrics_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.user_metrics_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.user_metrics_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.user_metrics_journal TO migration_sync, migration_runner;

COMMIT;
