-- Mapping flights to flight: both forms of a value are kept in step.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.flight.
-- Undo: 86_reconcile_flight.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.flight_reconcile()
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
    wrote_airline_id boolean;
    wrote_flight_number boolean;
    wrote_aircraft_id boolean;
    wrote_origin_id boolean;
    wrote_destination_id boolean;
    wrote_cancelled boolean;
    expected record;
BEGIN
    -- A row that moves to another partition comes as an INSERT, and is in step already.
    IF
        born
        AND NEW._by_legacy_name = false
        AND current_setting('changeover.in_step', true) = concat_ws(' ', NEW.id, NEW.scheduled_hour)
        AND NEW.id = migration.uuid_from_text(40640452713576553, jsonb_build_array(NEW.scheduled_hour, NEW._legacy_carrier, NEW._legacy_flight)::text)
    THEN
        PERFORM set_config('changeover.in_step', '', true);
        RETURN NEW;
    END IF;
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    -- A transaction id before the first lookup, so that a changed value waits for this one.
    PERFORM pg_current_xact_id();
    wrote_airline_id := NOT by_legacy AND CASE WHEN born THEN NEW.airline_id IS NOT NULL ELSE NEW.airline_id IS DISTINCT FROM OLD.airline_id
        AND NOT (NEW._legacy_carrier IS DISTINCT FROM OLD._legacy_carrier) END;
    wrote_flight_number := NOT by_legacy AND CASE WHEN born THEN NEW.flight_number IS NOT NULL ELSE NEW.flight_number IS DISTINCT FROM OLD.flight_number
        AND NOT (NEW._legacy_flight IS DISTINCT FROM OLD._legacy_flight) END;
    wrote_aircraft_id := NOT by_legacy AND CASE WHEN born THEN NEW.aircraft_id IS NOT NULL ELSE NEW.aircraft_id IS DISTINCT FROM OLD.aircraft_id
        AND NOT (NEW._tailnum IS DISTINCT FROM OLD._tailnum) END;
    wrote_origin_id := NOT by_legacy AND CASE WHEN born THEN NEW.origin_id IS NOT NULL ELSE NEW.origin_id IS DISTINCT FROM OLD.origin_id
        AND NOT (NEW._origin IS DISTINCT FROM OLD._origin) END;
    wrote_destination_id := NOT by_legacy AND CASE WHEN born THEN NEW.destination_id IS NOT NULL ELSE NEW.destination_id IS DISTINCT FROM OLD.destination_id
        AND NOT (NEW._dest IS DISTINCT FROM OLD._dest) END;
    wrote_cancelled := NOT by_legacy AND CASE WHEN born THEN NEW.cancelled IS NOT NULL ELSE NEW.cancelled IS DISTINCT FROM OLD.cancelled END;
    IF wrote_airline_id THEN
        -- The new name wrote airline_id: legacy is told.
        NEW._legacy_carrier := (
            SELECT ((
                SELECT known.code
                FROM flights.airline AS known
                WHERE known.id = t.airline_id
            ))::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_flight_number THEN
        -- The new name wrote flight_number: legacy is told.
        NEW._legacy_flight := (
            SELECT (t.flight_number)::integer
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_aircraft_id THEN
        -- The new name wrote aircraft_id: legacy is told.
        NEW._tailnum := (
            SELECT ((
                SELECT known.tail_number
                FROM flights.aircraft AS known
                WHERE known.id = t.aircraft_id
            ))::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_origin_id THEN
        -- The new name wrote origin_id: legacy is told.
        NEW._origin := (
            SELECT ((
                SELECT known.code
                FROM flights.airport AS known
                WHERE known.id = t.origin_id
            ))::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_destination_id THEN
        -- The new name wrote destination_id: legacy is told.
        NEW._dest := (
            SELECT ((
                SELECT known.code
                FROM flights.airport AS known
                WHERE known.id = t.destination_id
            ))::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (COALESCE(
            (
                SELECT known.id
                FROM flights.airline AS known
                WHERE known.code = l.carrier
            ),
            (
                SELECT known.id
                FROM flights.airline AS known
                WHERE known.code = 'unknown'
            )
        ))::uuid AS airline_id,
        (l.flight)::integer AS flight_number,
        (COALESCE(
            (
                SELECT known.id
                FROM flights.aircraft AS known
                WHERE known.tail_number = l.tailnum
            ),
            (
                SELECT known.id
                FROM flights.aircraft AS known
                WHERE known.tail_number = 'unknown'
            )
        ))::uuid AS aircraft_id,
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
        ))::uuid AS origin_id,
        (COALESCE(
            (
                SELECT known.id
                FROM flights.airport AS known
                WHERE known.code = l.dest
            ),
            (
                SELECT known.id
                FROM flights.airport AS known
                WHERE known.code = 'unknown'
            )
        ))::uuid AS destination_id,
        (dep_time IS NULL)::boolean AS cancelled
    INTO expected
    FROM (
        SELECT
            NEW._year AS year,
            NEW._month AS month,
            NEW._day AS day,
            NEW.departure_hhmm AS dep_time,
            NEW.scheduled_departure_hhmm AS sched_dep_time,
            NEW.departure_delay_min AS dep_delay,
            NEW.arrival_hhmm AS arr_time,
            NEW.scheduled_arrival_hhmm AS sched_arr_time,
            NEW.arrival_delay_min AS arr_delay,
            NEW._legacy_carrier AS carrier,
            NEW._legacy_flight AS flight,
            NEW._tailnum AS tailnum,
            NEW._origin AS origin,
            NEW._dest AS dest,
            NEW.air_time_min AS air_time,
            NEW.distance_miles AS distance,
            NEW._hour AS hour,
            NEW._minute AS minute,
            NEW.scheduled_hour AS time_hour
    ) AS l;
    IF wrote_airline_id THEN
        IF NEW.airline_id IS DISTINCT FROM expected.airline_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'airline_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'flights',
                TABLE = 'flight',
                COLUMN = 'airline_id',
                DETAIL = 'As a row of flights it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._legacy_carrier IS DISTINCT FROM OLD._legacy_carrier THEN
        -- What airline_id is made of was written: it follows.
        NEW.airline_id := expected.airline_id;
    END IF;
    IF wrote_flight_number THEN
        IF NEW.flight_number IS DISTINCT FROM expected.flight_number THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'flight_number' USING
                ERRCODE = 'MG120',
                SCHEMA = 'flights',
                TABLE = 'flight',
                COLUMN = 'flight_number',
                DETAIL = 'As a row of flights it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._legacy_flight IS DISTINCT FROM OLD._legacy_flight THEN
        -- What flight_number is made of was written: it follows.
        NEW.flight_number := expected.flight_number;
    END IF;
    IF wrote_aircraft_id THEN
        IF NEW.aircraft_id IS DISTINCT FROM expected.aircraft_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'aircraft_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'flights',
                TABLE = 'flight',
                COLUMN = 'aircraft_id',
                DETAIL = 'As a row of flights it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._tailnum IS DISTINCT FROM OLD._tailnum THEN
        -- What aircraft_id is made of was written: it follows.
        NEW.aircraft_id := expected.aircraft_id;
    END IF;
    IF wrote_origin_id THEN
        IF NEW.origin_id IS DISTINCT FROM expected.origin_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'origin_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'flights',
                TABLE = 'flight',
                COLUMN = 'origin_id',
                DETAIL = 'As a row of flights it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._origin IS DISTINCT FROM OLD._origin THEN
        -- What origin_id is made of was written: it follows.
        NEW.origin_id := expected.origin_id;
    END IF;
    IF wrote_destination_id THEN
        IF NEW.destination_id IS DISTINCT FROM expected.destination_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'destination_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'flights',
                TABLE = 'flight',
                COLUMN = 'destination_id',
                DETAIL = 'As a row of flights it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._dest IS DISTINCT FROM OLD._dest THEN
        -- What destination_id is made of was written: it follows.
        NEW.destination_id := expected.destination_id;
    END IF;
    IF wrote_cancelled THEN
        IF NEW.cancelled IS DISTINCT FROM expected.cancelled THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'cancelled' USING
                ERRCODE = 'MG120',
                SCHEMA = 'flights',
                TABLE = 'flight',
                COLUMN = 'cancelled',
                DETAIL = 'As a row of flights it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW.departure_hhmm IS DISTINCT FROM OLD.departure_hhmm THEN
        -- What cancelled is made of was written: it follows.
        NEW.cancelled := expected.cancelled;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' AND NEW.airline_id = (
        SELECT known.id
        FROM flights.airline AS known
        WHERE known.code = 'unknown'
    ) THEN
        -- An old snapshot may not see the row that the value names: it is looked for again.
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        SELECT 'airline_id', named.value
        FROM (SELECT (t._legacy_carrier)::text FROM (SELECT NEW.*) AS t) AS named (value)
        WHERE named.value IS NOT NULL;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' AND NEW.aircraft_id = (
        SELECT known.id
        FROM flights.aircraft AS known
        WHERE known.tail_number = 'unknown'
    ) THEN
        -- An old snapshot may not see the row that the value names: it is looked for again.
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        SELECT 'aircraft_id', named.value
        FROM (SELECT (t._tailnum)::text FROM (SELECT NEW.*) AS t) AS named (value)
        WHERE named.value IS NOT NULL;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' AND NEW.origin_id = (
        SELECT known.id
        FROM flights.airport AS known
        WHERE known.code = 'unknown'
    ) THEN
        -- An old snapshot may not see the row that the value names: it is looked for again.
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        SELECT 'origin_id', named.value
        FROM (SELECT (t._origin)::text FROM (SELECT NEW.*) AS t) AS named (value)
        WHERE named.value IS NOT NULL;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' AND NEW.destination_id = (
        SELECT known.id
        FROM flights.airport AS known
        WHERE known.code = 'unknown'
    ) THEN
        -- An old snapshot may not see the row that the value names: it is looked for again.
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        SELECT 'destination_id', named.value
        FROM (SELECT (t._dest)::text FROM (SELECT NEW.*) AS t) AS named (value)
        WHERE named.value IS NOT NULL;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_text(40640452713576553, jsonb_build_array(NEW.scheduled_hour, NEW._legacy_carrier, NEW._legacy_flight)::text) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'flights',
                TABLE = 'flight',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_text(40640452713576553, jsonb_build_array(NEW.scheduled_hour, NEW._legacy_carrier, NEW._legacy_flight)::text);
    END IF;
    IF NEW._year IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'year', 'flights' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'flights',
            COLUMN = 'year',
            HINT = 'Give it a value; a row of flight holds it in _year, until the migration is finalized.';
    END IF;
    IF NEW._month IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'month', 'flights' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'flights',
            COLUMN = 'month',
            HINT = 'Give it a value; a row of flight holds it in _month, until the migration is finalized.';
    END IF;
    IF NEW._day IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'day', 'flights' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'flights',
            COLUMN = 'day',
            HINT = 'Give it a value; a row of flight holds it in _day, until the migration is finalized.';
    END IF;
    IF NEW._legacy_carrier IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'carrier', 'flights' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'flights',
            COLUMN = 'carrier',
            HINT = 'Give it a value; a row of flight holds it in _legacy_carrier, until the migration is finalized.';
    END IF;
    IF NEW._legacy_flight IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'flight', 'flights' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'flights',
            COLUMN = 'flight',
            HINT = 'Give it a value; a row of flight holds it in _legacy_flight, until the migration is finalized.';
    END IF;
    IF NEW._origin IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'origin', 'flights' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'flights',
            COLUMN = 'origin',
            HINT = 'Give it a value; a row of flight holds it in _origin, until the migration is finalized.';
    END IF;
    IF NEW._dest IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'dest', 'flights' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'flights',
            COLUMN = 'dest',
            HINT = 'Give it a value; a row of flight holds it in _dest, until the migration is finalized.';
    END IF;
    IF NEW._hour IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'hour', 'flights' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'flights',
            COLUMN = 'hour',
            HINT = 'Give it a value; a row of flight holds it in _hour, until the migration is finalized.';
    END IF;
    IF NEW._minute IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'minute', 'flights' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'flights',
            COLUMN = 'minute',
            HINT = 'Give it a value; a row of flight holds it in _minute, until the migration is finalized.';
    END IF;
    IF NOT born AND NEW.scheduled_hour IS DISTINCT FROM OLD.scheduled_hour THEN
        PERFORM set_config('changeover.in_step', concat_ws(' ', NEW.id, NEW.scheduled_hour), true);
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_flights.flight_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_flight_reconcile
                BEFORE INSERT OR UPDATE ON flights.flight
                FOR EACH ROW EXECUTE FUNCTION migration_flights.flight_reconcile();
            IF migration.owner_of('flights', 'flights') = 'new' THEN
                ALTER TABLE flights.flight ENABLE ALWAYS TRIGGER zz_changeover_flight_reconcile;
            ELSE
                ALTER TABLE flights.flight DISABLE TRIGGER zz_changeover_flight_reconcile;
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
