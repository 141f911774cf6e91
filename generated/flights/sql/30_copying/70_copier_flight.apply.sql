-- Mapping flights to flight: the routines that copy history in batches.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_copier_flight.rollback.sql

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

--: Cut the keys that exist now into ranges, once; later rows are the capture's
CREATE OR REPLACE FUNCTION migration_flights.flight_plan_ranges(ranges integer)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $plan_ranges$
DECLARE
    planned integer;
BEGIN
    IF EXISTS (
        SELECT FROM migration.backfill_range AS r
        WHERE (r.migration, r.mapping) = ('flights', 'flight')
    ) THEN
        RETURN 0;
    END IF;
    WITH numbered AS MATERIALIZED (
        SELECT
            jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight) AS legacy_key,
            row_number() OVER (ORDER BY l.time_hour, l.carrier, l.flight) AS position,
            count(*) OVER () AS total
        FROM nyc.flights AS l
    )
    INSERT INTO migration.backfill_range (migration, mapping, range_number, lower_key, upper_key)
    SELECT 'flights', 'flight', n, lower.legacy_key, upper.legacy_key
    FROM generate_series(1, ranges) AS n
    JOIN numbered AS lower ON lower.position = lower.total * (n - 1) / ranges + 1
    JOIN numbered AS upper ON upper.position = upper.total * n / ranges
    WHERE lower.position <= upper.position;
    GET DIAGNOSTICS planned = ROW_COUNT;
    INSERT INTO migration.mapping_estimate (migration, mapping, source_rows)
    SELECT 'flights', 'flight', count(*)
    FROM nyc.flights
    ON CONFLICT (migration, mapping) DO UPDATE SET source_rows = excluded.source_rows;
    RETURN planned;
END
$plan_ranges$;

--: Copy one batch and its ledger row; busy when the application was first, split when it is too large
CREATE OR REPLACE FUNCTION migration_flights.flight_copy_batch(
    number integer, first_time_hour timestamptz, first_carrier text, first_flight integer, upto_time_hour timestamptz, upto_carrier text, upto_flight integer
)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $copy_batch$
#variable_conflict use_column
DECLARE
    started timestamptz := clock_timestamp();
    read bigint;
    wanted bigint;
    written bigint := 0;
    refused bigint := 0;
    legacy_key record;
BEGIN
    -- A transaction id before the first lookup, so that a changed value waits for this one.
    PERFORM pg_current_xact_id();
    BEGIN
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
            (l.time_hour, l.carrier, l.flight) >= (first_time_hour, first_carrier, first_flight)
            AND (l.time_hour, l.carrier, l.flight) <= (upto_time_hour, upto_carrier, upto_flight)
        ORDER BY l.time_hour, l.carrier, l.flight
        FOR SHARE OF l
        ON CONFLICT (scheduled_hour, _legacy_carrier, _legacy_flight) DO NOTHING;
        GET DIAGNOSTICS written = ROW_COUNT;
    EXCEPTION
        WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
            RETURN 'busy';
        WHEN insufficient_resources OR system_error THEN
            -- No row is to blame for a full disk.
            RAISE;
        WHEN OTHERS THEN
            -- Row by row is slow, and the rows are locked meanwhile: only ever a few of them.
            PERFORM FROM nyc.flights AS l
            WHERE (l.time_hour, l.carrier, l.flight) >= (first_time_hour, first_carrier, first_flight) AND (l.time_hour, l.carrier, l.flight) <= (upto_time_hour, upto_carrier, upto_flight)
            OFFSET 50
            LIMIT 1;
            IF FOUND THEN
                RETURN 'split';
            END IF;
            -- One row of the batch cannot be mapped: bring them one by one and set it aside.
            BEGIN
                FOR legacy_key IN
                    SELECT l.time_hour, l.carrier, l.flight
                    FROM nyc.flights AS l
                    WHERE
                        (l.time_hour, l.carrier, l.flight) >= (first_time_hour, first_carrier, first_flight)
                        AND (l.time_hour, l.carrier, l.flight) <= (upto_time_hour, upto_carrier, upto_flight)
                    ORDER BY l.time_hour, l.carrier, l.flight
                    FOR SHARE OF l
                LOOP
                    IF migration_flights.flight_bring(legacy_key.time_hour, legacy_key.carrier, legacy_key.flight, 'backfill') = 'quarantined' THEN
                        refused := refused + 1;
                    ELSE
                        written := written + 1;
                    END IF;
                END LOOP;
            EXCEPTION
                WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
                    RETURN 'busy';
            END;
    END;
    SELECT
        count(*),
        count(*) FILTER (WHERE true)
    INTO read, wanted
    FROM nyc.flights AS l
    WHERE (l.time_hour, l.carrier, l.flight) >= (first_time_hour, first_carrier, first_flight) AND (l.time_hour, l.carrier, l.flight) <= (upto_time_hour, upto_carrier, upto_flight);
    INSERT INTO migration.backfill_batch (
        migration, mapping, range_number, first_key, last_key,
        rows_read, rows_written, rows_existing, rows_filtered, rows_quarantined,
        started_at, finished_at
    )
    VALUES (
        'flights', 'flight', number,
        jsonb_build_object('time_hour', first_time_hour, 'carrier', first_carrier, 'flight', first_flight), jsonb_build_object('time_hour', upto_time_hour, 'carrier', upto_carrier, 'flight', upto_flight),
        read, written, greatest(wanted - written - refused, 0), read - wanted, refused,
        started, clock_timestamp()
    );
    UPDATE migration.backfill_range AS r
    SET
        last_key = jsonb_build_object('time_hour', upto_time_hour, 'carrier', upto_carrier, 'flight', upto_flight),
        rows_read = r.rows_read + read,
        rows_written = r.rows_written + written,
        rows_filtered = r.rows_filtered + read - wanted,
        rows_quarantined = r.rows_quarantined + refused,
        updated_at = clock_timestamp()
    WHERE
        (r.migration, r.mapping, r.range_number)
        = ('flights', 'flight', number);
    RETURN 'copied';
