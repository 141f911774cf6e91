-- Mapping flights to flight: the routines that derive its rows a second time, another way.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_flight.rollback.sql

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

--: Wait for a TRUNCATE to end; what this asks for is in nobody's way
SET lock_timeout = '30s';

--: What one legacy row must become in flight, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_flights.flight_derive(source migration_flights.flight_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, nyc, flights, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want flights.flight;
    seen text;
BEGIN
    want.id := (
        SELECT concat(substr(h.digits, 1, 12), '8', substr(h.digits, 13, 3), '8', substr(h.digits, 16, 15))::uuid
        FROM (SELECT encode(sha256(convert_to('40640452713576553' || ':[' || concat_ws(', ', to_jsonb(source.time_hour)::text, to_jsonb(source.carrier)::text, to_jsonb(source.flight)::text) || ']', 'UTF8')), 'hex')) AS h (digits)
    );
    want.scheduled_hour := source.time_hour;
    seen := source.carrier::text;
    seen := (SELECT k.id::text FROM flights.airline AS k WHERE k.code = seen::text);
    IF seen IS NULL THEN
        seen := (SELECT k.id::text FROM flights.airline AS k WHERE k.code = 'unknown');
    END IF;
    want.airline_id := seen::uuid;
    want.flight_number := source.flight;
    seen := source.tailnum::text;
    seen := (SELECT k.id::text FROM flights.aircraft AS k WHERE k.tail_number = seen::text);
    IF seen IS NULL THEN
        seen := (SELECT k.id::text FROM flights.aircraft AS k WHERE k.tail_number = 'unknown');
    END IF;
    want.aircraft_id := seen::uuid;
    seen := source.origin::text;
    seen := (SELECT k.id::text FROM flights.airport AS k WHERE k.code = seen::text);
    IF seen IS NULL THEN
        seen := (SELECT k.id::text FROM flights.airport AS k WHERE k.code = 'unknown');
    END IF;
    want.origin_id := seen::uuid;
    seen := source.dest::text;
    seen := (SELECT k.id::text FROM flights.airport AS k WHERE k.code = seen::text);
    IF seen IS NULL THEN
        seen := (SELECT k.id::text FROM flights.airport AS k WHERE k.code = 'unknown');
    END IF;
    want.destination_id := seen::uuid;
    want.scheduled_departure_hhmm := source.sched_dep_time;
    want.departure_hhmm := source.dep_time;
    want.departure_delay_min := source.dep_delay;
    want.scheduled_arrival_hhmm := source.sched_arr_time;
    want.arrival_hhmm := source.arr_time;
    want.arrival_delay_min := source.arr_delay;
    want.air_time_min := source.air_time;
    want.distance_miles := source.distance;
    want.cancelled := (
        SELECT dep_time IS NULL
        FROM (SELECT source.*) AS l
    );
    want._year := source.year;
    want._month := source.month;
    want._day := source.day;
    want._legacy_carrier := source.carrier;
    want._legacy_flight := source.flight;
    want._tailnum := source.tailnum;
    want._origin := source.origin;
    want._dest := source.dest;
    want._hour := source.hour;
    want._minute := source.minute;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_flights.flight_judge(keys jsonb[])
RETURNS TABLE (legacy_key jsonb, kind text, columns text[], expected jsonb, actual jsonb)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'iso_8601'
SET bytea_output = 'hex'
SET extra_float_digits = 3
SET row_security = off
SET jit = off
SET enable_nestloop = on
AS $judge$
    WITH chosen AS MATERIALIZED (
        SELECT DISTINCT
            k.legacy_key,
            (k.legacy_key ->> 'time_hour')::timestamptz AS key_1,
            (k.legacy_key ->> 'carrier')::text AS key_2,
            (k.legacy_key ->> 'flight')::integer AS key_3
        FROM unnest(keys) AS k (legacy_key)
    ),
    looked_at AS MATERIALIZED (
        SELECT
            c.*,
            l AS source,
            l.time_hour IS NOT NULL AS present,
            EXISTS (
                SELECT FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.mapping, q.legacy_key)
                    = ('flights', 'flight', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_flights.flight_journal AS j
                WHERE (j.time_hour, j.carrier, j.flight) = (c.key_1, c.key_2, c.key_3) OR j.time_hour IS NULL
            ) OR NOT (
                true
                AND NOT EXISTS (
                    SELECT FROM migration_flights.flight_lookups AS j
                    WHERE (j.target_column, j.value) = ('airline_id', (l.carrier)::text)
                )
                AND NOT EXISTS (
                    SELECT FROM migration_flights.flight_lookups AS j
                    WHERE (j.target_column, j.value) = ('aircraft_id', (l.tailnum)::text)
                )
                AND NOT EXISTS (
                    SELECT FROM migration_flights.flight_lookups AS j
                    WHERE (j.target_column, j.value) = ('origin_id', (l.origin)::text)
                )
                AND NOT EXISTS (
                    SELECT FROM migration_flights.flight_lookups AS j
                    WHERE (j.target_column, j.value) = ('destination_id', (l.dest)::text)
                )
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_flights.flight_legacy_rows AS l ON (l.time_hour, l.carrier, l.flight) = (c.key_1, c.key_2, c.key_3)
    ),
    -- A row in quarantine is nowhere else; what is pending is looked at another time.
    settled AS MATERIALIZED (
        SELECT c.*
        FROM looked_at AS c
        WHERE NOT c.pending
            AND NOT EXISTS (
                SELECT FROM flights.flight AS t
                WHERE
                    (t.scheduled_hour, t._legacy_carrier, t._legacy_flight) = (c.key_1, c.key_2, c.key_3)
                    AND NOT (
                        true
                        AND NOT EXISTS (
                            SELECT FROM migration_flights.flight_lookups AS j
                            WHERE (j.target_column, j.value) = ('airline_id', (t._legacy_carrier)::text)
                        )
                        AND NOT EXISTS (
                            SELECT FROM migration_flights.flight_lookups AS j
                            WHERE (j.target_column, j.value) = ('aircraft_id', (t._tailnum)::text)
                        )
                        AND NOT EXISTS (
                            SELECT FROM migration_flights.flight_lookups AS j
                            WHERE (j.target_column, j.value) = ('origin_id', (t._origin)::text)
                        )
                        AND NOT EXISTS (
                            SELECT FROM migration_flights.flight_lookups AS j
                            WHERE (j.target_column, j.value) = ('destination_id', (t._dest)::text)
                        )
                    )
            )
    ),
    wanted AS MATERIALIZED (
        SELECT c.* FROM settled AS c WHERE c.present AND NOT c.set_aside
    ),
    e AS (
        SELECT c.legacy_key, derived.row AS target_row
        FROM wanted AS c
        CROSS JOIN LATERAL migration_flights.flight_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN flights.flight AS t ON (t.scheduled_hour, t._legacy_carrier, t._legacy_flight) = (c.key_1, c.key_2, c.key_3)
        WHERE t._legacy_carrier IS NOT NULL
    ),
    wrong AS (
        SELECT
            coalesce(e.legacy_key, a.legacy_key) AS legacy_key,
            CASE
                WHEN a.target_row IS NULL THEN 'missing'
                WHEN e.target_row IS NULL THEN 'extra'
                ELSE 'differs'
            END AS kind,
            apart.columns,
            e.target_row AS expected,
            a.target_row AS actual
        FROM e
        FULL JOIN a ON a.legacy_key = e.legacy_key
        CROSS JOIN LATERAL (
            SELECT array_agg(name ORDER BY name)
            FROM unnest(ARRAY['id', 'scheduled_hour', 'airline_id', 'flight_number', 'aircraft_id', 'origin_id', 'destination_id', 'scheduled_departure_hhmm', 'departure_hhmm', 'departure_delay_min', 'scheduled_arrival_hhmm', 'arrival_hhmm', 'arrival_delay_min', 'air_time_min', 'distance_miles', 'cancelled', '_year', '_month', '_day', '_legacy_carrier', '_legacy_flight', '_tailnum', '_origin', '_dest', '_hour', '_minute']) AS name
            WHERE e.target_row -> name IS DISTINCT FROM a.target_row -> name
        ) AS apart (columns)
        WHERE apart.columns IS NOT NULL
    ),
    -- Of what is wrong already, the way back may not be computable.
    fine AS MATERIALIZED (
        SELECT c.*
        FROM wanted AS c
        WHERE NOT EXISTS (SELECT FROM wrong AS w WHERE w.legacy_key = c.legacy_key)
    )
    SELECT w.* FROM wrong AS w
    UNION ALL
    -- The way back: what the target gives back of the legacy row.
    SELECT
        c.legacy_key,
        'back',
        ARRAY(
            SELECT said.key
            FROM jsonb_each(to_jsonb(c.source)) AS said
            WHERE said.value IS DISTINCT FROM to_jsonb(r) -> said.key
        ),
        to_jsonb(c.source),
        to_jsonb(r)
    FROM fine AS c
    JOIN migration_flights.flight_restored AS r ON (r.time_hour, r.carrier, r.flight) = (c.key_1, c.key_2, c.key_3)
    WHERE to_jsonb(c.source) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_flights.flight_edges(seed bigint, size integer)
RETURNS SETOF jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET row_security = off
SET jit = off
AS $edges$
    -- A sample of the legacy rows.
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.time_hour, l.carrier, l.flight)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('time_hour', t.scheduled_hour, 'carrier', t._legacy_carrier, 'flight', t._legacy_flight)
        FROM flights.flight AS t
        WHERE t._legacy_carrier IS NOT NULL
        ORDER BY hashtextextended(ROW(t.scheduled_hour, t._legacy_carrier, t._legacy_flight)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- The first and the last row of each partition.
    (
        SELECT DISTINCT ON (t.tableoid, t.scheduled_hour) jsonb_build_object('time_hour', t.scheduled_hour, 'carrier', t._legacy_carrier, 'flight', t._legacy_flight)
        FROM flights.flight AS t
        JOIN (
            SELECT
                o.tableoid AS partition,
                min(o.scheduled_hour) AS first,
                max(o.scheduled_hour) AS last
            FROM flights.flight AS o
            WHERE o._legacy_carrier IS NOT NULL
            GROUP BY o.tableoid
        ) AS ends
            ON t.tableoid = ends.partition
            AND t.scheduled_hour IN (ends.first, ends.last)
        WHERE t._legacy_carrier IS NOT NULL
    )
    UNION ALL
    -- the lowest year
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.year IS NOT NULL
        ORDER BY l.year
        LIMIT 1
    )
    UNION ALL
    -- the highest year
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.year IS NOT NULL
        ORDER BY l.year DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest month
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.month IS NOT NULL
        ORDER BY l.month
        LIMIT 1
    )
    UNION ALL
    -- the highest month
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.month IS NOT NULL
        ORDER BY l.month DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest day
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.day IS NOT NULL
        ORDER BY l.day
        LIMIT 1
    )
    UNION ALL
    -- the highest day
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.day IS NOT NULL
        ORDER BY l.day DESC
        LIMIT 1
    )
    UNION ALL
    -- no dep_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dep_time IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest dep_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dep_time IS NOT NULL
        ORDER BY l.dep_time
        LIMIT 1
    )
    UNION ALL
    -- the highest dep_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dep_time IS NOT NULL
        ORDER BY l.dep_time DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest sched_dep_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.sched_dep_time IS NOT NULL
        ORDER BY l.sched_dep_time
        LIMIT 1
    )
    UNION ALL
    -- the highest sched_dep_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.sched_dep_time IS NOT NULL
        ORDER BY l.sched_dep_time DESC
        LIMIT 1
    )
    UNION ALL
    -- no dep_delay
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dep_delay IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest dep_delay
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dep_delay IS NOT NULL
        ORDER BY l.dep_delay
        LIMIT 1
    )
    UNION ALL
    -- the highest dep_delay
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dep_delay IS NOT NULL
        ORDER BY l.dep_delay DESC
        LIMIT 1
    )
    UNION ALL
    -- no arr_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.arr_time IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest arr_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.arr_time IS NOT NULL
        ORDER BY l.arr_time
        LIMIT 1
    )
    UNION ALL
    -- the highest arr_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.arr_time IS NOT NULL
        ORDER BY l.arr_time DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest sched_arr_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.sched_arr_time IS NOT NULL
        ORDER BY l.sched_arr_time
        LIMIT 1
    )
    UNION ALL
    -- the highest sched_arr_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.sched_arr_time IS NOT NULL
        ORDER BY l.sched_arr_time DESC
        LIMIT 1
    )
    UNION ALL
    -- no arr_delay
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.arr_delay IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest arr_delay
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.arr_delay IS NOT NULL
        ORDER BY l.arr_delay
        LIMIT 1
    )
    UNION ALL
    -- the highest arr_delay
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.arr_delay IS NOT NULL
        ORDER BY l.arr_delay DESC
        LIMIT 1
    )
    UNION ALL
    -- carrier that is empty
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.carrier = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest carrier
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.carrier NOT IN ('')
        ORDER BY l.carrier
        LIMIT 1
    )
    UNION ALL
    -- the highest carrier
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.carrier NOT IN ('')
        ORDER BY l.carrier DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest flight
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.flight IS NOT NULL
        ORDER BY l.flight
        LIMIT 1
    )
    UNION ALL
    -- the highest flight
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.flight IS NOT NULL
        ORDER BY l.flight DESC
        LIMIT 1
    )
    UNION ALL
    -- no tailnum
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.tailnum IS NULL
        LIMIT 1
    )
    UNION ALL
    -- tailnum that is empty
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.tailnum = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest tailnum
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.tailnum NOT IN ('')
        ORDER BY l.tailnum
        LIMIT 1
    )
    UNION ALL
    -- the highest tailnum
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.tailnum NOT IN ('')
        ORDER BY l.tailnum DESC
        LIMIT 1
    )
    UNION ALL
    -- origin that is empty
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.origin = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest origin
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.origin NOT IN ('')
        ORDER BY l.origin
        LIMIT 1
    )
    UNION ALL
    -- the highest origin
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.origin NOT IN ('')
        ORDER BY l.origin DESC
        LIMIT 1
    )
    UNION ALL
    -- dest that is empty
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dest = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest dest
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dest NOT IN ('')
        ORDER BY l.dest
        LIMIT 1
    )
    UNION ALL
    -- the highest dest
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dest NOT IN ('')
        ORDER BY l.dest DESC
        LIMIT 1
    )
    UNION ALL
    -- no air_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.air_time IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest air_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.air_time IS NOT NULL
        ORDER BY l.air_time
        LIMIT 1
    )
    UNION ALL
    -- the highest air_time
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.air_time IS NOT NULL
        ORDER BY l.air_time DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest distance
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.distance IS NOT NULL
        ORDER BY l.distance
        LIMIT 1
    )
    UNION ALL
    -- the highest distance
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.distance IS NOT NULL
        ORDER BY l.distance DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest hour
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.hour IS NOT NULL
        ORDER BY l.hour
        LIMIT 1
    )
    UNION ALL
    -- the highest hour
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.hour IS NOT NULL
        ORDER BY l.hour DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest minute
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.minute IS NOT NULL
        ORDER BY l.minute
        LIMIT 1
    )
    UNION ALL
    -- the highest minute
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.minute IS NOT NULL
        ORDER BY l.minute DESC
        LIMIT 1
    )
    UNION ALL
    -- time_hour that is Infinity
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.time_hour = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- time_hour that is -Infinity
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.time_hour = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest time_hour
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.time_hour NOT IN ('Infinity', '-Infinity')
        ORDER BY l.time_hour
        LIMIT 1
    )
    UNION ALL
    -- the highest time_hour
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.time_hour NOT IN ('Infinity', '-Infinity')
        ORDER BY l.time_hour DESC
        LIMIT 1
    )
    UNION ALL
    -- carrier that airline does not know
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.carrier IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM flights.airline AS hop_0
                WHERE hop_0.code = l.carrier
            )
        LIMIT 1
    )
    UNION ALL
    -- tailnum that aircraft does not know
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.tailnum IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM flights.aircraft AS hop_0
                WHERE hop_0.tail_number = l.tailnum
            )
        LIMIT 1
    )
    UNION ALL
    -- origin that airport does not know
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.origin IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM flights.airport AS hop_0
                WHERE hop_0.code = l.origin
            )
        LIMIT 1
    )
    UNION ALL
    -- dest that airport does not know
    (
        SELECT jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight)
        FROM migration_flights.flight_legacy_rows AS l
        WHERE
            l.dest IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM flights.airport AS hop_0
                WHERE hop_0.code = l.dest
            )
        LIMIT 1
    )
