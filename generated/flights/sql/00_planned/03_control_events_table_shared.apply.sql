-- Append-only log of everything that migrations did
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 03_control_events_table_shared.rollback.sql

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

--: Work as the owner of the control schema, one migration at a time, without names of others.
DO $work_as_owner$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    PERFORM pg_catalog.set_config('role', 'migration_owner', true);
END
$work_as_owner$;

--: Create the log of everything that migrations did, each entry sealed by the one before.
CREATE TABLE IF NOT EXISTS migration.migration_events (
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    session_actor text NOT NULL,
    migration text NOT NULL,
    event text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL,
    prev_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT migration_events_pkey PRIMARY KEY (seq),
    CONSTRAINT migration_events_prev_hash_key UNIQUE (prev_hash)
);

--: Define the refusal to change the past.
CREATE OR REPLACE FUNCTION migration.refuse_change()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_change$
BEGIN
    RAISE EXCEPTION '% of %.% is refused: events are only ever added',
        tg_op, tg_table_schema, tg_table_name
    USING
        ERRCODE = 'MG021',
        HINT = 'Record a new event that corrects the old one: SELECT migration.record_event(…).';
END
$refuse_change$;

--: Refuse updates, deletes and TRUNCATE, also in replication.
DO $append_only$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_trigger AS t
        WHERE t.tgrelid = 'migration.migration_events'::regclass
            AND t.tgname = 'append_only'
    ) THEN
        CREATE TRIGGER append_only
            BEFORE UPDATE OR DELETE OR TRUNCATE ON migration.migration_events
            FOR EACH STATEMENT EXECUTE FUNCTION migration.refuse_change();
        ALTER TABLE migration.migration_events ENABLE ALWAYS TRIGGER append_only;
    END IF;
END
$append_only$;

--: Say in the catalog what these objects are.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.migration_events', 'Append-only log of all migrations, hash-chained.'),
        ('COLUMN migration.migration_events.seq', 'Number of the event, without gaps.'),
        ('COLUMN migration.migration_events.at', 'When it was recorded, by the clock.'),
        ('COLUMN migration.migration_events.actor', 'The role that acted (SET ROLE included).'),
        ('COLUMN migration.migration_events.session_actor', 'The role that had logged in.'),
        ('COLUMN migration.migration_events.migration', 'Name of the migration.'),
        ('COLUMN migration.migration_events.event', 'What happened.'),
        ('COLUMN migration.migration_events.subject', 'The step, component or data set.'),
        ('COLUMN migration.migration_events.detail', 'Everything else worth knowing.'),
        ('COLUMN migration.migration_events.prev_hash', 'Hash of the event before; 32 zero bytes
            before the first.'),
        ('COLUMN migration.migration_events.hash', 'sha256 of prev_hash and this event.'),
        ('FUNCTION migration.refuse_change()', 'Trigger that keeps the events append-only.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1,
            regexp_replace(note.column2, '\s+', ' ', 'g'));
    END LOOP;
END
$comments$;

COMMIT;
