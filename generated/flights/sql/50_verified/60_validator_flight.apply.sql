-- Mapping flights to flight: the routines that compare every row.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 60_validator_flight.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

BEGIN;

--: Wait for a TRUNCATE to end; what this asks for is in nobody's way
SET lock_timeout = '30s';

--: What the target must hold now, by legacy key: neither pending, nor set aside, nor filtered
CREATE OR REPLACE VIEW migration_flights.flight_expected AS
SELECT
    l.time_hour AS legacy_key_1,
    l.carrier AS legacy_key_2,
    l.flight AS legacy_key_3,
    (migration.uuid_from_text(40640452713576553, jsonb_build_array(l.time_hour, l.carrier, l.flight)::text))::uuid AS id,
    (l.time_hour)::timestamptz AS scheduled_hour,
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
    (l.sched_dep_time)::smallint AS scheduled_departure_hhmm,
    (l.dep_time)::smallint AS departure_hhmm,
    (l.dep_delay)::smallint AS departure_delay_min,
    (l.sched_arr_time)::smallint AS scheduled_arrival_hhmm,
    (l.arr_time)::smallint AS arrival_hhmm,
    (l.arr_delay)::smallint AS arrival_delay_min,
    (l.air_time)::smallint AS air_time_min,
    (l.distance)::integer AS distance_miles,
    (dep_time IS NULL)::boolean AS cancelled,
    (l.year)::smallint AS _year,
    (l.month)::smallint AS _month,
    (l.day)::smallint AS _day,
    (l.carrier)::text AS _legacy_carrier,
    (l.flight)::integer AS _legacy_flight,
    (l.tailnum)::text AS _tailnum,
    (l.origin)::text AS _origin,
    (l.dest)::text AS _dest,
    (l.hour)::smallint AS _hour,
    (l.minute)::smallint AS _minute,
    (l.time_hour)::timestamptz AS _legacy_time_hour
FROM nyc.flights AS l
WHERE
    NOT EXISTS (SELECT FROM migration_flights.flight_journal AS j WHERE (j.time_hour, j.carrier, j.flight) = (l.time_hour, l.carrier, l.flight))
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
    AND NOT EXISTS (
        SELECT FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('flights', 'flight', jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight))
    )
-- A fence: each expression is evaluated once, however often a query reads it.
OFFSET 0;

--: What the target does hold, by legacy key, but for the keys that are pending
CREATE OR REPLACE VIEW migration_flights.flight_actual AS
SELECT
    t._legacy_time_hour AS legacy_key_1,
    t._legacy_carrier AS legacy_key_2,
    t._legacy_flight AS legacy_key_3,
    t.id,
    t.scheduled_hour,
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
    t._legacy_carrier,
    t._legacy_flight,
    t._tailnum,
    t._origin,
    t._dest,
    t._hour,
    t._minute,
    t._legacy_time_hour
FROM flights.flight AS t
WHERE
    t._legacy_time_hour IS NOT NULL
    AND NOT EXISTS (SELECT FROM migration_flights.flight_journal AS j WHERE (j.time_hour, j.carrier, j.flight) = (t._legacy_time_hour, t._legacy_carrier, t._legacy_flight))
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
    );

--: The view belongs to the role without a login
ALTER VIEW migration_flights.flight_expected OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_flights.flight_expected SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_flights.flight_expected TO migration_runner;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.flight_actual OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_flights.flight_actual SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_flights.flight_actual TO migration_runner;

--: Compare everything in one snapshot and store what was found
CREATE OR REPLACE FUNCTION migration_flights.flight_compare()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'iso_8601'
SET bytea_output = 'hex'
SET extra_float_digits = 3
SET jit = off
SET enable_nestloop = off
SET work_mem = '256MB'
AS $compare$
DECLARE
    this bigint;
    began timestamptz;
    source bigint;
    pending bigint;
    filtered bigint;
    quarantined bigint;
    migrated bigint;
    found bigint;
    problems bigint := 0;
    unknown jsonb;
