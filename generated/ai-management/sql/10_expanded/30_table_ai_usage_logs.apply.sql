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
        feature_id uuid,
        model_id uuid,
        user_id uuid,
        tokens_used bigint,
        response_time_ms integer,
        cost_usd numeric,
        status text,
        created_at timestamptz,
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
    id                uuid         NOT NULL,
    feature_id        uuid         NOT NULL,
    model_id          uuid         NOT NULL,
    user_id           uuid,
    tokens_used       bigint,
    response_time_ms  integer,
    cost_usd          numeric,
    status            text,
    created_at        timestamptz  NOT NULL  DEFAULT now(),
    CONSTRAINT ai_usage_logs_pkey PRIMARY KEY (id, created_at),
    CONSTRAINT ai_usage_logs_status_check CHECK (status IN ('success', 'error'))
) PARTITION BY RANGE (created_at);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_usage_logs IS
    'One call of an AI model, by the feature that made it.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_usage_logs.id IS
    'Identity of the call.';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.ai_usage_logs.feature_id IS
    'The feature that made the call.';

--: Say what model_id is.
COMMENT ON COLUMN ai_management.ai_usage_logs.model_id IS
    'The model that answered.';

--: Say what user_id is.
COMMENT ON COLUMN ai_management.ai_usage_logs.user_id IS
    'Who caused the call; NULL for jobs.';

--: Say what tokens_used is.
COMMENT ON COLUMN ai_management.ai_usage_logs.tokens_used IS
    'Tokens in and out; NULL when they were not counted.';

--: Say what response_time_ms is.
COMMENT ON COLUMN ai_management.ai_usage_logs.response_time_ms IS
    'Milliseconds until the answer was complete; NULL when not measured.';

--: Say what cost_usd is.
COMMENT ON COLUMN ai_management.ai_usage_logs.cost_usd IS
    'Price of the call in US dollars; NULL when it is not known.';

--: Say what status is.
COMMENT ON COLUMN ai_management.ai_usage_logs.status IS
    'Whether the answer could be used; NULL when nobody knows.';

--: Say what created_at is.
COMMENT ON COLUMN ai_management.ai_usage_logs.created_at IS
    'When the call began.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_usage_logs
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_usage_logs
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_usage_logs
    TO ai_management_reader;

COMMIT;
