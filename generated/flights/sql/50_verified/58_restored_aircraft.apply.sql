-- Mapping planes to aircraft: its rows in the words of the legacy table.
-- Generated from specs/flights/mappings/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_aircraft.rollback.sql

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
CREATE OR REPLACE VIEW migration_flights.aircraft_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.tailnum,
    l.year,
    l.type,
    l.manufacturer,
    l.model,
    l.engines,
    l.seats,
    l.speed,
    l.engine
FROM nyc.planes AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.aircraft_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_flights.aircraft_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_flights.aircraft_restored AS
SELECT
    t.tail_number::text AS tailnum,
    t.built_in::smallint AS year,
    t.category::text AS type,
    t.manufacturer::text AS manufacturer,
    t.model::text AS model,
    t.engines::smallint AS engines,
    t.seats::smallint AS seats,
    t.speed_mph::smallint AS speed,
    t.engine_type::text AS engine
FROM flights.aircraft AS t
WHERE t._legacy_tailnum IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.aircraft_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_flights.aircraft_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_flights.aircraft_restored TO migration_runner;

COMMIT;