BEGIN
    IF EXISTS (SELECT FROM migration_flights.flight_journal AS j WHERE j.time_hour IS NULL) THEN
        RAISE EXCEPTION 'a TRUNCATE waits in the journal' USING
            ERRCODE = 'MG073',
            HINT = 'Replay the journal, then validate again.';
    END IF;
    INSERT INTO migration.validation_run (migration, mapping, started_at, spec_hash, plan_hash, snapshot)
    SELECT m.name, 'flight', clock_timestamp(), m.spec_hash, m.plan_hash, pg_current_snapshot()::text
    FROM migration.migration AS m
    WHERE m.name = 'flights'
    RETURNING run INTO this;

    -- L0: the catalog is as the mapping needs it.
    began := clock_timestamp();
    WITH problem AS (
        SELECT format('%s is %s', wanted.name, coalesce(format_type(a.atttypid, a.atttypmod), 'missing')) AS text
        FROM (
            VALUES
                ('id', 'uuid', true),
                ('scheduled_hour', 'timestamptz', true),
                ('airline_id', 'uuid', true),
                ('flight_number', 'integer', true),
                ('aircraft_id', 'uuid', true),
                ('origin_id', 'uuid', true),
                ('destination_id', 'uuid', true),
                ('scheduled_departure_hhmm', 'smallint', true),
                ('departure_hhmm', 'smallint', false),
                ('departure_delay_min', 'smallint', false),
                ('scheduled_arrival_hhmm', 'smallint', true),
                ('arrival_hhmm', 'smallint', false),
                ('arrival_delay_min', 'smallint', false),
                ('air_time_min', 'smallint', false),
                ('distance_miles', 'integer', true),
                ('cancelled', 'boolean', true),
                ('_year', 'smallint', false),
                ('_month', 'smallint', false),
                ('_day', 'smallint', false),
                ('_legacy_carrier', 'text', false),
                ('_legacy_flight', 'integer', false),
                ('_tailnum', 'text', false),
                ('_origin', 'text', false),
                ('_dest', 'text', false),
                ('_hour', 'smallint', false),
                ('_minute', 'smallint', false),
                ('_legacy_time_hour', 'timestamptz', false)
        ) AS wanted (name, type, required)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = 'flights.flight'::regclass AND a.attname = wanted.name AND NOT a.attisdropped
        WHERE
            a.attname IS NULL
            OR a.atttypid <> wanted.type::regtype
            OR (wanted.required AND NOT a.attnotnull)
        UNION ALL
        SELECT format('index %s is invalid', i.indexrelid::regclass)
        FROM pg_index AS i
        WHERE i.indrelid = 'flights.flight'::regclass AND NOT i.indisvalid
        UNION ALL
        SELECT format('constraint %s is not validated', c.conname)
        FROM pg_constraint AS c
        WHERE c.conrelid = 'flights.flight'::regclass AND NOT c.convalidated
    ),
    stored AS (
        INSERT INTO migration.difference (run, rung, difference_number, kind, actual)
        SELECT this, 'L0', row_number() OVER (), 'schema', to_jsonb(p.text)
        FROM problem AS p
        RETURNING difference_number
    )
    SELECT count(*) INTO found FROM stored;
    PERFORM migration.store_result(this, 'L0', 27, found, 'columns, indexes and constraints', began);
    problems := problems + found;

    -- L1: source = migrated + quarantined + filtered + pending.
    began := clock_timestamp();
    SELECT count(*) INTO source FROM nyc.flights AS l;
    SELECT source - count(*) INTO pending
    FROM nyc.flights AS l
    WHERE
        NOT EXISTS (SELECT FROM migration_flights.flight_journal AS j WHERE (j.time_hour, j.carrier, j.flight) = (l.time_hour, l.carrier, l.flight))
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
        );
    SELECT count(*) INTO quarantined
    FROM nyc.flights AS l
    WHERE
        EXISTS (
            SELECT FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('flights', 'flight', jsonb_build_object('time_hour', l.time_hour, 'carrier', l.carrier, 'flight', l.flight))
        )
        AND NOT EXISTS (SELECT FROM migration_flights.flight_journal AS j WHERE (j.time_hour, j.carrier, j.flight) = (l.time_hour, l.carrier, l.flight))
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
        );
    filtered := 0;
    SELECT count(*) INTO migrated FROM migration_flights.flight_actual;
    found := abs(source - migrated - quarantined - filtered - pending);
    -- A value that no looked-up table knows loses no row: it is kept, counted and named.
    WITH kept AS (
        SELECT
            'airline_id' AS target_column,
            t._legacy_carrier::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._legacy_carrier::text) AS place
        FROM flights.flight AS t
        WHERE
            t._legacy_time_hour IS NOT NULL
            AND t.airline_id = (
                SELECT known.id
                FROM flights.airline AS known
                WHERE known.code = 'unknown'
            )
        GROUP BY t._legacy_carrier
        UNION ALL
        SELECT
            'aircraft_id' AS target_column,
            t._tailnum::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._tailnum::text) AS place
        FROM flights.flight AS t
        WHERE
            t._legacy_time_hour IS NOT NULL
            AND t.aircraft_id = (
                SELECT known.id
                FROM flights.aircraft AS known
                WHERE known.tail_number = 'unknown'
            )
        GROUP BY t._tailnum
        UNION ALL
        SELECT
            'origin_id' AS target_column,
            t._origin::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._origin::text) AS place
        FROM flights.flight AS t
        WHERE
            t._legacy_time_hour IS NOT NULL
            AND t.origin_id = (
                SELECT known.id
                FROM flights.airport AS known
                WHERE known.code = 'unknown'
            )
        GROUP BY t._origin
        UNION ALL
        SELECT
            'destination_id' AS target_column,
            t._dest::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._dest::text) AS place
        FROM flights.flight AS t
        WHERE
            t._legacy_time_hour IS NOT NULL
            AND t.destination_id = (
                SELECT known.id
                FROM flights.airport AS known
                WHERE known.code = 'unknown'
            )
        GROUP BY t._dest
    ),
    named AS (
        INSERT INTO migration.unknown_value (run, target_column, place, legacy_value, rows)
        SELECT this, k.target_column, k.place, k.legacy_value, k.rows
        FROM kept AS k
        WHERE k.place <= 100
    )
    SELECT jsonb_build_object('unknown', coalesce(jsonb_object_agg(c.target_column, to_jsonb(c) - 'target_column'), '{}'))
    INTO unknown
    FROM (
        SELECT
            k.target_column,
            sum(k.rows) AS rows,
            count(k.legacy_value) AS values,
            coalesce(sum(k.rows) FILTER (WHERE k.legacy_value IS NULL), 0) AS rows_without_value
        FROM kept AS k
        GROUP BY k.target_column
    ) AS c;
    PERFORM migration.store_result(
        this, 'L1', source, found, 'every row of both tables, counted', began, unknown
    );
    problems := problems + found;

    -- What the mapping makes of every legacy row, made once: the three rungs below read it.
    CREATE TEMPORARY TABLE pg_temp.flight_expected ON COMMIT DROP AS
    SELECT * FROM migration_flights.flight_expected;

    -- L2: counts, sums and extremes per column.
    began := clock_timestamp();
    WITH e AS (
        SELECT
            count(r.id) AS "id.count",
            count(r.scheduled_hour) AS "scheduled_hour.count",
            min(r.scheduled_hour) AS "scheduled_hour.min",
            max(r.scheduled_hour) AS "scheduled_hour.max",
            count(r.airline_id) AS "airline_id.count",
            count(r.flight_number) AS "flight_number.count",
            min(r.flight_number) AS "flight_number.min",
            max(r.flight_number) AS "flight_number.max",
            count(r.aircraft_id) AS "aircraft_id.count",
            count(r.origin_id) AS "origin_id.count",
            count(r.destination_id) AS "destination_id.count",
            count(r.scheduled_departure_hhmm) AS "scheduled_departure_hhmm.count",
            min(r.scheduled_departure_hhmm) AS "scheduled_departure_hhmm.min",
            max(r.scheduled_departure_hhmm) AS "scheduled_departure_hhmm.max",
            count(r.departure_hhmm) AS "departure_hhmm.count",
            min(r.departure_hhmm) AS "departure_hhmm.min",
            max(r.departure_hhmm) AS "departure_hhmm.max",
            count(r.departure_delay_min) AS "departure_delay_min.count",
            min(r.departure_delay_min) AS "departure_delay_min.min",
            max(r.departure_delay_min) AS "departure_delay_min.max",
            sum(r.departure_delay_min::numeric) AS "departure_delay_min.sum",
            count(r.scheduled_arrival_hhmm) AS "scheduled_arrival_hhmm.count",
            min(r.scheduled_arrival_hhmm) AS "scheduled_arrival_hhmm.min",
            max(r.scheduled_arrival_hhmm) AS "scheduled_arrival_hhmm.max",
            count(r.arrival_hhmm) AS "arrival_hhmm.count",
            min(r.arrival_hhmm) AS "arrival_hhmm.min",
            max(r.arrival_hhmm) AS "arrival_hhmm.max",
            count(r.arrival_delay_min) AS "arrival_delay_min.count",
            min(r.arrival_delay_min) AS "arrival_delay_min.min",
            max(r.arrival_delay_min) AS "arrival_delay_min.max",
            sum(r.arrival_delay_min::numeric) AS "arrival_delay_min.sum",
            count(r.air_time_min) AS "air_time_min.count",
            min(r.air_time_min) AS "air_time_min.min",
            max(r.air_time_min) AS "air_time_min.max",
            sum(r.air_time_min::numeric) AS "air_time_min.sum",
            count(r.distance_miles) AS "distance_miles.count",
            min(r.distance_miles) AS "distance_miles.min",
            max(r.distance_miles) AS "distance_miles.max",
            sum(r.distance_miles::numeric) AS "distance_miles.sum",
            count(r.cancelled) AS "cancelled.count",
            count(r._year) AS "_year.count",
            min(r._year) AS "_year.min",
            max(r._year) AS "_year.max",
            count(r._month) AS "_month.count",
            min(r._month) AS "_month.min",
            max(r._month) AS "_month.max",
            count(r._day) AS "_day.count",
            min(r._day) AS "_day.min",
            max(r._day) AS "_day.max",
            count(r._legacy_carrier) AS "_legacy_carrier.count",
            min(r._legacy_carrier) AS "_legacy_carrier.min",
            max(r._legacy_carrier) AS "_legacy_carrier.max",
            count(r._legacy_flight) AS "_legacy_flight.count",
            min(r._legacy_flight) AS "_legacy_flight.min",
            max(r._legacy_flight) AS "_legacy_flight.max",
            count(r._tailnum) AS "_tailnum.count",
            min(r._tailnum) AS "_tailnum.min",
            max(r._tailnum) AS "_tailnum.max",
            count(r._origin) AS "_origin.count",
            min(r._origin) AS "_origin.min",
            max(r._origin) AS "_origin.max",
            count(r._dest) AS "_dest.count",
            min(r._dest) AS "_dest.min",
            max(r._dest) AS "_dest.max",
            count(r._hour) AS "_hour.count",
            min(r._hour) AS "_hour.min",
            max(r._hour) AS "_hour.max",
            count(r._minute) AS "_minute.count",
            min(r._minute) AS "_minute.min",
            max(r._minute) AS "_minute.max",
            count(r._legacy_time_hour) AS "_legacy_time_hour.count",
            min(r._legacy_time_hour) AS "_legacy_time_hour.min",
            max(r._legacy_time_hour) AS "_legacy_time_hour.max"
        FROM pg_temp.flight_expected AS r
    ),
    a AS (
        SELECT
            count(r.id) AS "id.count",
            count(r.scheduled_hour) AS "scheduled_hour.count",
            min(r.scheduled_hour) AS "scheduled_hour.min",
            max(r.scheduled_hour) AS "scheduled_hour.max",
            count(r.airline_id) AS "airline_id.count",
            count(r.flight_number) AS "flight_number.count",
            min(r.flight_number) AS "flight_number.min",
            max(r.flight_number) AS "flight_number.max",
            count(r.aircraft_id) AS "aircraft_id.count",
            count(r.origin_id) AS "origin_id.count",
            count(r.destination_id) AS "destination_id.count",
            count(r.scheduled_departure_hhmm) AS "scheduled_departure_hhmm.count",
            min(r.scheduled_departure_hhmm) AS "scheduled_departure_hhmm.min",
            max(r.scheduled_departure_hhmm) AS "scheduled_departure_hhmm.max",
            count(r.departure_hhmm) AS "departure_hhmm.count",
            min(r.departure_hhmm) AS "departure_hhmm.min",
            max(r.departure_hhmm) AS "departure_hhmm.max",
            count(r.departure_delay_min) AS "departure_delay_min.count",
            min(r.departure_delay_min) AS "departure_delay_min.min",
            max(r.departure_delay_min) AS "departure_delay_min.max",
            sum(r.departure_delay_min::numeric) AS "departure_delay_min.sum",
            count(r.scheduled_arrival_hhmm) AS "scheduled_arrival_hhmm.count",
            min(r.scheduled_arrival_hhmm) AS "scheduled_arrival_hhmm.min",
            max(r.scheduled_arrival_hhmm) AS "scheduled_arrival_hhmm.max",
            count(r.arrival_hhmm) AS "arrival_hhmm.count",
            min(r.arrival_hhmm) AS "arrival_hhmm.min",
            max(r.arrival_hhmm) AS "arrival_hhmm.max",
            count(r.arrival_delay_min) AS "arrival_delay_min.count",
            min(r.arrival_delay_min) AS "arrival_delay_min.min",
            max(r.arrival_delay_min) AS "arrival_delay_min.max",
            sum(r.arrival_delay_min::numeric) AS "arrival_delay_min.sum",
            count(r.air_time_min) AS "air_time_min.count",
            min(r.air_time_min) AS "air_time_min.min",
            max(r.air_time_min) AS "air_time_min.max",
            sum(r.air_time_min::numeric) AS "air_time_min.sum",
            count(r.distance_miles) AS "distance_miles.count",
            min(r.distance_miles) AS "distance_miles.min",
            max(r.distance_miles) AS "distance_miles.max",
            sum(r.distance_miles::numeric) AS "distance_miles.sum",
            count(r.cancelled) AS "cancelled.count",
            count(r._year) AS "_year.count",
            min(r._year) AS "_year.min",
            max(r._year) AS "_year.max",
            count(r._month) AS "_month.count",
            min(r._month) AS "_month.min",
            max(r._month) AS "_month.max",
            count(r._day) AS "_day.count",
            min(r._day) AS "_day.min",
            max(r._day) AS "_day.max",
            count(r._legacy_carrier) AS "_legacy_carrier.count",
            min(r._legacy_carrier) AS "_legacy_carrier.min",
            max(r._legacy_carrier) AS "_legacy_carrier.max",
            count(r._legacy_flight) AS "_legacy_flight.count",
            min(r._legacy_flight) AS "_legacy_flight.min",
            max(r._legacy_flight) AS "_legacy_flight.max",
            count(r._tailnum) AS "_tailnum.count",
            min(r._tailnum) AS "_tailnum.min",
            max(r._tailnum) AS "_tailnum.max",
            count(r._origin) AS "_origin.count",
            min(r._origin) AS "_origin.min",
            max(r._origin) AS "_origin.max",
            count(r._dest) AS "_dest.count",
            min(r._dest) AS "_dest.min",
            max(r._dest) AS "_dest.max",
            count(r._hour) AS "_hour.count",
            min(r._hour) AS "_hour.min",
            max(r._hour) AS "_hour.max",
            count(r._minute) AS "_minute.count",
            min(r._minute) AS "_minute.min",
            max(r._minute) AS "_minute.max",
            count(r._legacy_time_hour) AS "_legacy_time_hour.count",
            min(r._legacy_time_hour) AS "_legacy_time_hour.min",
            max(r._legacy_time_hour) AS "_legacy_time_hour.max"
        FROM migration_flights.flight_actual AS r
    ),
    stored AS (
        INSERT INTO migration.difference (run, rung, difference_number, kind, columns, expected, actual)
        SELECT this, 'L2', row_number() OVER (), 'aggregate', ARRAY[x.key], x.value, y.value
        FROM e, a, jsonb_each(to_jsonb(e)) AS x
        JOIN LATERAL jsonb_each(to_jsonb(a)) AS y ON y.key = x.key
        WHERE x.value IS DISTINCT FROM y.value
        RETURNING difference_number
    )
    SELECT count(*) INTO found FROM stored;
    PERFORM migration.store_result(this, 'L2', 73, found, 'non-null counts, sums and extremes per column', began);
    problems := problems + found;

    -- L3: checksums of 256 chunks, by a hash of the key.
    began := clock_timestamp();
    WITH e AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1, legacy_key_2, legacy_key_3)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(id, scheduled_hour, airline_id, flight_number, aircraft_id, origin_id, destination_id, scheduled_departure_hhmm, departure_hhmm, departure_delay_min, scheduled_arrival_hhmm, arrival_hhmm, arrival_delay_min, air_time_min, distance_miles, cancelled, _year, _month, _day, _legacy_carrier, _legacy_flight, _tailnum, _origin, _dest, _hour, _minute, _legacy_time_hour)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM pg_temp.flight_expected
            -- A fence: what is grouped is narrow.
            OFFSET 0
        ) AS hashed
        GROUP BY chunk
    ),
    a AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1, legacy_key_2, legacy_key_3)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(id, scheduled_hour, airline_id, flight_number, aircraft_id, origin_id, destination_id, scheduled_departure_hhmm, departure_hhmm, departure_delay_min, scheduled_arrival_hhmm, arrival_hhmm, arrival_delay_min, air_time_min, distance_miles, cancelled, _year, _month, _day, _legacy_carrier, _legacy_flight, _tailnum, _origin, _dest, _hour, _minute, _legacy_time_hour)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM migration_flights.flight_actual
            -- A fence: what is grouped is narrow.
            OFFSET 0
        ) AS hashed
        GROUP BY chunk
    ),
    stored AS (
        INSERT INTO migration.difference (run, rung, difference_number, kind, expected, actual)
        SELECT this, 'L3', row_number() OVER (ORDER BY chunk), 'checksum', to_jsonb(e), to_jsonb(a)
        FROM e
        FULL JOIN a USING (chunk)
        WHERE (e.rows, e.checksum) IS DISTINCT FROM (a.rows, a.checksum)
        RETURNING difference_number
    )
    SELECT count(*) INTO found FROM stored;
    PERFORM migration.store_result(this, 'L3', migrated, found, '256 chunks over all columns', began);
    problems := problems + found;

    -- L4: every row, every column; the first thousand differing rows are named.
    began := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT
            jsonb_build_object('time_hour', COALESCE(e.legacy_key_1, a.legacy_key_1), 'carrier', COALESCE(e.legacy_key_2, a.legacy_key_2), 'flight', COALESCE(e.legacy_key_3, a.legacy_key_3)) AS legacy_key,
            CASE
                WHEN a.legacy_key_1 IS NULL THEN 'missing'
                WHEN e.legacy_key_1 IS NULL THEN 'extra'
                ELSE 'differs'
            END AS kind,
            to_jsonb(e) AS expected,
            to_jsonb(a) AS actual
        FROM pg_temp.flight_expected AS e
        FULL JOIN migration_flights.flight_actual AS a ON a.legacy_key_1 = e.legacy_key_1 AND a.legacy_key_2 = e.legacy_key_2 AND a.legacy_key_3 = e.legacy_key_3
        WHERE
            a.legacy_key_1 IS NULL
            OR e.legacy_key_1 IS NULL
            OR (e.id, e.scheduled_hour, e.airline_id, e.flight_number, e.aircraft_id, e.origin_id, e.destination_id, e.scheduled_departure_hhmm, e.departure_hhmm, e.departure_delay_min, e.scheduled_arrival_hhmm, e.arrival_hhmm, e.arrival_delay_min, e.air_time_min, e.distance_miles, e.cancelled, e._year, e._month, e._day, e._legacy_carrier, e._legacy_flight, e._tailnum, e._origin, e._dest, e._hour, e._minute, e._legacy_time_hour) IS DISTINCT FROM (a.id, a.scheduled_hour, a.airline_id, a.flight_number, a.aircraft_id, a.origin_id, a.destination_id, a.scheduled_departure_hhmm, a.departure_hhmm, a.departure_delay_min, a.scheduled_arrival_hhmm, a.arrival_hhmm, a.arrival_delay_min, a.air_time_min, a.distance_miles, a.cancelled, a._year, a._month, a._day, a._legacy_carrier, a._legacy_flight, a._tailnum, a._origin, a._dest, a._hour, a._minute, a._legacy_time_hour)
    ),
    stored AS (
        INSERT INTO migration.difference (
            run, rung, difference_number, legacy_key, kind, columns, expected, actual
        )
        SELECT
            this, 'L4', row_number() OVER (ORDER BY d.legacy_key), d.legacy_key, d.kind,
            ARRAY(
                SELECT x.key
                FROM jsonb_each(d.expected) AS x
                WHERE x.value IS DISTINCT FROM d.actual -> x.key
            ),
            d.expected, d.actual
        FROM difference AS d
        ORDER BY d.legacy_key
        LIMIT 1000
    )
    SELECT count(*) INTO found FROM difference;
    PERFORM migration.store_result(this, 'L4', migrated, found, 'every row, all 27 columns', began);
    problems := problems + found;

    DROP TABLE pg_temp.flight_expected;

    UPDATE migration.validation_run AS r
    SET
        finished_at = clock_timestamp(),
        source_rows = source,
        migrated_rows = migrated,
        quarantined_rows = quarantined,
        filtered_rows = filtered,
        pending_rows = pending,
        outcome = CASE WHEN problems = 0 THEN 'clean' ELSE 'differences' END
    WHERE r.run = this;
    RETURN problems;
