-- Data set flights: its retired tables are held until they may be dropped.
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.nyc_planes.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.nyc_airlines.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.nyc_airports.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.nyc_flights.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.nyc_weather.
-- Undo: 50_hold_flights.apply.sql

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

--: Bring planes back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.nyc_planes') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.nyc_planes RENAME TO planes_retired;
    ALTER TABLE retired.planes_retired SET SCHEMA nyc;
    PERFORM migration.release_held('flights', 'flights', 'retired.nyc_planes');
END
$release$;

--: Bring airlines back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.nyc_airlines') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.nyc_airlines RENAME TO airlines_retired;
    ALTER TABLE retired.airlines_retired SET SCHEMA nyc;
    PERFORM migration.release_held('flights', 'flights', 'retired.nyc_airlines');
END
$release$;

--: Bring airports back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.nyc_airports') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.nyc_airports RENAME TO airports_retired;
    ALTER TABLE retired.airports_retired SET SCHEMA nyc;
    PERFORM migration.release_held('flights', 'flights', 'retired.nyc_airports');
END
$release$;

--: Bring flights back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.nyc_flights') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.nyc_flights RENAME TO flights_retired;
    ALTER TABLE retired.flights_retired SET SCHEMA nyc;
    PERFORM migration.release_held('flights', 'flights', 'retired.nyc_flights');
END
$release$;

--: Bring weather back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.nyc_weather') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.nyc_weather RENAME TO weather_retired;
    ALTER TABLE retired.weather_retired SET SCHEMA nyc;
    PERFORM migration.release_held('flights', 'flights', 'retired.nyc_weather');
END
$release$;

COMMIT;
