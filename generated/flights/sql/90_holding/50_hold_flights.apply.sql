-- Data set flights: its retired tables are held until they may be dropped.
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on nyc.planes_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on nyc.airlines_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on nyc.airports_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on nyc.flights_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on nyc.weather_retired.
-- Undo: 50_hold_flights.rollback.sql

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

--: Where retired tables are held
CREATE SCHEMA IF NOT EXISTS retired AUTHORIZATION migration_owner;

--: What the schema is for
COMMENT ON SCHEMA retired IS 'Retired legacy tables, held until they may be dropped.';

--: Hold planes: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('nyc.planes_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('nyc.planes_retired'::regclass, '[]');
    ALTER TABLE nyc.planes_retired SET SCHEMA retired;
    ALTER TABLE retired.planes_retired RENAME TO nyc_planes;
    PERFORM migration.hold('flights', 'flights', 'retired.nyc_planes');
END
$hold$;

--: Hold airlines: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('nyc.airlines_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('nyc.airlines_retired'::regclass, '[]');
    ALTER TABLE nyc.airlines_retired SET SCHEMA retired;
    ALTER TABLE retired.airlines_retired RENAME TO nyc_airlines;
    PERFORM migration.hold('flights', 'flights', 'retired.nyc_airlines');
END
$hold$;

--: Hold airports: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('nyc.airports_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('nyc.airports_retired'::regclass, '[]');
    ALTER TABLE nyc.airports_retired SET SCHEMA retired;
    ALTER TABLE retired.airports_retired RENAME TO nyc_airports;
    PERFORM migration.hold('flights', 'flights', 'retired.nyc_airports');
END
$hold$;

--: Hold flights: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('nyc.flights_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('nyc.flights_retired'::regclass, '[]');
    ALTER TABLE nyc.flights_retired SET SCHEMA retired;
    ALTER TABLE retired.flights_retired RENAME TO nyc_flights;
    PERFORM migration.hold('flights', 'flights', 'retired.nyc_flights');
END
$hold$;

--: Hold weather: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('nyc.weather_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('nyc.weather_retired'::regclass, '[]');
    ALTER TABLE nyc.weather_retired SET SCHEMA retired;
    ALTER TABLE retired.weather_retired RENAME TO nyc_weather;
    PERFORM migration.hold('flights', 'flights', 'retired.nyc_weather');
END
$hold$;

COMMIT;
