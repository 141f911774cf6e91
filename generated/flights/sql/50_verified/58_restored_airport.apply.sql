-- Mapping airports to airport: its rows in the words of the legacy table.
-- Generated from specs/flights/mappings/airport.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_airport.rollback.sql

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
CREATE OR REPLACE VIEW migration_flights.airport_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.faa,
    l.name,
    l.lat,
    l.lon,
    l.alt,
    l.tz,
    l.dst,
    l.tzone
FROM nyc.airports AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.airport_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_flights.airport_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_flights.airport_restored AS
SELECT
    t.code::text AS faa,
    t.name::text AS name,
    t.latitude::double precision AS lat,
    t.longitude::double precision AS lon,
    t.altitude_ft::integer AS alt,
    t.utc_offset_hours::smallint AS tz,
    t.daylight_saving::text AS dst,
    t.time_zone::text AS tzone
FROM flights.airport AS t
WHERE t._legacy_faa IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.airport_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_flights.airport_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_flights.airport_restored TO migration_runner;

COMMIT;
