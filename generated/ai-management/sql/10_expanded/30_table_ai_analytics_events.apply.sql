-- Table ai_management.ai_analytics_events
-- Generated from specs/ai-management/tables/ai_analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_analytics_events.rollback.sql

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
            oid = to_regclass('ai_management.ai_analytics_events')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_analytics_events'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_analytics_events (
    id           uuid         NOT NULL  DEFAULT gen_random_uuid(),
    feature_id   uuid         NOT NULL,
    event        text         NOT NULL,
    user_id      uuid,
    session      text,
    experiment   text,
    variant      text,
    properties   jsonb,
    occurred_at  timestamptz  NOT NULL  DEFAULT now(),
    CONSTRAINT ai_analytics_events_pkey PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_analytics_events IS
    'Something that a user did with an AI feature.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_analytics_events.id IS
    'Identity of the event.';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.ai_analytics_events.feature_id IS
    'The feature that the event is about; the unassigned one for events of the page itself.';

--: Say what event is.
COMMENT ON COLUMN ai_management.ai_analytics_events.event IS
    'What happened.';

--: Say what user_id is.
COMMENT ON COLUMN ai_management.ai_analytics_events.user_id IS
    'Who did it; NULL when nobody was signed in.';

--: Say what session is.
COMMENT ON COLUMN ai_management.ai_analytics_events.session IS
    'The visit that it was part of; NULL for jobs.';

--: Say what experiment is.
COMMENT ON COLUMN ai_management.ai_analytics_events.experiment IS
    'The experiment that the user was part of; NULL for none.';

--: Say what variant is.
COMMENT ON COLUMN ai_management.ai_analytics_events.variant IS
    'The user''s variant of the experiment; NULL without an experiment.';

--: Say what properties is.
COMMENT ON COLUMN ai_management.ai_analytics_events.properties IS
    'What else is known of the event; NULL for nothing.';

--: Say what occurred_at is.
COMMENT ON COLUMN ai_management.ai_analytics_events.occurred_at IS
    'When it happened.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_analytics_events
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_analytics_events
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_analytics_events
    TO ai_management_reader;

COMMIT;
