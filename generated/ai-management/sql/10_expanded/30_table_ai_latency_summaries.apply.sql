-- Table ai_management.ai_latency_summaries
-- Generated from specs/ai-management/tables/ai_latency_summaries.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_latency_summaries.rollback.sql

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
            oid = to_regclass('ai_management.ai_latency_summaries')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_latency_summaries'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_latency_summaries (
    id            uuid           NOT NULL,
    feature_id    uuid           NOT NULL,
    period_start  timestamptz    NOT NULL,
    period_end    timestamptz    NOT NULL,
    calls         bigint         NOT NULL  DEFAULT 0,
    failed_calls  bigint         NOT NULL  DEFAULT 0,
    mean_ms       numeric(10,0),
    p95_ms        numeric(10,0),
    p99_ms        numeric(10,0),
    availability  real,
    computed_at   timestamptz    NOT NULL  DEFAULT now(),
    CONSTRAINT ai_latency_summaries_pkey PRIMARY KEY (id)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_latency_summaries IS
    'How fast an AI feature answered in one period, summed up.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.id IS
    'Identity of the summary.';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.feature_id IS
    'The feature that answered.';

--: Say what period_start is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.period_start IS
    'When the period began.';

--: Say what period_end is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.period_end IS
    'When it ended.';

--: Say what calls is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.calls IS
    'How many calls there were.';

--: Say what failed_calls is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.failed_calls IS
    'How many of them failed.';

--: Say what mean_ms is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.mean_ms IS
    'Mean milliseconds until the answer; NULL without calls.';

--: Say what p95_ms is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.p95_ms IS
    'Milliseconds within which 95 of 100 calls were answered; NULL without calls.';

--: Say what p99_ms is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.p99_ms IS
    'Milliseconds within which 99 of 100 calls were answered; NULL without calls.';

--: Say what availability is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.availability IS
    'Part of the period in which the feature answered; NULL when not watched.';

--: Say what computed_at is.
COMMENT ON COLUMN ai_management.ai_latency_summaries.computed_at IS
    'When the summary was made.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_latency_summaries
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_latency_summaries
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_latency_summaries
    TO ai_management_reader;

COMMIT;