END
$copy_batch$;

--: Copy history, one transaction a batch; the application goes first, a full stop is one flag away
CREATE OR REPLACE PROCEDURE migration_flights.flight_backfill(budget interval DEFAULT NULL)
LANGUAGE plpgsql
AS $backfill$
DECLARE
    began timestamptz := pg_catalog.clock_timestamp();
    looked timestamptz;
    batch_began timestamptz;
    batch_rows integer;
    most_rows integer;
    batch_target interval;
    pause interval;
    reason text;
    outcome text;
    number integer;
    claimed integer;
    last_key jsonb;
    lower_key jsonb;
    upper_key jsonb;
    first_time_hour timestamptz;
    upto_time_hour timestamptz;
    first_carrier text;
    upto_carrier text;
    first_flight integer;
    upto_flight integer;
BEGIN
    SELECT c.batch_rows, c.batch_rows, c.batch_target, c.throttle_sleep
    INTO batch_rows, most_rows, batch_target, pause
    FROM migration.control AS c
    WHERE c.migration = 'flights';
    <<ranges>>
    LOOP
        claimed := NULL;
        FOR number IN
            SELECT r.range_number
            FROM migration.backfill_range AS r
            WHERE (r.migration, r.mapping) = ('flights', 'flight') AND NOT r.done
            ORDER BY r.range_number
        LOOP
            IF pg_catalog.pg_try_advisory_lock(
                pg_catalog.hashtext('flights/flight'), number
            ) THEN
                claimed := number;
                EXIT;
            END IF;
        END LOOP;
        EXIT ranges WHEN claimed IS NULL;
        <<batches>>
        LOOP
            SELECT r.last_key, r.lower_key, r.upper_key INTO last_key, lower_key, upper_key
            FROM migration.backfill_range AS r
            WHERE
                (r.migration, r.mapping, r.range_number)
                = ('flights', 'flight', claimed)
                AND NOT r.done;
            EXIT batches WHEN NOT FOUND;
            IF
                looked IS NULL
                -- A clock that was set back must not put the next look off.
                OR pg_catalog.clock_timestamp() NOT BETWEEN looked AND looked + interval '1 second'
                OR EXISTS (
                    SELECT FROM migration.control AS c
                    WHERE c.migration = 'flights' AND c.paused
                )
            THEN
                reason := migration.throttle('flights');
                looked := pg_catalog.clock_timestamp();
                IF reason IS NOT NULL THEN
                    COMMIT;
                    PERFORM pg_catalog.pg_sleep(extract(epoch FROM pause));
                    looked := NULL;
                    EXIT batches WHEN pg_catalog.clock_timestamp() - began > budget;
                    CONTINUE batches;
                END IF;
            END IF;
            IF last_key IS NULL THEN
                SELECT l.time_hour, l.carrier, l.flight INTO first_time_hour, first_carrier, first_flight
                FROM nyc.flights AS l
                WHERE (l.time_hour, l.carrier, l.flight) >= ((lower_key ->> 'time_hour')::timestamptz, (lower_key ->> 'carrier')::text, (lower_key ->> 'flight')::integer) AND (l.time_hour, l.carrier, l.flight) <= ((upper_key ->> 'time_hour')::timestamptz, (upper_key ->> 'carrier')::text, (upper_key ->> 'flight')::integer)
                ORDER BY l.time_hour, l.carrier, l.flight
                LIMIT 1;
            ELSE
                SELECT l.time_hour, l.carrier, l.flight INTO first_time_hour, first_carrier, first_flight
                FROM nyc.flights AS l
                WHERE (l.time_hour, l.carrier, l.flight) > ((last_key ->> 'time_hour')::timestamptz, (last_key ->> 'carrier')::text, (last_key ->> 'flight')::integer) AND (l.time_hour, l.carrier, l.flight) <= ((upper_key ->> 'time_hour')::timestamptz, (upper_key ->> 'carrier')::text, (upper_key ->> 'flight')::integer)
                ORDER BY l.time_hour, l.carrier, l.flight
                LIMIT 1;
            END IF;
            IF NOT FOUND THEN
                UPDATE migration.backfill_range AS r
                SET done = true, updated_at = pg_catalog.clock_timestamp()
                WHERE
                    (r.migration, r.mapping, r.range_number)
                    = ('flights', 'flight', claimed);
                COMMIT;
                EXIT batches;
            END IF;
            SELECT time_hour, carrier, flight INTO upto_time_hour, upto_carrier, upto_flight
            FROM (
                SELECT l.time_hour, l.carrier, l.flight
                FROM nyc.flights AS l
                WHERE (l.time_hour, l.carrier, l.flight) >= (first_time_hour, first_carrier, first_flight) AND (l.time_hour, l.carrier, l.flight) <= ((upper_key ->> 'time_hour')::timestamptz, (upper_key ->> 'carrier')::text, (upper_key ->> 'flight')::integer)
                ORDER BY l.time_hour, l.carrier, l.flight
                LIMIT batch_rows
            ) AS batch
            ORDER BY time_hour DESC, carrier DESC, flight DESC
            LIMIT 1;
            -- The batch's last row may have gone since; then the next turn looks again.
            IF NOT FOUND THEN
                CONTINUE batches;
            END IF;
            batch_began := pg_catalog.clock_timestamp();
            outcome := migration_flights.flight_copy_batch(claimed, first_time_hour, first_carrier, first_flight, upto_time_hour, upto_carrier, upto_flight);
            COMMIT;
            IF outcome = 'busy' THEN
                PERFORM pg_catalog.pg_sleep(0.01 + 0.04 * pg_catalog.random());
            ELSIF
                outcome = 'split'
                OR pg_catalog.clock_timestamp() - batch_began > batch_target
            THEN
                batch_rows := LEAST(GREATEST(batch_rows / 2, 50), most_rows);
            ELSE
                batch_rows := LEAST(batch_rows + batch_rows / 4, most_rows);
            END IF;
            EXIT batches WHEN pg_catalog.clock_timestamp() - began > budget;
        END LOOP;
        PERFORM pg_catalog.pg_advisory_unlock(
            pg_catalog.hashtext('flights/flight'), claimed
        );
        EXIT ranges WHEN pg_catalog.clock_timestamp() - began > budget;
    END LOOP;
END
$backfill$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_plan_ranges(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_plan_ranges(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_plan_ranges(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_copy_batch(integer, timestamptz, text, integer, timestamptz, text, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_copy_batch(integer, timestamptz, text, integer, timestamptz, text, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_copy_batch(integer, timestamptz, text, integer, timestamptz, text, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.flight_backfill(interval) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.flight_backfill(interval) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.flight_backfill(interval) TO migration_runner;

COMMIT;
