-- Mapping weather to weather_observation: the retired legacy table is kept current.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.weather_observation.
-- Undo: 88_reverse_weather.rollback.sql

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

--: Past the point of no return one name is left, and nothing keeps it in step with another
SELECT migration.refuse_final('flights', 'flights');

--: Keep the retired legacy table as the owner's row is now, so that the switch can be reversed
CREATE OR REPLACE FUNCTION migration_flights.weather_reverse()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reverse$
#variable_conflict use_column
BEGIN
    -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.station, OLD.observed_at) IS DISTINCT FROM (NEW.station, NEW.observed_at)) THEN
        DELETE FROM nyc.weather_retired AS l
        WHERE
            (l.origin, l.time_hour) = (OLD.station, OLD.observed_at)
            AND NOT EXISTS (
                SELECT
                FROM flights.weather_observation AS t
                WHERE (t.station, t.observed_at) = (OLD.station, OLD.observed_at)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO nyc.weather_retired AS l (origin, year, month, day, hour, temp, dewp, humid, wind_dir, wind_speed, wind_gust, precip, pressure, visib, time_hour)
        OVERRIDING SYSTEM VALUE
        SELECT
            t.station,
            t._year,
            t._month,
            t._day,
            t._hour,
            t.temperature_f,
            t.dew_point_f,
            t.humidity_percent,
            t.wind_direction,
            t.wind_speed_mph,
            t.wind_gust_mph,
            t.precipitation_in,
            t.pressure_mbar,
            t.visibility_miles,
            t.observed_at
        FROM flights.weather_observation AS t
        WHERE (t.station, t.observed_at) = (NEW.station, NEW.observed_at) AND t.station IS NOT NULL AND t.observed_at IS NOT NULL
        ON CONFLICT (origin, time_hour) DO UPDATE SET
            year = excluded.year,
            month = excluded.month,
            day = excluded.day,
            hour = excluded.hour,
            temp = excluded.temp,
            dewp = excluded.dewp,
            humid = excluded.humid,
            wind_dir = excluded.wind_dir,
            wind_speed = excluded.wind_speed,
            wind_gust = excluded.wind_gust,
            precip = excluded.precip,
            pressure = excluded.pressure,
            visib = excluded.visib
        WHERE (
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
            l.visib
        ) IS DISTINCT FROM (
            excluded.year,
            excluded.month,
            excluded.day,
            excluded.hour,
            excluded.temp,
            excluded.dewp,
            excluded.humid,
            excluded.wind_dir,
            excluded.wind_speed,
            excluded.wind_gust,
            excluded.precip,
            excluded.pressure,
            excluded.visib
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_flights.weather_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM nyc.weather_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.weather_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.weather_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.weather_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.weather_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_flights.weather_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'nyc.weather_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to nyc.weather or to flights.weather_observation; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_flights.weather_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.weather_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_weather_reverse
                AFTER INSERT OR UPDATE OR DELETE ON flights.weather_observation
                FOR EACH ROW EXECUTE FUNCTION migration_flights.weather_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_weather_emptied
                AFTER TRUNCATE ON flights.weather_observation
                FOR EACH STATEMENT EXECUTE FUNCTION migration_flights.weather_emptied();
            IF migration.owner_of('flights', 'flights') = 'new' THEN
                ALTER TABLE flights.weather_observation ENABLE ALWAYS TRIGGER zz_changeover_weather_reverse;
                ALTER TABLE flights.weather_observation ENABLE ALWAYS TRIGGER zz_changeover_weather_emptied;
            ELSE
                ALTER TABLE flights.weather_observation DISABLE TRIGGER zz_changeover_weather_reverse;
                ALTER TABLE flights.weather_observation DISABLE TRIGGER zz_changeover_weather_emptied;
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$install$;

COMMIT;
