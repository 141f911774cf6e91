-- Table flights.flight
-- Generated from specs/flights/tables/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_flight.rollback.sql

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
            oid = to_regclass('flights.flight')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'flights.flight'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS flights.flight (
    id                        uuid         NOT NULL,
    scheduled_hour            timestamptz  NOT NULL,
    airline_id                uuid         NOT NULL,
    flight_number             integer      NOT NULL,
    aircraft_id               uuid         NOT NULL,
    origin_id                 uuid         NOT NULL,
    destination_id            uuid         NOT NULL,
    scheduled_departure_hhmm  smallint     NOT NULL,
    departure_hhmm            smallint,
    departure_delay_min       smallint,
    scheduled_arrival_hhmm    smallint     NOT NULL,
    arrival_hhmm              smallint,
    arrival_delay_min         smallint,
    air_time_min              smallint,
    distance_miles            integer      NOT NULL,
    cancelled                 boolean      NOT NULL,
    CONSTRAINT flight_pkey PRIMARY KEY (id, scheduled_hour)
) PARTITION BY RANGE (scheduled_hour);

--: Say what a row is.
COMMENT ON TABLE flights.flight IS
    'A flight from New York.';

--: Say what id is.
COMMENT ON COLUMN flights.flight.id IS
    'Identity of the flight.';

--: Say what scheduled_hour is.
COMMENT ON COLUMN flights.flight.scheduled_hour IS
    'Hour of the scheduled departure.';

--: Say what airline_id is.
COMMENT ON COLUMN flights.flight.airline_id IS
    'The airline.';

--: Say what flight_number is.
COMMENT ON COLUMN flights.flight.flight_number IS
    'Number of the flight.';

--: Say what aircraft_id is.
COMMENT ON COLUMN flights.flight.aircraft_id IS
    'The aircraft; the unknown one when none was assigned or registered.';

--: Say what origin_id is.
COMMENT ON COLUMN flights.flight.origin_id IS
    'Airport of departure.';

--: Say what destination_id is.
COMMENT ON COLUMN flights.flight.destination_id IS
    'Airport of destination; the unknown one outside of the states.';

--: Say what scheduled_departure_hhmm is.
COMMENT ON COLUMN flights.flight.scheduled_departure_hhmm IS
    'Scheduled local time of departure as HHMM.';

--: Say what departure_hhmm is.
COMMENT ON COLUMN flights.flight.departure_hhmm IS
    'Local time of departure as HHMM; NULL when cancelled.';

--: Say what departure_delay_min is.
COMMENT ON COLUMN flights.flight.departure_delay_min IS
    'Minutes late at departure; NULL when cancelled.';

--: Say what scheduled_arrival_hhmm is.
COMMENT ON COLUMN flights.flight.scheduled_arrival_hhmm IS
    'Scheduled local time of arrival as HHMM.';

--: Say what arrival_hhmm is.
COMMENT ON COLUMN flights.flight.arrival_hhmm IS
    'Local time of arrival as HHMM; NULL when it did not arrive.';

--: Say what arrival_delay_min is.
COMMENT ON COLUMN flights.flight.arrival_delay_min IS
    'Minutes late at arrival; NULL when it did not arrive.';

--: Say what air_time_min is.
COMMENT ON COLUMN flights.flight.air_time_min IS
    'Minutes in the air; NULL when it did not arrive.';

--: Say what distance_miles is.
COMMENT ON COLUMN flights.flight.distance_miles IS
    'Miles between the airports.';

--: Say what cancelled is.
COMMENT ON COLUMN flights.flight.cancelled IS
    'Whether it never left.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.flight
    TO migration_sync, migration_runner;

--: Grant flights_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.flight
    TO flights_app;

--: Grant flights_reader what the spec gives it.
GRANT SELECT ON TABLE flights.flight
    TO flights_reader;

COMMIT;
