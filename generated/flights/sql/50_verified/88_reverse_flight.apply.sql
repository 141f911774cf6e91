-- Mapping flights to flight: the retired legacy table is kept current.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.flight.
-- Undo: 88_reverse_flight.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.flight_reverse()
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
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.scheduled_hour, OLD._legacy_carrier, OLD._legacy_flight) IS DISTINCT FROM (NEW.scheduled_hour, NEW._legacy_carrier, NEW._legacy_flight)) THEN
        DELETE FROM nyc.flights_retired AS l
        WHERE
            (l.time_hour, l.carrier, l.flight) = (OLD.scheduled_hour, OLD._legacy_carrier, OLD._legacy_flight)
            AND NOT EXISTS (
                SELECT
                FROM flights.flight AS t
                WHERE (t.scheduled_hour, t._legacy_carrier, t._legacy_flight) = (OLD.scheduled_hour, OLD._legacy_carrier, OLD._legacy_flight)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO nyc.flights_retired AS l (year, month, day, dep_time, sched_dep_time, dep_delay, arr_time, sched_arr_time, arr_delay, carrier, flight, tailnum, origin, dest, air_time, distance, hour, minute, time_hour)
        OVERRIDING SYSTEM VALUE
        SELECT
            t._year,
            t._month,
            t._day,
            t.departure_hhmm,
            t.scheduled_departure_hhmm,
            t.departure_delay_min,
            t.arrival_hhmm,
            t.scheduled_arrival_hhmm,
            t.arrival_delay_min,
            t._legacy_carrier,
            t._legacy_flight,
            t._tailnum,
            t._origin,
            t._dest,
            t.air_time_min,
            t.distance_miles,
            t._hour,
            t._minute,
            t.scheduled_hour
        FROM flights.flight AS t
        WHERE (t.id, t.scheduled_hour) = (NEW.id, NEW.scheduled_hour) AND t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL
        ON CONFLICT (time_hour, carrier, flight) DO UPDATE SET
            year = excluded.year,
            month = excluded.month,
            day = excluded.day,
            dep_time = excluded.dep_time,
            sched_dep_time = excluded.sched_dep_time,
            dep_delay = excluded.dep_delay,
            arr_time = excluded.arr_time,
            sched_arr_time = excluded.sched_arr_time,
            arr_delay = excluded.arr_delay,
            tailnum = excluded.tailnum,
            origin = excluded.origin,
            dest = excluded.dest,
            air_time = excluded.air_time,
            distance = excluded.distance,
            hour = excluded.hour,
            minute = excluded.minute
        WHERE (
            l.year,
            l.month,
            l.day,
            l.dep_time,
            l.sched_dep_time,
            l.dep_delay,
            l.arr_time,
            l.sched_arr_time,
            l.arr_delay,
            l.tailnum,
            l.origin,
            l.dest,
            l.air_time,
            l.distance,
            l.hour,
            l.minute
        ) IS DISTINCT FROM (
            excluded.year,
            excluded.month,
            excluded.day,
            excluded.dep_time,
            excluded.sched_dep_time,
            excluded.dep_delay,
            excluded.arr_time,
            excluded.sched_arr_time,
            excluded.arr_delay,
            excluded.tailnum,
            excluded.origin,
            excluded.dest,
            excluded.air_time,
            excluded.distance,
            excluded.hour,
            excluded.minute
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_flights.flight_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM nyc.flights_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.flight_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.flight_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_flights.flight_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'nyc.flights_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to nyc.flights or to flights.flight; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_flights.flight_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_flight_reverse
                AFTER INSERT OR UPDATE OR DELETE ON flights.flight
                FOR EACH ROW EXECUTE FUNCTION migration_flights.flight_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_flight_emptied
                AFTER TRUNCATE ON flights.flight
                FOR EACH STATEMENT EXECUTE FUNCTION migration_flights.flight_emptied();
            IF migration.owner_of('flights', 'flights') = 'new' THEN
                ALTER TABLE flights.flight ENABLE ALWAYS TRIGGER zz_changeover_flight_reverse;
                ALTER TABLE flights.flight ENABLE ALWAYS TRIGGER zz_changeover_flight_emptied;
            ELSE
                ALTER TABLE flights.flight DISABLE TRIGGER zz_changeover_flight_reverse;
                ALTER TABLE flights.flight DISABLE TRIGGER zz_changeover_flight_emptied;
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
