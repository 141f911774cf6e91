-- Recording of events, each sealed by the one before
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 04_control_events_chain_shared.rollback.sql

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

--: Define how an event is sealed: sha256 of the hash before it and of its own content.
CREATE OR REPLACE FUNCTION migration.event_hash(entry migration.migration_events)
RETURNS bytea
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
RETURN sha256(
    entry.prev_hash || convert_to(
        jsonb_build_array(
            entry.seq,
            (extract(epoch FROM entry.at) * 1000000)::bigint,
            entry.actor,
            entry.session_actor,
            entry.migration,
            entry.event,
            entry.subject,
            entry.detail
        )::text,
        'UTF8'
    )
);

--: Define how an event is recorded, one at a time so that the chain never forks.
CREATE OR REPLACE FUNCTION migration.record_event(
    migration text,
    event text,
    subject text,
    detail jsonb DEFAULT '{}'
)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $record_event$
DECLARE
    entry migration.migration_events;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('migration_events', 0));
    SELECT e.seq, e.hash INTO entry.seq, entry.prev_hash
    FROM migration.migration_events AS e
    ORDER BY e.seq DESC
    LIMIT 1;
    entry.seq := coalesce(entry.seq, 0) + 1;
    entry.prev_hash := coalesce(entry.prev_hash, decode(repeat('00', 32), 'hex'));
    entry.at := clock_timestamp();
    entry.actor := coalesce(nullif(current_setting('role'), 'none'), session_user);
    entry.session_actor := session_user;
    entry.migration := record_event.migration;
    entry.event := record_event.event;
    entry.subject := record_event.subject;
    entry.detail := coalesce(record_event.detail, '{}');
    entry.hash := migration.event_hash(entry);
    INSERT INTO migration.migration_events SELECT entry.*;
    RETURN entry.seq;
EXCEPTION
    WHEN unique_violation THEN
        RAISE EXCEPTION 'an event was recorded that this transaction cannot see'
        USING
            ERRCODE = 'serialization_failure',
            HINT = 'Run the transaction again, best with READ COMMITTED.';
END
$record_event$;

COMMIT;
