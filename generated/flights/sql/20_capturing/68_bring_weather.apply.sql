-- Mapping weather to weather_observation: brings one legacy row over, or takes it back.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_weather.rollback.sql

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

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_flights.weather_bring(key_origin text, key_time_hour timestamptz, came_from text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $bring$
#variable_conflict use_column
DECLARE
    legacy_row jsonb;
BEGIN
    -- A transaction id before the first lookup, so that a changed value waits for this one.
    PERFORM pg_current_xact_id();
    -- Held until the end, also when the row turns out not to fit.
    PERFORM FROM nyc.weather AS l
    WHERE (l.origin, l.time_hour) = (key_origin, key_time_hour)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('flights', 'weather', jsonb_build_object('origin', key_origin, 'time_hour', key_time_hour));
        DELETE FROM flights.weather_observation AS t
        WHERE
            (t.station, t.observed_at) = (key_origin, key_time_hour)
            AND NOT EXISTS (
                SELECT
                FROM nyc.weather AS l
                WHERE
                    (l.origin, l.time_hour) = (key_origin, key_time_hour)
            );
        INSERT INTO flights.weather_observation AS t (
            station,
            observed_at,
            airport_id,
            temperature_f,
            dew_point_f,
            humidity_percent,
            wind_direction,
            wind_speed_mph,
            wind_gust_mph,
            precipitation_in,
            pressure_mbar,
            visibility_miles,
            _year,
            _month,
            _day,
            _hour,
            _migrated_at
        )
        SELECT
            l.origin,
            l.time_hour,
            COALESCE(
                (
                    SELECT known.id
                    FROM flights.airport AS known
                    WHERE known.code = l.origin
                ),
                (
                    SELECT known.id
                    FROM flights.airport AS known
                    WHERE known.code = 'unknown'
                )
            ),
            l.temp,
            l.dewp,
            l.humid,
            l.wind_dir,
            l.wind_speed,
            l.wind_gust,
            l.precip,
            l.pressure,
            l.visib,
            l.year,
            l.month,
            l.day,
            l.hour,
            clock_timestamp()
        FROM nyc.weather AS l
        WHERE
            (l.origin, l.time_hour) = (key_origin, key_time_hour)
        FOR SHARE OF l
        ON CONFLICT (station, observed_at) DO UPDATE SET
            airport_id = excluded.airport_id,
            temperature_f = excluded.temperature_f,
            dew_point_f = excluded.dew_point_f,
            humidity_percent = excluded.humidity_percent,
            wind_direction = excluded.wind_direction,
            wind_speed_mph = excluded.wind_speed_mph,
            wind_gust_mph = excluded.wind_gust_mph,
            precipitation_in = excluded.precipitation_in,
            pressure_mbar = excluded.pressure_mbar,
            visibility_miles = excluded.visibility_miles,
            _year = excluded._year,
            _month = excluded._month,
            _day = excluded._day,
            _hour = excluded._hour
        WHERE (
            t.airport_id,
            t.temperature_f,
            t.dew_point_f,
            t.humidity_percent,
            t.wind_direction,
            t.wind_speed_mph,
            t.wind_gust_mph,
            t.precipitation_in,
            t.pressure_mbar,
            t.visibility_miles,
            t._year,
            t._month,
            t._day,
            t._hour
        ) IS DISTINCT FROM (
            excluded.airport_id,
            excluded.temperature_f,
            excluded.dew_point_f,
            excluded.humidity_percent,
            excluded.wind_direction,
            excluded.wind_speed_mph,
            excluded.wind_gust_mph,
            excluded.precipitation_in,
            excluded.pressure_mbar,
            excluded.visibility_miles,
            excluded._year,
            excluded._month,
            excluded._day,
            excluded._hour
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM flights.weather_observation AS t
            WHERE (t.station, t.observed_at) = (key_origin, key_time_hour);
            SELECT to_jsonb(l) INTO legacy_row
            FROM nyc.weather AS l
            WHERE (l.origin, l.time_hour) = (key_origin, key_time_hour);
            PERFORM migration.quarantine_row(
                'flights', 'weather', jsonb_build_object('origin', key_origin, 'time_hour', key_time_hour),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_bring(text, timestamptz, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_bring(text, timestamptz, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_bring(text, timestamptz, text) TO migration_runner;

COMMIT;
