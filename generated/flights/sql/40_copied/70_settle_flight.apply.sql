-- Mapping flights to flight: drains the journal and analyses the target.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on flights.flight.
-- Undo: 70_settle_flight.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Bring over the keys noted in the journal, a few per transaction
CREATE OR REPLACE FUNCTION migration_flights.flight_replay_batch(keys integer)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $replay_batch$
#variable_conflict use_column
DECLARE
    entries bigint[];
    truncated boolean;
    noted record;
BEGIN
    SELECT array_agg(picked.entry), bool_or(picked.truncated) INTO entries, truncated
    FROM (
        SELECT j.entry, j.time_hour IS NULL AS truncated
        FROM migration_flights.flight_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
        SELECT t.scheduled_hour, t._legacy_carrier, t._legacy_flight
        FROM flights.flight AS t
        WHERE
            t._legacy_carrier IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM nyc.flights AS l
                WHERE
                    (l.time_hour, l.carrier, l.flight) = (t.scheduled_hour, t._legacy_carrier, t._legacy_flight)
                    AND l.time_hour = t.scheduled_hour
            );
        INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
        SELECT (legacy_key ->> 'time_hour')::timestamptz, (legacy_key ->> 'carrier')::text, (legacy_key ->> 'flight')::integer
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('flights', 'flight');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('flights', 'flight')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('time_hour', j.time_hour, 'carrier', j.carrier, 'flight', j.flight)
                FROM migration_flights.flight_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM flights.flight AS t
        WHERE
            (t.scheduled_hour, t._legacy_carrier, t._legacy_flight) IN (
                SELECT j.time_hour, j.carrier, j.flight
                FROM migration_flights.flight_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM nyc.flights AS l
                WHERE
                    (l.time_hour, l.carrier, l.flight) = (t.scheduled_hour, t._legacy_carrier, t._legacy_flight)
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
            (l.time_hour, l.carrier, l.flight) IN (
                SELECT j.time_hour, j.carrier, j.flight
                FROM migration_flights.flight_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.time_hour, l.carrier, l.flight
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
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            -- One row of the batch cannot be mapped: bring them one by one and set it aside.
            FOR noted IN
                SELECT DISTINCT j.time_hour, j.carrier, j.flight
                FROM migration_flights.flight_journal AS j
                WHERE j.entry = ANY(entries) AND j.time_hour IS NOT NULL
                ORDER BY j.time_hour, j.carrier, j.flight
            LOOP
                PERFORM migration_flights.flight_bring(noted.time_hour, noted.carrier, noted.flight, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_flights.flight_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Note the rows that name a changed value, once nobody can be writing without having seen it
CREATE OR REPLACE FUNCTION migration_flights.flight_follow_batch(last_entry bigint)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30s'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_batch$
DECLARE
    oldest xid8;
BEGIN
    -- The first write of this transaction: its id is younger than any that has not seen the change.
    UPDATE migration_flights.flight_lookups AS j
    SET seen_by = pg_current_xact_id()
    WHERE j.seen_by IS NULL;
    oldest := pg_snapshot_xmin(pg_current_snapshot());
    IF EXISTS (SELECT FROM migration_flights.flight_lookups AS j WHERE j.seen_by < oldest) THEN
        WITH ripe AS MATERIALIZED (
            DELETE FROM migration_flights.flight_lookups AS j
            WHERE j.seen_by < oldest
            RETURNING j.target_column, j.value
        )
        INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
        SELECT named.*
        FROM (
            SELECT t.scheduled_hour, t._legacy_carrier, t._legacy_flight
            FROM flights.flight AS t
            WHERE
                t._legacy_carrier IS NOT NULL
                AND left((t._legacy_carrier)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'airline_id')
                )
                AND (t._legacy_carrier)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'airline_id')
                )
                AND t.airline_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.airline AS known
                        WHERE known.code = t._legacy_carrier
                    ),
                    (
                        SELECT known.id
                        FROM flights.airline AS known
                        WHERE known.code = 'unknown'
                    )
                )
            UNION ALL
            SELECT t.scheduled_hour, t._legacy_carrier, t._legacy_flight
            FROM flights.flight AS t
            WHERE
                t._legacy_carrier IS NOT NULL
                AND left((t._tailnum)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'aircraft_id')
                )
                AND (t._tailnum)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'aircraft_id')
                )
                AND t.aircraft_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.aircraft AS known
                        WHERE known.tail_number = t._tailnum
                    ),
                    (
                        SELECT known.id
                        FROM flights.aircraft AS known
                        WHERE known.tail_number = 'unknown'
                    )
                )
            UNION ALL
            SELECT t.scheduled_hour, t._legacy_carrier, t._legacy_flight
            FROM flights.flight AS t
            WHERE
                t._legacy_carrier IS NOT NULL
                AND left((t._origin)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'origin_id')
                )
                AND (t._origin)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'origin_id')
                )
                AND t.origin_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = t._origin
                    ),
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                )
            UNION ALL
            SELECT t.scheduled_hour, t._legacy_carrier, t._legacy_flight
            FROM flights.flight AS t
            WHERE
                t._legacy_carrier IS NOT NULL
                AND left((t._dest)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'destination_id')
                )
                AND (t._dest)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'destination_id')
                )
                AND t.destination_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = t._dest
                    ),
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                )
        ) AS named;
    END IF;
    RETURN EXISTS (SELECT FROM migration_flights.flight_lookups AS j WHERE j.entry <= last_entry);
