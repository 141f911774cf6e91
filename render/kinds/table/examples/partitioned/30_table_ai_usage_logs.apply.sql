-- Table ai_management.ai_usage_logs
-- Generated from specs/ai-management/tables/ai_usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_usage_logs.rollback.sql

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
SET LOCAL ROLE migration_owner;

--: Refuse a table of that name that somebody else made.
DO $refuse$
BEGIN
    IF EXISTS (
        SELECT
        FROM pg_catalog.pg_class
        WHERE
            oid = to_regclass('ai_management.ai_usage_logs')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_usage_logs'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Let Postgres prove that the check ai_usage_logs_status_check depends on the row alone.
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.ai_usage_logs_proof (
        id uuid,
        created_at timestamptz,
        feature_id uuid,
        cost_usd numeric(12,6),
        status text,
        _proven boolean GENERATED ALWAYS AS (
            status IN ('success', 'error')
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            status IN ('success', 'error')
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.ai_usage_logs_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the check ai_usage_logs_status_check', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_usage_logs (
    id          uuid           NOT NULL,
    created_at  timestamptz    NOT NULL  DEFAULT now(),
    feature_id  uuid           NOT NULL,
    cost_usd    numeric(12,6)  NOT NULL,
    status      text,
    CONSTRAINT ai_usage_logs_pkey PRIMARY KEY (id, created_at),
    CONSTRAINT ai_usage_logs_feature_id_key UNIQUE (feature_id, created_at),
    CONSTRAINT ai_usage_logs_status_check CHECK (status IN ('success', 'error'))
) PARTITION BY RANGE (created_at);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_usage_logs IS
    'One row per AI call, by feature and model.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_usage_logs.id IS
    'Stable identity of the call';

--: Say what created_at is.
COMMENT ON COLUMN ai_management.ai_usage_logs.created_at IS
    'When the call was made';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.ai_usage_logs.feature_id IS
    'The feature that made the call';

--: Say what cost_usd is.
COMMENT ON COLUMN ai_management.ai_usage_logs.cost_usd IS
    'What the call cost';

--: Say what status is.
COMMENT ON COLUMN ai_management.ai_usage_logs.status IS
    'success or error; NULL where legacy did not say';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_usage_logs
    TO migration_sync, migration_runner;

COMMIT;
