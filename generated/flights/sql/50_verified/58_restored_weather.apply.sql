-- Mapping weather to weather_observation: its rows in the words of the legacy table.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_weather.rollback.sql

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
CREATE OR REPLACE VIEW migration_flights.weather_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.origin,
    l.year,
    l.month,
    l.day,
    l.hour,
    l.temp,
    l.dewp,
    l.humid,
    l.wind_dir,
    l.wind_speed,
    l.wind_gust,
    l.precip,
    l.pressure,
    l.visib,
    l.time_hour
FROM nyc.weather AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.weather_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_flights.weather_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_flights.weather_restored AS
SELECT
    t.station::text AS origin,
    t._year::smallint AS year,
    t._month::smallint AS month,
    t._day::smallint AS day,
    t._hour::smallint AS hour,
    t.temperature_f::numeric(6,2) AS temp,
    t.dew_point_f::numeric(6,2) AS dewp,
    t.humidity_percent::numeric(5,2) AS humid,
    t.wind_direction::smallint AS wind_dir,
    t.wind_speed_mph::double precision AS wind_speed,
    t.wind_gust_mph::double precision AS wind_gust,
    t.precipitation_in::numeric(5,2) AS precip,
    t.pressure_mbar::numeric(6,1) AS pressure,
    t.visibility_miles::numeric(5,2) AS visib,
    t.observed_at::timestamptz AS time_hour
FROM flights.weather_observation AS t
WHERE t.station IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.weather_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_flights.weather_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_flights.weather_restored TO migration_runner;

COMMIT;
