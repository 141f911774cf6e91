-- Table ai_management.ai_user_metrics
-- Generated from specs/ai-management/tables/ai_user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_user_metrics.rollback.sql

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
            oid = to_regclass('ai_management.ai_user_metrics')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_user_metrics'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_user_metrics (
    user_id         uuid           NOT NULL,
    day             date           NOT NULL,
    top_feature_id  uuid           NOT NULL,
    calls           integer        NOT NULL  DEFAULT 0,
    tokens_used     bigint,
    cost_usd        numeric(12,4),
    active_seconds  bigint,
    average_rating  numeric(3,2),
    last_call_at    timestamptz,
    updated_at      timestamptz    NOT NULL  DEFAULT now(),
    CONSTRAINT ai_user_metrics_pkey PRIMARY KEY (user_id, day)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_user_metrics IS
    'What one user did with AI features on one day.';

--: Say what user_id is.
COMMENT ON COLUMN ai_management.ai_user_metrics.user_id IS
    'The user.';

--: Say what day is.
COMMENT ON COLUMN ai_management.ai_user_metrics.day IS
    'The day.';

--: Say what top_feature_id is.
COMMENT ON COLUMN ai_management.ai_user_metrics.top_feature_id IS
    'The feature that the user called most; the unassigned one for a tie.';

--: Say what calls is.
COMMENT ON COLUMN ai_management.ai_user_metrics.calls IS
    'How many calls the user caused.';

--: Say what tokens_used is.
COMMENT ON COLUMN ai_management.ai_user_metrics.tokens_used IS
    'Tokens of these calls; NULL when they were not counted.';

--: Say what cost_usd is.
COMMENT ON COLUMN ai_management.ai_user_metrics.cost_usd IS
    'Price of these calls in US dollars; NULL when it is not known.';

--: Say what active_seconds is.
COMMENT ON COLUMN ai_management.ai_user_metrics.active_seconds IS
    'How long the user worked with AI features; NULL when not measured.';

--: Say what average_rating is.
COMMENT ON COLUMN ai_management.ai_user_metrics.average_rating IS
    'Mean of the user''s ratings from 1 to 5; NULL without any.';

--: Say what last_call_at is.
COMMENT ON COLUMN ai_management.ai_user_metrics.last_call_at IS
    'The last call of the day; NULL when only jobs ran.';

--: Say what updated_at is.
COMMENT ON COLUMN ai_management.ai_user_metrics.updated_at IS
    'When the row was last counted.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_user_metrics
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_user_metrics
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_user_metrics
    TO ai_management_reader;

COMMIT;