END
$compare$;

--: Take one snapshot and compare in it
CREATE OR REPLACE PROCEDURE migration_flights.flight_validate()
LANGUAGE plpgsql
AS $validate$
BEGIN
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
    -- Before the snapshot: a TRUNCATE after it would be seen here, and its capture would not.
    LOCK TABLE nyc.flights IN ACCESS SHARE MODE;
    PERFORM migration_flights.flight_compare();
    COMMIT;
END
$validate$;

--: Refuse to go on unless the last validation was clean
CREATE OR REPLACE FUNCTION migration_flights.flight_gate()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $gate$
DECLARE
    last migration.validation_run;
BEGIN
    SELECT r.* INTO last
    FROM migration.validation_run AS r
    WHERE (r.migration, r.mapping) = ('flights', 'flight')
    ORDER BY r.run DESC
    LIMIT 1;
    IF last.outcome IS DISTINCT FROM 'clean' THEN
        RAISE EXCEPTION 'the mapping flight shows differences' USING
            ERRCODE = 'MG072',
            DETAIL = (
                SELECT string_agg(format('%s: %s', r.rung, r.differences), ', ' ORDER BY r.rung)
                FROM migration.validation_result AS r
                WHERE r.run = last.run AND r.differences > 0
            ),
            HINT = format('SELECT * FROM migration.difference WHERE run = %s;', last.run);
    END IF;
    RETURN last.run;
END
$gate$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_compare() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_compare() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_compare() TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.flight_validate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.flight_validate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.flight_validate() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.flight_gate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_gate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_gate() TO migration_runner;

COMMIT;