END
$follow_batch$;

--: Under the locks of the switch nobody looks anything up any more: follow what changed at once
CREATE OR REPLACE FUNCTION migration_flights.flight_follow_now()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_now$
BEGIN
    IF EXISTS (SELECT FROM migration_flights.flight_lookups) THEN
        WITH ripe AS MATERIALIZED (
            DELETE FROM migration_flights.flight_lookups AS j
            WHERE true
            RETURNING j.target_column, j.value
        )
        INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
        SELECT named.*
        FROM (
            SELECT t.scheduled_hour, t._legacy_carrier, t._legacy_flight
            FROM flights.flight AS t
            WHERE
                t._legacy_carrier IS NOT NULL
                AND left((t._legacy_carrier)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'airline_id')
                )
                AND (t._legacy_carrier)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'airline_id')
                )
                AND t.airline_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.airline AS known
                        WHERE known.code = t._legacy_carrier
                    ),
                    (
                        SELECT known.id
                        FROM flights.airline AS known
                        WHERE known.code = 'unknown'
                    )
                )
            UNION ALL
            SELECT t.scheduled_hour, t._legacy_carrier, t._legacy_flight
            FROM flights.flight AS t
            WHERE
                t._legacy_carrier IS NOT NULL
                AND left((t._tailnum)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'aircraft_id')
                )
                AND (t._tailnum)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'aircraft_id')
                )
                AND t.aircraft_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.aircraft AS known
                        WHERE known.tail_number = t._tailnum
                    ),
                    (
                        SELECT known.id
                        FROM flights.aircraft AS known
                        WHERE known.tail_number = 'unknown'
                    )
                )
            UNION ALL
            SELECT t.scheduled_hour, t._legacy_carrier, t._legacy_flight
            FROM flights.flight AS t
            WHERE
                t._legacy_carrier IS NOT NULL
                AND left((t._origin)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'origin_id')
                )
                AND (t._origin)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'origin_id')
                )
                AND t.origin_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = t._origin
                    ),
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                )
            UNION ALL
            SELECT t.scheduled_hour, t._legacy_carrier, t._legacy_flight
            FROM flights.flight AS t
            WHERE
                t._legacy_carrier IS NOT NULL
                AND left((t._dest)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'destination_id')
                )
                AND (t._dest)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'destination_id')
                )
                AND t.destination_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = t._dest
                    ),
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                )
        ) AS named
        LIMIT 501;
    END IF;
END
$follow_now$;

--: After the switch: where the owner's rows are that do not hold what is found now; NULL when none is left
CREATE OR REPLACE FUNCTION migration_flights.flight_follow_sought(last_entry bigint)
RETURNS tid[]
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_sought$
DECLARE
    oldest xid8;
    ripe bigint[];
    sought tid[] := ARRAY[]::tid[];
