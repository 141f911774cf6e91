-- Table flights.aircraft
-- Generated from specs/flights/tables/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_aircraft.rollback.sql

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
            oid = to_regclass('flights.aircraft')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'flights.aircraft'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS flights.aircraft (
    id            uuid      NOT NULL,
    tail_number   text      NOT NULL,
    built_in      smallint,
    category      text,
    manufacturer  text,
    model         text,
    engines       smallint,
    seats         smallint,
    speed_mph     smallint,
    engine_type   text,
    CONSTRAINT aircraft_pkey PRIMARY KEY (id),
    CONSTRAINT aircraft_tail_number_key UNIQUE (tail_number)
);

--: Say what a row is.
COMMENT ON TABLE flights.aircraft IS
    'An aircraft.';

--: Say what id is.
COMMENT ON COLUMN flights.aircraft.id IS
    'Identity of the aircraft.';

--: Say what tail_number is.
COMMENT ON COLUMN flights.aircraft.tail_number IS
    'Registration on the tail.';

--: Say what built_in is.
COMMENT ON COLUMN flights.aircraft.built_in IS
    'Year of making; NULL when not known.';

--: Say what category is.
COMMENT ON COLUMN flights.aircraft.category IS
    'Kind of aircraft; NULL when not known.';

--: Say what manufacturer is.
COMMENT ON COLUMN flights.aircraft.manufacturer IS
    'Who made it; NULL when not known.';

--: Say what model is.
COMMENT ON COLUMN flights.aircraft.model IS
    'Name of the model; NULL when not known.';

--: Say what engines is.
COMMENT ON COLUMN flights.aircraft.engines IS
    'Number of engines; NULL when not known.';

--: Say what seats is.
COMMENT ON COLUMN flights.aircraft.seats IS
    'Number of seats; NULL when not known.';

--: Say what speed_mph is.
COMMENT ON COLUMN flights.aircraft.speed_mph IS
    'Cruising speed in miles an hour; NULL when not known.';

--: Say what engine_type is.
COMMENT ON COLUMN flights.aircraft.engine_type IS
    'Kind of engine; NULL when not known.';

--: Keep the reference rows as the spec has them.
INSERT INTO flights.aircraft AS kept (id, tail_number) VALUES
    ('a3000000-0000-4000-8000-000000000000', 'unknown')
ON CONFLICT (id) DO UPDATE SET
    tail_number = excluded.tail_number
WHERE
    (kept.tail_number)
    IS DISTINCT FROM (excluded.tail_number);

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.aircraft
    TO migration_sync, migration_runner;

--: Grant flights_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.aircraft
    TO flights_app;

--: Grant flights_reader what the spec gives it.
GRANT SELECT ON TABLE flights.aircraft
    TO flights_reader;

COMMIT;
