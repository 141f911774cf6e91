-- Mapping flights to flight: brings one legacy row over, or takes it back.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_flight.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.flight_bring(key_time_hour timestamptz, key_carrier text, key_flight integer, came_from text)
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
    PERFORM FROM nyc.flights AS l
    WHERE (l.time_hour, l.carrier, l.flight) = (key_time_hour, key_carrier, key_flight)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('flights', 'flight', jsonb_build_object('time_hour', key_time_hour, 'carrier', key_carrier, 'flight', key_flight));
        DELETE FROM flights.flight AS t
        WHERE
            (t.scheduled_hour, t._legacy_carrier, t._legacy_flight) = (key_time_hour, key_carrier, key_flight)
            AND NOT EXISTS (
                SELECT
                FROM nyc.flights AS l
                WHERE
                    (l.time_hour, l.carrier, l.flight) = (key_time_hour, key_carrier, key_flight)
                    AND l.time_hour = t.scheduled_hour
            );
        INSERT INTO flights.flight AS t (
            id,
            scheduled_hour,
            airline_id,
            flight_number,
            aircraft_id,
            origin_id,
            destination_id,
            scheduled_departure_hhmm,
            departure_hhmm,
            departure_delay_min,
            scheduled_arrival_hhmm,
            arrival_hhmm,
            arrival_delay_min,
            air_time_min,
            distance_miles,
            cancelled,
            _year,
            _month,
            _day,
            _legacy_carrier,
            _legacy_flight,
            _tailnum,
            _origin,
            _dest,
            _hour,
            _minute,
            _migrated_at
        )
        SELECT
            migration.uuid_from_text(40640452713576553, jsonb_build_array(l.time_hour, l.carrier, l.flight)::text),
            l.time_hour,
            COALESCE(
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
            ),
            l.flight,
            COALESCE(
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
            ),
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
            COALESCE(
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
            ),
            l.sched_dep_time,
            l.dep_time,
            l.dep_delay,
            l.sched_arr_time,
            l.arr_time,
            l.arr_delay,
            l.air_time,
            l.distance,
            dep_time IS NULL,
            l.year,
            l.month,
            l.day,
            l.carrier,
            l.flight,
            l.tailnum,
            l.origin,
            l.dest,
            l.hour,
            l.minute,
            clock_timestamp()
        FROM nyc.flights AS l
        WHERE
            (l.time_hour, l.carrier, l.flight) = (key_time_hour, key_carrier, key_flight)
        FOR SHARE OF l
        ON CONFLICT (scheduled_hour, _legacy_carrier, _legacy_flight) DO UPDATE SET
            id = excluded.id,
            airline_id = excluded.airline_id,
            flight_number = excluded.flight_number,
            aircraft_id = excluded.aircraft_id,
            origin_id = excluded.origin_id,
            destination_id = excluded.destination_id,
            scheduled_departure_hhmm = excluded.scheduled_departure_hhmm,
            departure_hhmm = excluded.departure_hhmm,
            departure_delay_min = excluded.departure_delay_min,
            scheduled_arrival_hhmm = excluded.scheduled_arrival_hhmm,
            arrival_hhmm = excluded.arrival_hhmm,
            arrival_delay_min = excluded.arrival_delay_min,
            air_time_min = excluded.air_time_min,
            distance_miles = excluded.distance_miles,
            cancelled = excluded.cancelled,
            _year = excluded._year,
            _month = excluded._month,
            _day = excluded._day,
            _tailnum = excluded._tailnum,
            _origin = excluded._origin,
            _dest = excluded._dest,
            _hour = excluded._hour,
            _minute = excluded._minute
        WHERE (
            t.id,
            t.airline_id,
            t.flight_number,
            t.aircraft_id,
            t.origin_id,
            t.destination_id,
            t.scheduled_departure_hhmm,
            t.departure_hhmm,
            t.departure_delay_min,
            t.scheduled_arrival_hhmm,
            t.arrival_hhmm,
            t.arrival_delay_min,
            t.air_time_min,
            t.distance_miles,
            t.cancelled,
            t._year,
            t._month,
            t._day,
            t._tailnum,
            t._origin,
            t._dest,
            t._hour,
            t._minute
        ) IS DISTINCT FROM (
            excluded.id,
            excluded.airline_id,
            excluded.flight_number,
            excluded.aircraft_id,
            excluded.origin_id,
            excluded.destination_id,
            excluded.scheduled_departure_hhmm,
            excluded.departure_hhmm,
            excluded.departure_delay_min,
            excluded.scheduled_arrival_hhmm,
            excluded.arrival_hhmm,
            excluded.arrival_delay_min,
            excluded.air_time_min,
            excluded.distance_miles,
            excluded.cancelled,
            excluded._year,
            excluded._month,
            excluded._day,
            excluded._tailnum,
            excluded._origin,
            excluded._dest,
            excluded._hour,
            excluded._minute
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM flights.flight AS t
            WHERE (t.scheduled_hour, t._legacy_carrier, t._legacy_flight) = (key_time_hour, key_carrier, key_flight);
            SELECT to_jsonb(l) INTO legacy_row
            FROM nyc.flights AS l
            WHERE (l.time_hour, l.carrier, l.flight) = (key_time_hour, key_carrier, key_flight);
            PERFORM migration.quarantine_row(
                'flights', 'flight', jsonb_build_object('time_hour', key_time_hour, 'carrier', key_carrier, 'flight', key_flight),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_bring(timestamptz, text, integer, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_bring(timestamptz, text, integer, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_bring(timestamptz, text, integer, text) TO migration_runner;

COMMIT;