BEGIN
    IF migration.owner_of('flights', 'flights') <> 'new' THEN
        RETURN NULL;
    END IF;
    -- As before the switch: whoever may not have seen the change has ended, or it waits.
    UPDATE migration_flights.flight_lookups AS j
    SET seen_by = pg_current_xact_id()
    WHERE j.seen_by IS NULL;
    oldest := pg_snapshot_xmin(pg_current_snapshot());
    SELECT array_agg(j.entry) INTO ripe
    FROM migration_flights.flight_lookups AS j
    WHERE j.seen_by < oldest;
    IF ripe IS NOT NULL THEN
        -- Nobody waits for this: no row is locked, however many have to be read.
        sought := ARRAY(
            SELECT t.ctid
            FROM flights.flight AS t
            WHERE
                t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL
                AND (
                    t.airline_id = (
                        SELECT known.id
                        FROM flights.airline AS known
                        WHERE known.code = 'unknown'
                    )
                    OR NOT EXISTS (
                        SELECT FROM flights.airline AS known WHERE known.id = t.airline_id
                    )
                )
                AND t.airline_id IS DISTINCT FROM (
                    SELECT (COALESCE(
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
                    ))::uuid
                    FROM (
                        SELECT
                            t._year AS year,
                            t._month AS month,
                            t._day AS day,
                            t.departure_hhmm AS dep_time,
                            t.scheduled_departure_hhmm AS sched_dep_time,
                            t.departure_delay_min AS dep_delay,
                            t.arrival_hhmm AS arr_time,
                            t.scheduled_arrival_hhmm AS sched_arr_time,
                            t.arrival_delay_min AS arr_delay,
                            t._legacy_carrier AS carrier,
                            t._legacy_flight AS flight,
                            t._tailnum AS tailnum,
                            t._origin AS origin,
                            t._dest AS dest,
                            t.air_time_min AS air_time,
                            t.distance_miles AS distance,
                            t._hour AS hour,
                            t._minute AS minute,
                            t.scheduled_hour AS time_hour
                    ) AS l
                )
                AND (
                    (
                        left((t._legacy_carrier)::text, 100) = ANY(
                            ARRAY(SELECT left((j.value)::text, 100) FROM migration_flights.flight_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'airline_id')
                        )
                        AND (t._legacy_carrier)::text = ANY(
                            ARRAY(SELECT j.value FROM migration_flights.flight_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'airline_id')
                        )
                    )
                )
            UNION ALL
            SELECT t.ctid
            FROM flights.flight AS t
            WHERE
                t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL
                AND (
                    t.aircraft_id = (
                        SELECT known.id
                        FROM flights.aircraft AS known
                        WHERE known.tail_number = 'unknown'
                    )
                    OR NOT EXISTS (
                        SELECT FROM flights.aircraft AS known WHERE known.id = t.aircraft_id
                    )
                )
                AND t.aircraft_id IS DISTINCT FROM (
                    SELECT (COALESCE(
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
                    ))::uuid
                    FROM (
                        SELECT
                            t._year AS year,
                            t._month AS month,
                            t._day AS day,
                            t.departure_hhmm AS dep_time,
                            t.scheduled_departure_hhmm AS sched_dep_time,
                            t.departure_delay_min AS dep_delay,
                            t.arrival_hhmm AS arr_time,
                            t.scheduled_arrival_hhmm AS sched_arr_time,
                            t.arrival_delay_min AS arr_delay,
                            t._legacy_carrier AS carrier,
                            t._legacy_flight AS flight,
                            t._tailnum AS tailnum,
                            t._origin AS origin,
                            t._dest AS dest,
                            t.air_time_min AS air_time,
                            t.distance_miles AS distance,
                            t._hour AS hour,
                            t._minute AS minute,
                            t.scheduled_hour AS time_hour
                    ) AS l
                )
                AND (
                    (
                        left((t._tailnum)::text, 100) = ANY(
                            ARRAY(SELECT left((j.value)::text, 100) FROM migration_flights.flight_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'aircraft_id')
                        )
                        AND (t._tailnum)::text = ANY(
                            ARRAY(SELECT j.value FROM migration_flights.flight_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'aircraft_id')
                        )
                    )
                )
            UNION ALL
            SELECT t.ctid
            FROM flights.flight AS t
            WHERE
                t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL
                AND (
                    t.origin_id = (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                    OR NOT EXISTS (
                        SELECT FROM flights.airport AS known WHERE known.id = t.origin_id
                    )
                )
                AND t.origin_id IS DISTINCT FROM (
                    SELECT (COALESCE(
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
                    ))::uuid
                    FROM (
                        SELECT
                            t._year AS year,
                            t._month AS month,
                            t._day AS day,
                            t.departure_hhmm AS dep_time,
                            t.scheduled_departure_hhmm AS sched_dep_time,
                            t.departure_delay_min AS dep_delay,
                            t.arrival_hhmm AS arr_time,
                            t.scheduled_arrival_hhmm AS sched_arr_time,
                            t.arrival_delay_min AS arr_delay,
                            t._legacy_carrier AS carrier,
                            t._legacy_flight AS flight,
                            t._tailnum AS tailnum,
                            t._origin AS origin,
                            t._dest AS dest,
                            t.air_time_min AS air_time,
                            t.distance_miles AS distance,
                            t._hour AS hour,
                            t._minute AS minute,
                            t.scheduled_hour AS time_hour
                    ) AS l
                )
                AND (
                    (
                        left((t._origin)::text, 100) = ANY(
                            ARRAY(SELECT left((j.value)::text, 100) FROM migration_flights.flight_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'origin_id')
                        )
                        AND (t._origin)::text = ANY(
                            ARRAY(SELECT j.value FROM migration_flights.flight_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'origin_id')
                        )
                    )
                )
            UNION ALL
            SELECT t.ctid
            FROM flights.flight AS t
            WHERE
                t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL
                AND (
                    t.destination_id = (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                    OR NOT EXISTS (
                        SELECT FROM flights.airport AS known WHERE known.id = t.destination_id
                    )
                )
                AND t.destination_id IS DISTINCT FROM (
                    SELECT (COALESCE(
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
                    ))::uuid
                    FROM (
                        SELECT
                            t._year AS year,
                            t._month AS month,
                            t._day AS day,
                            t.departure_hhmm AS dep_time,
                            t.scheduled_departure_hhmm AS sched_dep_time,
                            t.departure_delay_min AS dep_delay,
                            t.arrival_hhmm AS arr_time,
                            t.scheduled_arrival_hhmm AS sched_arr_time,
                            t.arrival_delay_min AS arr_delay,
                            t._legacy_carrier AS carrier,
                            t._legacy_flight AS flight,
                            t._tailnum AS tailnum,
                            t._origin AS origin,
                            t._dest AS dest,
                            t.air_time_min AS air_time,
                            t.distance_miles AS distance,
                            t._hour AS hour,
                            t._minute AS minute,
                            t.scheduled_hour AS time_hour
                    ) AS l
                )
                AND (
                    (
                        left((t._dest)::text, 100) = ANY(
                            ARRAY(SELECT left((j.value)::text, 100) FROM migration_flights.flight_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'destination_id')
                        )
                        AND (t._dest)::text = ANY(
                            ARRAY(SELECT j.value FROM migration_flights.flight_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'destination_id')
                        )
                    )
                )
            LIMIT 10000
        );
        IF cardinality(sought) = 0 THEN
            -- A reverse may have had its turn meanwhile: it follows more than these rows.
            LOCK TABLE flights.flight IN ROW EXCLUSIVE MODE;
            DELETE FROM migration_flights.flight_lookups AS j
            WHERE
                j.entry = ANY(ripe)
                AND migration.owner_of('flights', 'flights') = 'new';
        END IF;
    END IF;
    IF EXISTS (SELECT FROM migration_flights.flight_lookups AS j WHERE j.entry <= last_entry) THEN
        RETURN sought;
    END IF;
    RETURN NULL;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN ARRAY[]::tid[];
END
$follow_sought$;

--: Let a few of them hold what is found; whatever somebody is writing is left to the next time
CREATE OR REPLACE FUNCTION migration_flights.flight_follow_owner(sought tid[])
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_owner$
DECLARE
    found integer;
    changed integer := 0;
BEGIN
    -- Before the owner is asked: with this lock, no reverse has its turn until the end.
    LOCK TABLE flights.flight IN ROW EXCLUSIVE MODE;
    IF migration.owner_of('flights', 'flights') <> 'new' THEN
        RETURN 0;
    END IF;
    WITH changed AS (
        SELECT t.id, t.scheduled_hour, (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t.departure_hhmm AS dep_time,
                        t.scheduled_departure_hhmm AS sched_dep_time,
                        t.departure_delay_min AS dep_delay,
                        t.arrival_hhmm AS arr_time,
                        t.scheduled_arrival_hhmm AS sched_arr_time,
                        t.arrival_delay_min AS arr_delay,
                        t._legacy_carrier AS carrier,
                        t._legacy_flight AS flight,
                        t._tailnum AS tailnum,
                        t._origin AS origin,
                        t._dest AS dest,
                        t.air_time_min AS air_time,
                        t.distance_miles AS distance,
                        t._hour AS hour,
                        t._minute AS minute,
                        t.scheduled_hour AS time_hour
                ) AS l
            ) AS found
        FROM flights.flight AS t
        WHERE
            t.ctid = ANY(sought)
            AND t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL
            AND (
                t.airline_id = (
                    SELECT known.id
                    FROM flights.airline AS known
                    WHERE known.code = 'unknown'
                )
                OR NOT EXISTS (
                    SELECT FROM flights.airline AS known WHERE known.id = t.airline_id
                )
            )
            AND t.airline_id IS DISTINCT FROM (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t.departure_hhmm AS dep_time,
                        t.scheduled_departure_hhmm AS sched_dep_time,
                        t.departure_delay_min AS dep_delay,
                        t.arrival_hhmm AS arr_time,
                        t.scheduled_arrival_hhmm AS sched_arr_time,
                        t.arrival_delay_min AS arr_delay,
                        t._legacy_carrier AS carrier,
                        t._legacy_flight AS flight,
                        t._tailnum AS tailnum,
                        t._origin AS origin,
                        t._dest AS dest,
                        t.air_time_min AS air_time,
                        t.distance_miles AS distance,
                        t._hour AS hour,
                        t._minute AS minute,
                        t.scheduled_hour AS time_hour
                ) AS l
            )
        FOR UPDATE OF t SKIP LOCKED
    ),
    written AS (
        UPDATE flights.flight AS t
        SET airline_id = c.found, _by_legacy_name = true
        FROM changed AS c
        WHERE (t.id, t.scheduled_hour) = (c.id, c.scheduled_hour)
        RETURNING t.airline_id IS NOT DISTINCT FROM c.found AS held
    )
    SELECT count(*) FILTER (WHERE w.held) INTO found
    FROM written AS w;
    changed := changed + found;
    WITH changed AS (
        SELECT t.id, t.scheduled_hour, (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t.departure_hhmm AS dep_time,
                        t.scheduled_departure_hhmm AS sched_dep_time,
                        t.departure_delay_min AS dep_delay,
                        t.arrival_hhmm AS arr_time,
                        t.scheduled_arrival_hhmm AS sched_arr_time,
                        t.arrival_delay_min AS arr_delay,
                        t._legacy_carrier AS carrier,
                        t._legacy_flight AS flight,
                        t._tailnum AS tailnum,
                        t._origin AS origin,
                        t._dest AS dest,
                        t.air_time_min AS air_time,
                        t.distance_miles AS distance,
                        t._hour AS hour,
                        t._minute AS minute,
                        t.scheduled_hour AS time_hour
                ) AS l
            ) AS found
        FROM flights.flight AS t
        WHERE
            t.ctid = ANY(sought)
            AND t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL
            AND (
                t.aircraft_id = (
                    SELECT known.id
                    FROM flights.aircraft AS known
                    WHERE known.tail_number = 'unknown'
                )
                OR NOT EXISTS (
                    SELECT FROM flights.aircraft AS known WHERE known.id = t.aircraft_id
                )
            )
            AND t.aircraft_id IS DISTINCT FROM (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t.departure_hhmm AS dep_time,
                        t.scheduled_departure_hhmm AS sched_dep_time,
                        t.departure_delay_min AS dep_delay,
                        t.arrival_hhmm AS arr_time,
                        t.scheduled_arrival_hhmm AS sched_arr_time,
                        t.arrival_delay_min AS arr_delay,
                        t._legacy_carrier AS carrier,
                        t._legacy_flight AS flight,
                        t._tailnum AS tailnum,
                        t._origin AS origin,
                        t._dest AS dest,
                        t.air_time_min AS air_time,
                        t.distance_miles AS distance,
                        t._hour AS hour,
                        t._minute AS minute,
                        t.scheduled_hour AS time_hour
                ) AS l
            )
        FOR UPDATE OF t SKIP LOCKED
    ),
    written AS (
        UPDATE flights.flight AS t
        SET aircraft_id = c.found, _by_legacy_name = true
        FROM changed AS c
        WHERE (t.id, t.scheduled_hour) = (c.id, c.scheduled_hour)
        RETURNING t.aircraft_id IS NOT DISTINCT FROM c.found AS held
    )
    SELECT count(*) FILTER (WHERE w.held) INTO found
    FROM written AS w;
    changed := changed + found;
    WITH changed AS (
        SELECT t.id, t.scheduled_hour, (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t.departure_hhmm AS dep_time,
                        t.scheduled_departure_hhmm AS sched_dep_time,
                        t.departure_delay_min AS dep_delay,
                        t.arrival_hhmm AS arr_time,
                        t.scheduled_arrival_hhmm AS sched_arr_time,
                        t.arrival_delay_min AS arr_delay,
                        t._legacy_carrier AS carrier,
                        t._legacy_flight AS flight,
                        t._tailnum AS tailnum,
                        t._origin AS origin,
                        t._dest AS dest,
                        t.air_time_min AS air_time,
                        t.distance_miles AS distance,
                        t._hour AS hour,
                        t._minute AS minute,
                        t.scheduled_hour AS time_hour
                ) AS l
            ) AS found
        FROM flights.flight AS t
        WHERE
            t.ctid = ANY(sought)
            AND t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL
            AND (
                t.origin_id = (
                    SELECT known.id
                    FROM flights.airport AS known
                    WHERE known.code = 'unknown'
                )
                OR NOT EXISTS (
                    SELECT FROM flights.airport AS known WHERE known.id = t.origin_id
                )
            )
            AND t.origin_id IS DISTINCT FROM (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t.departure_hhmm AS dep_time,
                        t.scheduled_departure_hhmm AS sched_dep_time,
                        t.departure_delay_min AS dep_delay,
                        t.arrival_hhmm AS arr_time,
                        t.scheduled_arrival_hhmm AS sched_arr_time,
                        t.arrival_delay_min AS arr_delay,
                        t._legacy_carrier AS carrier,
                        t._legacy_flight AS flight,
                        t._tailnum AS tailnum,
                        t._origin AS origin,
                        t._dest AS dest,
                        t.air_time_min AS air_time,
                        t.distance_miles AS distance,
                        t._hour AS hour,
                        t._minute AS minute,
                        t.scheduled_hour AS time_hour
                ) AS l
            )
        FOR UPDATE OF t SKIP LOCKED
    ),
    written AS (
        UPDATE flights.flight AS t
        SET origin_id = c.found, _by_legacy_name = true
        FROM changed AS c
        WHERE (t.id, t.scheduled_hour) = (c.id, c.scheduled_hour)
        RETURNING t.origin_id IS NOT DISTINCT FROM c.found AS held
    )
    SELECT count(*) FILTER (WHERE w.held) INTO found
    FROM written AS w;
    changed := changed + found;
    WITH changed AS (
        SELECT t.id, t.scheduled_hour, (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t.departure_hhmm AS dep_time,
                        t.scheduled_departure_hhmm AS sched_dep_time,
                        t.departure_delay_min AS dep_delay,
                        t.arrival_hhmm AS arr_time,
                        t.scheduled_arrival_hhmm AS sched_arr_time,
                        t.arrival_delay_min AS arr_delay,
                        t._legacy_carrier AS carrier,
                        t._legacy_flight AS flight,
                        t._tailnum AS tailnum,
                        t._origin AS origin,
                        t._dest AS dest,
                        t.air_time_min AS air_time,
                        t.distance_miles AS distance,
                        t._hour AS hour,
                        t._minute AS minute,
                        t.scheduled_hour AS time_hour
                ) AS l
            ) AS found
        FROM flights.flight AS t
        WHERE
            t.ctid = ANY(sought)
            AND t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL
            AND (
                t.destination_id = (
                    SELECT known.id
                    FROM flights.airport AS known
                    WHERE known.code = 'unknown'
                )
                OR NOT EXISTS (
                    SELECT FROM flights.airport AS known WHERE known.id = t.destination_id
                )
            )
            AND t.destination_id IS DISTINCT FROM (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t.departure_hhmm AS dep_time,
                        t.scheduled_departure_hhmm AS sched_dep_time,
                        t.departure_delay_min AS dep_delay,
                        t.arrival_hhmm AS arr_time,
                        t.scheduled_arrival_hhmm AS sched_arr_time,
                        t.arrival_delay_min AS arr_delay,
                        t._legacy_carrier AS carrier,
                        t._legacy_flight AS flight,
                        t._tailnum AS tailnum,
                        t._origin AS origin,
                        t._dest AS dest,
                        t.air_time_min AS air_time,
                        t.distance_miles AS distance,
                        t._hour AS hour,
                        t._minute AS minute,
                        t.scheduled_hour AS time_hour
                ) AS l
            )
        FOR UPDATE OF t SKIP LOCKED
    ),
    written AS (
        UPDATE flights.flight AS t
        SET destination_id = c.found, _by_legacy_name = true
        FROM changed AS c
        WHERE (t.id, t.scheduled_hour) = (c.id, c.scheduled_hour)
        RETURNING t.destination_id IS NOT DISTINCT FROM c.found AS held
    )
    SELECT count(*) FILTER (WHERE w.held) INTO found
    FROM written AS w;
    changed := changed + found;
    RETURN changed;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN 0;