;
$edges$;

--: The rung L5: store where the rows of these keys are not what they must be
CREATE OR REPLACE FUNCTION migration_flights.flight_oracle(this bigint)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $oracle$
DECLARE
    began timestamptz := clock_timestamp();
    chosen_at timestamptz;
    keys jsonb[];
    found bigint;
BEGIN
    keys := ARRAY(
        SELECT DISTINCT chosen.legacy_key
        FROM migration_flights.flight_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_flights.flight_judge(keys) AS judged
        WHERE judged.kind <> 'pending'
    ),
    stored AS (
        INSERT INTO migration.difference (
            run, rung, difference_number, legacy_key, kind, columns, expected, actual
        )
        SELECT
            this, 'L5', row_number() OVER (ORDER BY d.legacy_key), d.legacy_key,
            d.kind, d.columns, d.expected, d.actual
        FROM difference AS d
        ORDER BY d.legacy_key
        LIMIT 1000
    )
    SELECT count(*) INTO found FROM difference;
    PERFORM migration.store_result(
        this, 'L5', cardinality(keys), found,
        'a sample of each side and every edge, derived another way, there and back', began,
        jsonb_build_object(
            'seed', this,
            'sample', 1000,
            'rows_per_second', round(
                cardinality(keys) / greatest(extract(epoch FROM clock_timestamp() - chosen_at), 0.001)
            )
        )
    );
    RETURN found;
END
$oracle$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_derive(migration_flights.flight_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_derive(migration_flights.flight_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_derive(migration_flights.flight_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_oracle(bigint) TO migration_runner;

COMMIT;
