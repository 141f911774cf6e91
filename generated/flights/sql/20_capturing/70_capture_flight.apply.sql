-- Mapping flights to flight: every change of the legacy table is mirrored.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on nyc.flights.
-- Undo: 70_capture_flight.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.flight_capture()
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
            INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
            VALUES (OLD.time_hour, OLD.carrier, OLD.flight);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
            VALUES (NEW.time_hour, NEW.carrier, NEW.flight);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.time_hour, OLD.carrier, OLD.flight) IS DISTINCT FROM (NEW.time_hour, NEW.carrier, NEW.flight)
            THEN
                -- Planned for this row: what is planned for any row is planned for all partitions.
                EXECUTE $gone$
                    DELETE FROM flights.flight AS t
                    USING (SELECT ($1).*) AS l
                    WHERE
                        t.scheduled_hour = l.time_hour
                        AND
                        t._legacy_carrier = l.carrier
                        AND
                        t._legacy_flight = l.flight
                $gone$ USING OLD;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('flights', 'flight', jsonb_build_object('time_hour', OLD.time_hour, 'carrier', OLD.carrier, 'flight', OLD.flight));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
                VALUES (OLD.time_hour, OLD.carrier, OLD.flight);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
                VALUES (NEW.time_hour, NEW.carrier, NEW.flight);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
                VALUES (OLD.time_hour, OLD.carrier, OLD.flight);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'flights', 'flight', jsonb_build_object('time_hour', NEW.time_hour, 'carrier', NEW.carrier, 'flight', NEW.flight),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
                        VALUES (NEW.time_hour, NEW.carrier, NEW.flight);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_flights.flight_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_flights.flight_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.flight_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.flight_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE nyc.flights IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_flight_capture
                AFTER INSERT OR UPDATE OR DELETE ON nyc.flights
                FOR EACH ROW EXECUTE FUNCTION migration_flights.flight_capture();
            ALTER TABLE nyc.flights ENABLE ALWAYS TRIGGER zz_changeover_flight_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_flight_truncate
                AFTER TRUNCATE ON nyc.flights
                FOR EACH STATEMENT EXECUTE FUNCTION migration_flights.flight_capture_truncate();
            ALTER TABLE nyc.flights ENABLE ALWAYS TRIGGER zz_changeover_flight_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table nyc.flights',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
