-- Mapping weather to weather_observation: every change of the legacy table is mirrored.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on nyc.weather.
-- Undo: 70_capture_weather.rollback.sql

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

--: Mirror one change of a legacy row, never failing the application's own write
CREATE OR REPLACE FUNCTION migration_flights.weather_capture()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '200ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $capture$
#variable_conflict use_column
DECLARE
    reason text;
    state text;
BEGIN
    -- A failure at COMMIT cannot be caught, so a serializable writer only leaves a note.
    -- An old snapshot may not see the target row that has to go, nor the row that a lookup needs.
    -- A trigger's own write fires before the write that it answers: the older one would come last.
    -- And who has waited once in a transaction waits no more.
    IF
        current_setting('transaction_isolation') <> 'read committed'
        OR pg_trigger_depth() > 1
        OR current_setting('changeover.note_only', true) = 'on'
    THEN
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO migration_flights.weather_journal (origin, time_hour)
            VALUES (OLD.origin, OLD.time_hour);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_flights.weather_journal (origin, time_hour)
            VALUES (NEW.origin, NEW.time_hour);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.origin, OLD.time_hour) IS DISTINCT FROM (NEW.origin, NEW.time_hour)
            THEN
                DELETE FROM flights.weather_observation AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t.station = l.origin
                    AND
                    t.observed_at = l.time_hour;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('flights', 'weather', jsonb_build_object('origin', OLD.origin, 'time_hour', OLD.time_hour));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_flights.weather_journal (origin, time_hour)
                VALUES (OLD.origin, OLD.time_hour);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_flights.weather_journal (origin, time_hour)
                VALUES (NEW.origin, NEW.time_hour);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_flights.weather_journal (origin, time_hour)
                VALUES (OLD.origin, OLD.time_hour);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'flights', 'weather', jsonb_build_object('origin', NEW.origin, 'time_hour', NEW.time_hour),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_flights.weather_journal (origin, time_hour)
                        VALUES (NEW.origin, NEW.time_hour);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_flights.weather_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_flights.weather_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.weather_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.weather_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.weather_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.weather_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE nyc.weather IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_weather_capture
                AFTER INSERT OR UPDATE OR DELETE ON nyc.weather
                FOR EACH ROW EXECUTE FUNCTION migration_flights.weather_capture();
            ALTER TABLE nyc.weather ENABLE ALWAYS TRIGGER zz_changeover_weather_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_weather_truncate
                AFTER TRUNCATE ON nyc.weather
                FOR EACH STATEMENT EXECUTE FUNCTION migration_flights.weather_capture_truncate();
            ALTER TABLE nyc.weather ENABLE ALWAYS TRIGGER zz_changeover_weather_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table nyc.weather',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
