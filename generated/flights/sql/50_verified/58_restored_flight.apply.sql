-- Mapping flights to flight: its rows in the words of the legacy table.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_flight.rollback.sql

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

--: The legacy rows, wherever their table is: after the switch it is the retired one
CREATE OR REPLACE VIEW migration_flights.flight_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.year,
    l.month,
    l.day,
    l.dep_time,
    l.sched_dep_time,
    l.dep_delay,
    l.arr_time,
    l.sched_arr_time,
    l.arr_delay,
    l.carrier,
    l.flight,
    l.tailnum,
    l.origin,
    l.dest,
    l.air_time,
    l.distance,
    l.hour,
    l.minute,
    l.time_hour
FROM nyc.flights AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.flight_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_flights.flight_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_flights.flight_restored AS
SELECT
    t._year::smallint AS year,
    t._month::smallint AS month,
    t._day::smallint AS day,
    t.departure_hhmm::smallint AS dep_time,
    t.scheduled_departure_hhmm::smallint AS sched_dep_time,
    t.departure_delay_min::smallint AS dep_delay,
    t.arrival_hhmm::smallint AS arr_time,
    t.scheduled_arrival_hhmm::smallint AS sched_arr_time,
    t.arrival_delay_min::smallint AS arr_delay,
    t._legacy_carrier::text AS carrier,
    t.flight_number::integer AS flight,
    t._tailnum::text AS tailnum,
    t._origin::text AS origin,
    t._dest::text AS dest,
    t.air_time_min::smallint AS air_time,
    t.distance_miles::integer AS distance,
    t._hour::smallint AS hour,
    t._minute::smallint AS minute,
    t.scheduled_hour::timestamptz AS time_hour
FROM flights.flight AS t
WHERE t._legacy_carrier IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.flight_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_flights.flight_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_flights.flight_restored TO migration_runner;

COMMIT;
