-- Mapping flights to flight: where its rows come from stays with them.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on flights.flight.
-- Undo: 40_mapping_flight.rollback.sql

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

--: Let Postgres prove that the expression of cancelled depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_flights.flight_proof (
        year smallint,
        month smallint,
        day smallint,
        dep_time smallint,
        sched_dep_time smallint,
        dep_delay smallint,
        arr_time smallint,
        sched_arr_time smallint,
        arr_delay smallint,
        carrier text,
        flight integer,
        tailnum text,
        origin text,
        dest text,
        air_time smallint,
        distance integer,
        hour smallint,
        minute smallint,
        time_hour timestamptz,
        _proven boolean GENERATED ALWAYS AS (
            dep_time IS NULL
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            dep_time IS NULL
        ) AS boolean)) STORED
    );
    DROP TABLE migration_flights.flight_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of cancelled', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'flights', 'flight', 'flights'
);

--: Carry year of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _year smallint;

--: Carry month of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _month smallint;

--: Carry day of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _day smallint;

--: Carry carrier of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _legacy_carrier text;

--: Carry flight of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _legacy_flight integer;

--: Carry tailnum of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _tailnum text;

--: Carry origin of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _origin text;

--: Carry dest of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _dest text;

--: Carry hour of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _hour smallint;

--: Carry minute of the legacy row until the migration is finalized
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _minute smallint;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE flights.flight
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: The legacy key finds its row, so that two keys with one identity are noticed; still empty
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX IF NOT EXISTS flight_legacy_key
    ON flights.flight (scheduled_hour, _legacy_carrier, _legacy_flight);

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_flights.flight_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    time_hour timestamptz,
    carrier text,
    flight integer,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT flight_flight_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_flights.flight_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_flights.flight_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_flights.flight_journal TO migration_sync, migration_runner;

--: Looked-up values whose row came, changed or went; the rows that name them are brought again
CREATE TABLE IF NOT EXISTS migration_flights.flight_lookups (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    target_column text NOT NULL,
    value text NOT NULL,
    seen_by xid8,
    CONSTRAINT flight_flight_lookups_pkey PRIMARY KEY (entry)
);

--: What the lookup journal is for
COMMENT ON TABLE migration_flights.flight_lookups IS
    'Looked-up values that changed; replayed once every transaction that may not have seen it ended.';

--: The lookup journal belongs to the role that owns everything here
ALTER TABLE migration_flights.flight_lookups OWNER TO migration_owner;

--: Capture notes values, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_flights.flight_lookups
    TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW flights.flight_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    t.scheduled_hour,
    jsonb_build_object(
        'original_table', 'flights',
        'original_id', jsonb_build_object('time_hour', t.scheduled_hour, 'carrier', t._legacy_carrier, 'flight', t._legacy_flight),
        'migrated_at', t._migrated_at
    ) AS metadata
FROM flights.flight AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW flights.flight_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW flights.flight_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
