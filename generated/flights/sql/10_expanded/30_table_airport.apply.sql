-- Table flights.airport
-- Generated from specs/flights/tables/airport.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_airport.rollback.sql

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
            oid = to_regclass('flights.airport')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'flights.airport'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS flights.airport (
    id                uuid              NOT NULL,
    code              text              NOT NULL,
    name              text              NOT NULL,
    latitude          double precision,
    longitude         double precision,
    altitude_ft       integer,
    utc_offset_hours  smallint,
    daylight_saving   text,
    time_zone         text,
    CONSTRAINT airport_pkey PRIMARY KEY (id),
    CONSTRAINT airport_code_key UNIQUE (code)
);

--: Say what a row is.
COMMENT ON TABLE flights.airport IS
    'An airport.';

--: Say what id is.
COMMENT ON COLUMN flights.airport.id IS
    'Identity of the airport.';

--: Say what code is.
COMMENT ON COLUMN flights.airport.code IS
    'Code of the airport.';

--: Say what name is.
COMMENT ON COLUMN flights.airport.name IS
    'Name of the airport; not unique.';

--: Say what latitude is.
COMMENT ON COLUMN flights.airport.latitude IS
    'Degrees of latitude; NULL when not known.';

--: Say what longitude is.
COMMENT ON COLUMN flights.airport.longitude IS
    'Degrees of longitude; NULL when not known.';

--: Say what altitude_ft is.
COMMENT ON COLUMN flights.airport.altitude_ft IS
    'Feet above the sea; NULL when not known.';

--: Say what utc_offset_hours is.
COMMENT ON COLUMN flights.airport.utc_offset_hours IS
    'Hours from UTC in winter; NULL when not known.';

--: Say what daylight_saving is.
COMMENT ON COLUMN flights.airport.daylight_saving IS
    'A as in the US, N none, U unknown; NULL when not known.';

--: Say what time_zone is.
COMMENT ON COLUMN flights.airport.time_zone IS
    'Time zone of the IANA database; NULL when not known.';

--: Keep the reference rows as the spec has them.
INSERT INTO flights.airport AS kept (id, code, name) VALUES
    ('a2000000-0000-4000-8000-000000000000', 'unknown', 'Unknown airport')
ON CONFLICT (id) DO UPDATE SET
    code = excluded.code,
    name = excluded.name
WHERE
    (kept.code, kept.name)
    IS DISTINCT FROM (excluded.code, excluded.name);

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.airport
    TO migration_sync, migration_runner;

--: Grant flights_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.airport
    TO flights_app;

--: Grant flights_reader what the spec gives it.
GRANT SELECT ON TABLE flights.airport
    TO flights_reader;

COMMIT;
