-- Mapping weather to weather_observation: both forms of a value are kept in step.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.weather_observation.
-- Undo: 86_reconcile_weather.rollback.sql

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

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_flights.weather_reconcile()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reconcile$
#variable_conflict use_column
DECLARE
    born boolean := TG_OP = 'INSERT';
    by_legacy boolean := NEW._by_legacy_name IS true;
    wrote_airport_id boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    -- A transaction id before the first lookup, so that a changed value waits for this one.
    PERFORM pg_current_xact_id();
    wrote_airport_id := NOT by_legacy AND CASE WHEN born THEN NEW.airport_id IS NOT NULL ELSE NEW.airport_id IS DISTINCT FROM OLD.airport_id END;
    IF wrote_airport_id THEN
        -- The new name wrote airport_id: legacy is told.
        NEW.station := (
            SELECT ((
                SELECT known.code
                FROM flights.airport AS known
                WHERE known.id = t.airport_id
            ))::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (COALESCE(
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
        ))::uuid AS airport_id
    INTO expected
    FROM (
        SELECT
            NEW.station AS origin,
            NEW._year AS year,
            NEW._month AS month,
            NEW._day AS day,
            NEW._hour AS hour,
            NEW.temperature_f AS temp,
            NEW.dew_point_f AS dewp,
            NEW.humidity_percent AS humid,
            NEW.wind_direction AS wind_dir,
            NEW.wind_speed_mph AS wind_speed,
            NEW.wind_gust_mph AS wind_gust,
            NEW.precipitation_in AS precip,
            NEW.pressure_mbar AS pressure,
            NEW.visibility_miles AS visib,
            NEW.observed_at AS time_hour
    ) AS l;
    IF wrote_airport_id THEN
        IF NEW.airport_id IS DISTINCT FROM expected.airport_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'airport_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'flights',
                TABLE = 'weather_observation',
                COLUMN = 'airport_id',
                DETAIL = 'As a row of weather it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW.station IS DISTINCT FROM OLD.station THEN
        -- What airport_id is made of was written: it follows.
        NEW.airport_id := expected.airport_id;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' AND NEW.airport_id = (
        SELECT known.id
        FROM flights.airport AS known
        WHERE known.code = 'unknown'
    ) THEN
        -- An old snapshot may not see the row that the value names: it is looked for again.
        INSERT INTO migration_flights.weather_lookups (target_column, value)
        SELECT 'airport_id', named.value
        FROM (SELECT (t.station)::text FROM (SELECT NEW.*) AS t) AS named (value)
        WHERE named.value IS NOT NULL;
    END IF;
    IF NEW._year IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'year', 'weather' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'weather',
            COLUMN = 'year',
            HINT = 'Give it a value; a row of weather_observation holds it in _year, until the migration is finalized.';
    END IF;
    IF NEW._month IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'month', 'weather' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'weather',
            COLUMN = 'month',
            HINT = 'Give it a value; a row of weather_observation holds it in _month, until the migration is finalized.';
    END IF;
    IF NEW._day IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'day', 'weather' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'weather',
            COLUMN = 'day',
            HINT = 'Give it a value; a row of weather_observation holds it in _day, until the migration is finalized.';
    END IF;
    IF NEW._hour IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'hour', 'weather' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'weather',
            COLUMN = 'hour',
            HINT = 'Give it a value; a row of weather_observation holds it in _hour, until the migration is finalized.';
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_flights.weather_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.weather_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_weather_reconcile
                BEFORE INSERT OR UPDATE ON flights.weather_observation
                FOR EACH ROW EXECUTE FUNCTION migration_flights.weather_reconcile();
            IF migration.owner_of('flights', 'flights') = 'new' THEN
                ALTER TABLE flights.weather_observation ENABLE ALWAYS TRIGGER zz_changeover_weather_reconcile;
            ELSE
                ALTER TABLE flights.weather_observation DISABLE TRIGGER zz_changeover_weather_reconcile;
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
