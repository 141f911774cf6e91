-- Table flights.weather_observation
-- Generated from specs/flights/tables/weather_observation.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_weather_observation.rollback.sql

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
            oid = to_regclass('flights.weather_observation')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'flights.weather_observation'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS flights.weather_observation (
    station           text              NOT NULL,
    observed_at       timestamptz       NOT NULL,
    airport_id        uuid              NOT NULL,
    temperature_f     numeric(6,2),
    dew_point_f       numeric(6,2),
    humidity_percent  numeric(5,2),
    wind_direction    smallint,
    wind_speed_mph    double precision,
    wind_gust_mph     double precision,
    precipitation_in  numeric(5,2)      NOT NULL,
    pressure_mbar     numeric(6,1),
    visibility_miles  numeric(5,2)      NOT NULL,
    CONSTRAINT weather_observation_pkey PRIMARY KEY (station, observed_at)
);

--: Say what a row is.
COMMENT ON TABLE flights.weather_observation IS
    'The weather of one hour at an airport.';

--: Say what station is.
COMMENT ON COLUMN flights.weather_observation.station IS
    'Code of the airport where it was measured.';

--: Say what observed_at is.
COMMENT ON COLUMN flights.weather_observation.observed_at IS
    'Hour of the measurement.';

--: Say what airport_id is.
COMMENT ON COLUMN flights.weather_observation.airport_id IS
    'The airport.';

--: Say what temperature_f is.
COMMENT ON COLUMN flights.weather_observation.temperature_f IS
    'Degrees Fahrenheit; NULL when not measured.';

--: Say what dew_point_f is.
COMMENT ON COLUMN flights.weather_observation.dew_point_f IS
    'Dew point in degrees Fahrenheit; NULL when not measured.';

--: Say what humidity_percent is.
COMMENT ON COLUMN flights.weather_observation.humidity_percent IS
    'Relative humidity; NULL when not measured.';

--: Say what wind_direction is.
COMMENT ON COLUMN flights.weather_observation.wind_direction IS
    'Degrees from north; NULL when not measured.';

--: Say what wind_speed_mph is.
COMMENT ON COLUMN flights.weather_observation.wind_speed_mph IS
    'Wind; NULL when not measured.';

--: Say what wind_gust_mph is.
COMMENT ON COLUMN flights.weather_observation.wind_gust_mph IS
    'Strongest gust; NULL when there was none.';

--: Say what precipitation_in is.
COMMENT ON COLUMN flights.weather_observation.precipitation_in IS
    'Inches of rain or snow.';

--: Say what pressure_mbar is.
COMMENT ON COLUMN flights.weather_observation.pressure_mbar IS
    'Pressure at sea level; NULL when not measured.';

--: Say what visibility_miles is.
COMMENT ON COLUMN flights.weather_observation.visibility_miles IS
    'Miles one can see.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.weather_observation
    TO migration_sync, migration_runner;

--: Grant flights_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.weather_observation
    TO flights_app;

--: Grant flights_reader what the spec gives it.
GRANT SELECT ON TABLE flights.weather_observation
    TO flights_reader;

COMMIT;
