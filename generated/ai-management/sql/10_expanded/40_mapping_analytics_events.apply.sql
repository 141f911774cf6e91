-- Mapping analytics_events to ai_analytics_events: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_analytics_events.
-- Undo: 40_mapping_analytics_events.rollback.sql

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

--: Let Postgres prove that the filter depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.analytics_events_proof (
        event_id uuid,
        event_name varchar(80),
        service_name text,
        user_id uuid,
        session_id text,
        experiment varchar(80),
        variant varchar(40),
        properties jsonb,
        user_agent text,
        occurred_at timestamptz,
        _proven boolean GENERATED ALWAYS AS (
            event_name <> 'heartbeat'
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            event_name <> 'heartbeat'
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.analytics_events_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the filter', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'analytics_events', 'analytics'
);

--: Carry event_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_analytics_events
    ADD COLUMN IF NOT EXISTS _event_name varchar(80);

--: Carry service_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_analytics_events
    ADD COLUMN IF NOT EXISTS _service_name text;

--: Carry experiment of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_analytics_events
    ADD COLUMN IF NOT EXISTS _experiment varchar(80);

--: Carry variant of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_analytics_events
    ADD COLUMN IF NOT EXISTS _variant varchar(40);

--: Carry user_agent of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_analytics_events
    ADD COLUMN IF NOT EXISTS _user_agent text;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_analytics_events
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_analytics_events
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.analytics_events_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    event_id uuid,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_analytics_events_analytics_events_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.analytics_events_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.analytics_events_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.analytics_events_journal TO migration_sync, migration_runner;

COMMIT;
