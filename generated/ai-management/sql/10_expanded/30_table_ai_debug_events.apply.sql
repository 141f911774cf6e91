-- Table ai_management.ai_debug_events
-- Generated from specs/ai-management/tables/ai_debug_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_debug_events.rollback.sql

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
            oid = to_regclass('ai_management.ai_debug_events')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_debug_events'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Let Postgres prove that the check ai_debug_events_kind_check depends on the row alone.
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.ai_debug_events_proof (
        id uuid,
        kind text,
        feature_id uuid,
        model_id uuid,
        provider_id uuid,
        severity text,
        code text,
        message text,
        stack_trace text,
        request text,
        duration_ms integer,
        details jsonb,
        occurrences integer,
        is_resolved boolean,
        resolved_by text,
        first_occurred_at timestamptz,
        occurred_at timestamptz,
        _proven boolean GENERATED ALWAYS AS (
            kind IN ('log', 'error')
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            kind IN ('log', 'error')
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.ai_debug_events_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the check ai_debug_events_kind_check', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events (
    id                 uuid         NOT NULL,
    kind               text         NOT NULL,
    feature_id         uuid         NOT NULL,
    model_id           uuid         NOT NULL,
    provider_id        uuid         NOT NULL,
    severity           text,
    code               text,
    message            text         NOT NULL,
    stack_trace        text,
    request            text,
    duration_ms        integer,
    details            jsonb,
    occurrences        integer      NOT NULL  DEFAULT 1,
    is_resolved        boolean,
    resolved_by        text,
    first_occurred_at  timestamptz,
    occurred_at        timestamptz  NOT NULL  DEFAULT now(),
    CONSTRAINT ai_debug_events_pkey PRIMARY KEY (id, occurred_at),
    CONSTRAINT ai_debug_events_kind_check CHECK (kind IN ('log', 'error'))
) PARTITION BY RANGE (occurred_at);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_debug_events IS
    'A log line or an error of an AI feature, in one order of time.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_debug_events.id IS
    'Identity of the event.';

--: Say what kind is.
COMMENT ON COLUMN ai_management.ai_debug_events.kind IS
    'What the event is: log or error.';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.ai_debug_events.feature_id IS
    'The feature that it happened in; the unassigned one for shared libraries.';

--: Say what model_id is.
COMMENT ON COLUMN ai_management.ai_debug_events.model_id IS
    'The model that was called; the unknown one when none was.';

--: Say what provider_id is.
COMMENT ON COLUMN ai_management.ai_debug_events.provider_id IS
    'Who runs that model.';

--: Say what severity is.
COMMENT ON COLUMN ai_management.ai_debug_events.severity IS
    'How urgent the event is; NULL when nobody judged.';

--: Say what code is.
COMMENT ON COLUMN ai_management.ai_debug_events.code IS
    'The provider''s code of an error; NULL for logs and errors of our own.';

--: Say what message is.
COMMENT ON COLUMN ai_management.ai_debug_events.message IS
    'What the event says.';

--: Say what stack_trace is.
COMMENT ON COLUMN ai_management.ai_debug_events.stack_trace IS
    'Where in the code an error happened; NULL for logs.';

--: Say what request is.
COMMENT ON COLUMN ai_management.ai_debug_events.request IS
    'The request that was answered; NULL for jobs.';

--: Say what duration_ms is.
COMMENT ON COLUMN ai_management.ai_debug_events.duration_ms IS
    'Milliseconds that the step took; NULL when not measured.';

--: Say what details is.
COMMENT ON COLUMN ai_management.ai_debug_events.details IS
    'What else the feature knew; NULL for nothing.';

--: Say what occurrences is.
COMMENT ON COLUMN ai_management.ai_debug_events.occurrences IS
    'How often it happened.';

--: Say what is_resolved is.
COMMENT ON COLUMN ai_management.ai_debug_events.is_resolved IS
    'Whether somebody has mended an error; NULL for logs, which nobody mends.';

--: Say what resolved_by is.
COMMENT ON COLUMN ai_management.ai_debug_events.resolved_by IS
    'Who mended it; NULL while nobody has.';

--: Say what first_occurred_at is.
COMMENT ON COLUMN ai_management.ai_debug_events.first_occurred_at IS
    'When an error happened first; NULL for logs and where nobody noted it.';

--: Say what occurred_at is.
COMMENT ON COLUMN ai_management.ai_debug_events.occurred_at IS
    'When it happened, an error for the last time.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_debug_events
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_debug_events
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_debug_events
    TO ai_management_reader;

COMMIT;