END
$follow_owner$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_flights.flight_replay(patience integer DEFAULT NULL)
LANGUAGE plpgsql
AS $replay$
DECLARE
    -- Whoever writes one of these rows waits for the transaction.
    at_once CONSTANT integer := 200;
    last_entry bigint;
    sought tid[];
    changed integer;
    tries integer := 0;
BEGIN
    -- The legacy name would show the target itself: what is noted waits for the reverse.
    IF migration.owner_of('flights', 'flights') = 'new' THEN
        -- But what came since for the unknown member is found, or fifty times in a row nothing can be done.
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.flight_lookups AS j;
        WHILE last_entry IS NOT NULL AND tries < 50 LOOP
            sought := migration_flights.flight_follow_sought(last_entry);
            COMMIT;
            EXIT WHEN sought IS NULL;
            changed := 0;
            FOR start IN 1..pg_catalog.cardinality(sought) BY at_once LOOP
                changed := changed + migration_flights.flight_follow_owner(sought[start:start + at_once - 1]);
                COMMIT;
            END LOOP;
            tries := CASE WHEN changed < 1 THEN tries + 1 ELSE 0 END;
            IF changed < 1 THEN
                PERFORM pg_catalog.pg_sleep(0.05);
            END IF;
        END LOOP;
        RETURN;
    END IF;
    -- Whatever is still too young after the last attempt stays pending, and is accounted so.
    SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.flight_lookups AS j;
    FOR attempt IN 1..COALESCE(2 * patience, 50) LOOP
        EXIT WHEN NOT migration_flights.flight_follow_batch(last_entry);
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.05);
    END LOOP;
    COMMIT;
    -- Twice, because a TRUNCATE is replayed as the keys that it leaves behind, and because
    -- a row may have been refused for a unique value that another one still held.
    FOR pass IN 1..2 LOOP
        IF pass = 2 THEN
            INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
            SELECT (legacy_key ->> 'time_hour')::timestamptz, (legacy_key ->> 'carrier')::text, (legacy_key ->> 'flight')::integer
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('flights', 'flight')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.flight_journal AS j;
        WHILE EXISTS (SELECT FROM migration_flights.flight_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_flights.flight_replay_batch(at_once);
            COMMIT;
            tries := CASE WHEN changed < 1 THEN tries + 1 ELSE 0 END;
            IF tries >= patience THEN
                RETURN;
            END IF;
            IF changed < 1 THEN
                PERFORM pg_catalog.pg_sleep(0.01 + 0.04 * pg_catalog.random());
            END IF;
        END LOOP;
    END LOOP;
END
$replay$;

--: Bring quarantined rows in, after a spec or the data was put right
CREATE OR REPLACE PROCEDURE migration_flights.flight_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('flights', 'flights');
    INSERT INTO migration_flights.flight_journal (time_hour, carrier, flight)
    SELECT (legacy_key ->> 'time_hour')::timestamptz, (legacy_key ->> 'carrier')::text, (legacy_key ->> 'flight')::integer
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('flights', 'flight')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_flights.flight_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_follow_batch(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_follow_batch(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_follow_batch(bigint) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_follow_now() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_follow_now() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_follow_now() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_follow_sought(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_follow_sought(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_follow_sought(bigint) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_follow_owner(tid[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_follow_owner(tid[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_follow_owner(tid[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.flight_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.flight_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.flight_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.flight_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.flight_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.flight_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE flights.flight;
