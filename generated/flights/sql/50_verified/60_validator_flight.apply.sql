-- Mapping flights to flight: the routines that compare every row.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 60_validator_flight.rollback.sql

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
    (l.minute)::smallint AS _minute
FROM migration_flights.flight_legacy_rows AS l
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
    t.scheduled_hour AS legacy_key_1,
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
    t._minute
FROM flights.flight AS t
WHERE
    t._legacy_carrier IS NOT NULL
    AND NOT EXISTS (SELECT FROM migration_flights.flight_journal AS j WHERE (j.time_hour, j.carrier, j.flight) = (t.scheduled_hour, t._legacy_carrier, t._legacy_flight))
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
SET row_security = off
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
    born bigint;
    astray bigint;
    found bigint;
    problems bigint := 0;
    covered jsonb;
    part record;
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

    -- L0: the catalog is as the specs say, so that what is compared now stays so.
    began := clock_timestamp();
    WITH relation (oid) AS (
        SELECT 'flights.flight'::regclass
        UNION
        SELECT p.relid FROM pg_partition_tree('flights.flight') AS p
    ),
    problem (text) AS (
        SELECT format('column %s %s', wanted.name, CASE
            WHEN a.attname IS NULL THEN 'is missing'
            WHEN a.attnotnull < wanted.required THEN 'may be NULL'
            WHEN a.attnotnull > wanted.required THEN 'may not be NULL'
            WHEN found.filled < wanted.filled THEN 'has no default'
            WHEN found.filled > wanted.filled THEN 'has a default that no spec gives it'
            ELSE format('is %s', found.type)
        END)
        FROM (
            VALUES
                ('id', 'uuid', true, false),
                ('scheduled_hour', 'timestamp with time zone', true, false),
                ('airline_id', 'uuid', true, false),
                ('flight_number', 'integer', true, false),
                ('aircraft_id', 'uuid', true, false),
                ('origin_id', 'uuid', true, false),
                ('destination_id', 'uuid', true, false),
                ('scheduled_departure_hhmm', 'smallint', true, false),
                ('departure_hhmm', 'smallint', false, false),
                ('departure_delay_min', 'smallint', false, false),
                ('scheduled_arrival_hhmm', 'smallint', true, false),
                ('arrival_hhmm', 'smallint', false, false),
                ('arrival_delay_min', 'smallint', false, false),
                ('air_time_min', 'smallint', false, false),
                ('distance_miles', 'integer', true, false),
                ('cancelled', 'boolean', true, false),
                ('_year', 'smallint', false, false),
                ('_month', 'smallint', false, false),
                ('_day', 'smallint', false, false),
                ('_legacy_carrier', 'text', false, false),
                ('_legacy_flight', 'integer', false, false),
                ('_tailnum', 'text', false, false),
                ('_origin', 'text', false, false),
                ('_dest', 'text', false, false),
                ('_hour', 'smallint', false, false),
                ('_minute', 'smallint', false, false),
                ('_migrated_at', 'timestamp with time zone', false, false),
                ('_by_legacy_name', 'boolean', false, false)
        ) AS wanted (name, type, required, filled)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = 'flights.flight'::regclass AND a.attname = wanted.name AND NOT a.attisdropped
        CROSS JOIN LATERAL (
            SELECT a.atthasdef OR a.attidentity <> '', format_type(a.atttypid, a.atttypmod)
        ) AS found (filled, type)
        WHERE
            a.attname IS NULL
            OR (a.attnotnull, found.filled) <> (wanted.required, wanted.filled)
            OR found.type <> CASE
                WHEN strpos(wanted.type, '(') > 0 THEN wanted.type
                ELSE format_type(wanted.type::regtype, NULL)
            END
        UNION ALL
        SELECT format('constraint %s is missing', wanted.name)
        FROM (
            VALUES
                ('flight_pkey', 'p')
        ) AS wanted (name, type)
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint AS c
            WHERE (c.conrelid, c.conname, c.contype) = ('flights.flight'::regclass, wanted.name, wanted.type)
        )
        UNION ALL
        SELECT format('constraint %s of %s is not validated', c.conname, c.conrelid::regclass)
        FROM relation
        JOIN pg_constraint AS c ON c.conrelid = relation.oid
        WHERE NOT c.convalidated
        UNION ALL
        -- Orphans come in where the triggers of a foreign key do not fire.
        SELECT DISTINCT format('constraint %s is not enforced on %s', c.conname, t.tgrelid::regclass)
        FROM relation
        JOIN pg_constraint AS c ON c.conrelid = relation.oid
        JOIN pg_trigger AS t ON t.tgconstraint = c.oid
        WHERE c.contype <> 't' AND t.tgenabled NOT IN ('O', 'A')
        UNION ALL
        SELECT format('index %s is invalid', i.indexrelid::regclass)
        FROM relation
        JOIN pg_index AS i ON i.indrelid = relation.oid
        WHERE NOT i.indisvalid
        UNION ALL
        SELECT 'unique index flight_legacy_key is missing'
        WHERE NOT EXISTS (
            SELECT FROM pg_index AS i
            WHERE i.indrelid = 'flights.flight'::regclass AND i.indisunique
                AND i.indexrelid = to_regclass('flights.flight_legacy_key')
        )
        UNION ALL
        SELECT format('partition %s is %s', wanted.name, coalesce(found.bounds, 'missing'))
        FROM (
            VALUES
                ('flight_before_2013_01', 'FOR VALUES FROM (MINVALUE) TO (''2013-01-01 00:00:00+00'')'),
                ('flight_2013_01', 'FOR VALUES FROM (''2013-01-01 00:00:00+00'') TO (''2013-02-01 00:00:00+00'')'),
                ('flight_2013_02', 'FOR VALUES FROM (''2013-02-01 00:00:00+00'') TO (''2013-03-01 00:00:00+00'')'),
                ('flight_2013_03', 'FOR VALUES FROM (''2013-03-01 00:00:00+00'') TO (''2013-04-01 00:00:00+00'')'),
                ('flight_2013_04', 'FOR VALUES FROM (''2013-04-01 00:00:00+00'') TO (''2013-05-01 00:00:00+00'')'),
                ('flight_2013_05', 'FOR VALUES FROM (''2013-05-01 00:00:00+00'') TO (''2013-06-01 00:00:00+00'')'),
                ('flight_2013_06', 'FOR VALUES FROM (''2013-06-01 00:00:00+00'') TO (''2013-07-01 00:00:00+00'')'),
                ('flight_2013_07', 'FOR VALUES FROM (''2013-07-01 00:00:00+00'') TO (''2013-08-01 00:00:00+00'')'),
                ('flight_2013_08', 'FOR VALUES FROM (''2013-08-01 00:00:00+00'') TO (''2013-09-01 00:00:00+00'')'),
                ('flight_2013_09', 'FOR VALUES FROM (''2013-09-01 00:00:00+00'') TO (''2013-10-01 00:00:00+00'')'),
                ('flight_2013_10', 'FOR VALUES FROM (''2013-10-01 00:00:00+00'') TO (''2013-11-01 00:00:00+00'')'),
                ('flight_2013_11', 'FOR VALUES FROM (''2013-11-01 00:00:00+00'') TO (''2013-12-01 00:00:00+00'')'),
                ('flight_2013_12', 'FOR VALUES FROM (''2013-12-01 00:00:00+00'') TO (''2014-01-01 00:00:00+00'')'),
                ('flight_2014_01', 'FOR VALUES FROM (''2014-01-01 00:00:00+00'') TO (''2014-02-01 00:00:00+00'')'),
                ('flight_2014_02', 'FOR VALUES FROM (''2014-02-01 00:00:00+00'') TO (''2014-03-01 00:00:00+00'')'),
                ('flight_2014_03', 'FOR VALUES FROM (''2014-03-01 00:00:00+00'') TO (''2014-04-01 00:00:00+00'')'),
                ('flight_2014_04', 'FOR VALUES FROM (''2014-04-01 00:00:00+00'') TO (''2014-05-01 00:00:00+00'')'),
                ('flight_default', 'DEFAULT')
        ) AS wanted (name, bounds)
        LEFT JOIN (
            SELECT c.relname, pg_get_expr(c.relpartbound, c.oid)
            FROM relation
            JOIN pg_class AS c ON c.oid = relation.oid AND c.relispartition
        ) AS found (name, bounds) ON found.name = wanted.name
        WHERE found.bounds IS DISTINCT FROM wanted.bounds
        UNION ALL
        SELECT format('%s lacks %s', wanted.role, wanted.privilege)
        FROM (
            VALUES
                ('flights_app', 'SELECT'),
                ('flights_app', 'INSERT'),
                ('flights_app', 'UPDATE'),
                ('flights_app', 'DELETE'),
                ('flights_reader', 'SELECT'),
                ('migration_sync', 'SELECT'),
                ('migration_sync', 'INSERT'),
                ('migration_sync', 'UPDATE'),
                ('migration_sync', 'DELETE'),
                ('migration_runner', 'SELECT'),
                ('migration_runner', 'INSERT'),
                ('migration_runner', 'UPDATE'),
                ('migration_runner', 'DELETE')
        ) AS wanted (role, privilege)
        WHERE NOT EXISTS (
            SELECT FROM pg_class AS c
            CROSS JOIN aclexplode(c.relacl) AS given
            JOIN pg_roles AS r ON r.oid = given.grantee
            WHERE
                (c.oid, r.rolname, given.privilege_type)
                = ('flights.flight'::regclass, wanted.role, wanted.privilege)
        )
        UNION ALL
        -- PUBLIC on the table, unless a legacy name lets it, and anybody on a partition, goes past the grants of the spec.
        SELECT format('%s has %s on %s', coalesce(r.rolname, 'PUBLIC'), given.privilege_type, c.oid::regclass)
        FROM relation
        JOIN pg_class AS c ON c.oid = relation.oid
        CROSS JOIN aclexplode(c.relacl) AS given
        LEFT JOIN pg_roles AS r ON r.oid = given.grantee
        WHERE
            (c.relispartition AND given.grantee <> c.relowner)
            OR (
                r.oid IS NULL
                AND NOT EXISTS (
                    SELECT
                    FROM unnest(ARRAY['nyc.flights']::text[]) AS legacy (name)
                    WHERE has_table_privilege('public', to_regclass(legacy.name), given.privilege_type)
                )
            )
        UNION ALL
        SELECT 'row-level security is on'
        FROM pg_class AS c
        WHERE c.oid = 'flights.flight'::regclass AND c.relrowsecurity <> false
    ),
    stored AS (
        INSERT INTO migration.difference (run, rung, difference_number, kind, actual)
        SELECT this, 'L0', row_number() OVER (ORDER BY p.text), 'schema', to_jsonb(p.text)
        FROM problem AS p
        RETURNING difference_number
    )
    SELECT count(*) INTO found FROM stored;
    PERFORM migration.store_result(
        this, 'L0', 28, found,
        'columns, constraints, indexes, partitions, grants and row-level security', began
    );
    problems := problems + found;

    -- L1: source = migrated + quarantined + filtered + pending, and each row where it belongs.
    began := clock_timestamp();
    SELECT count(*) INTO source FROM migration_flights.flight_legacy_rows AS l;
    SELECT source - count(*) INTO pending
    FROM migration_flights.flight_legacy_rows AS l
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
    FROM migration_flights.flight_legacy_rows AS l
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
    -- Rows that no legacy key stands for are not compared; none of them was migrated.
    SELECT
        count(*) FILTER (WHERE t._migrated_at IS NULL),
        count(*) FILTER (WHERE t._migrated_at IS NOT NULL)
    INTO born, astray
    FROM flights.flight AS t
    WHERE
        t._legacy_carrier IS NULL;
    IF astray > 0 THEN
        INSERT INTO migration.difference (run, rung, difference_number, kind, columns, actual)
        VALUES (
            this, 'L1', 1, 'astray', ARRAY['scheduled_hour'],
            jsonb_build_object('migrated rows without a legacy key', astray)
        );
        found := found + astray;
    END IF;
    -- A row in the wrong partition is read by the other rungs, and by no query that names the key.
    FOR part IN
        SELECT p.relid::regclass AS name, pg_get_partition_constraintdef(p.relid) AS admits
        FROM pg_partition_tree('flights.flight') AS p
        WHERE p.isleaf
    LOOP
        EXECUTE format('SELECT count(*) FROM %s WHERE (%s) IS NOT TRUE', part.name, part.admits)
        INTO astray;
        IF astray > 0 THEN
            INSERT INTO migration.difference (run, rung, difference_number, kind, columns, actual)
            SELECT
                this, 'L1', 2 + count(*), 'astray', ARRAY['scheduled_hour'],
                jsonb_build_object('rows that do not belong in ' || part.name, astray)
            FROM migration.difference AS d
            WHERE (d.run, d.rung) = (this, 'L1');
            found := found + astray;
        END IF;
    END LOOP;
    -- A value that no looked-up table knows loses no row: it is kept, counted and named.
    WITH kept AS (
        SELECT
            'airline_id' AS target_column,
            t._legacy_carrier::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._legacy_carrier::text) AS place
        FROM flights.flight AS t
        WHERE
            t._legacy_carrier IS NOT NULL
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
            t._legacy_carrier IS NOT NULL
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
            t._legacy_carrier IS NOT NULL
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
            t._legacy_carrier IS NOT NULL
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
            min(r.scheduled_hour) FILTER (WHERE isfinite(r.scheduled_hour)) AS "scheduled_hour.min",
            max(r.scheduled_hour) FILTER (WHERE isfinite(r.scheduled_hour)) AS "scheduled_hour.max",
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
            max(r._minute) AS "_minute.max"
        FROM pg_temp.flight_expected AS r
    ),
    a AS (
        SELECT
            count(r.id) AS "id.count",
            count(r.scheduled_hour) AS "scheduled_hour.count",
            min(r.scheduled_hour) FILTER (WHERE isfinite(r.scheduled_hour)) AS "scheduled_hour.min",
            max(r.scheduled_hour) FILTER (WHERE isfinite(r.scheduled_hour)) AS "scheduled_hour.max",
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
            max(r._minute) AS "_minute.max"
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
    PERFORM migration.store_result(this, 'L2', 70, found, 'non-null counts, sums and extremes per column', began);
    problems := problems + found;

    -- L3: checksums of 256 chunks, by a hash of the key.
    began := clock_timestamp();
    WITH e AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1, legacy_key_2, legacy_key_3)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(id, scheduled_hour, airline_id, flight_number, aircraft_id, origin_id, destination_id, scheduled_departure_hhmm, departure_hhmm, departure_delay_min, scheduled_arrival_hhmm, arrival_hhmm, arrival_delay_min, air_time_min, distance_miles, cancelled, _year, _month, _day, _legacy_carrier, _legacy_flight, _tailnum, _origin, _dest, _hour, _minute)::text), 1, 15))::bit(60)::bigint AS checksum
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
                ('x' || substr(md5(ROW(id, scheduled_hour, airline_id, flight_number, aircraft_id, origin_id, destination_id, scheduled_departure_hhmm, departure_hhmm, departure_delay_min, scheduled_arrival_hhmm, arrival_hhmm, arrival_delay_min, air_time_min, distance_miles, cancelled, _year, _month, _day, _legacy_carrier, _legacy_flight, _tailnum, _origin, _dest, _hour, _minute)::text), 1, 15))::bit(60)::bigint AS checksum
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
            OR (e.id, e.scheduled_hour, e.airline_id, e.flight_number, e.aircraft_id, e.origin_id, e.destination_id, e.scheduled_departure_hhmm, e.departure_hhmm, e.departure_delay_min, e.scheduled_arrival_hhmm, e.arrival_hhmm, e.arrival_delay_min, e.air_time_min, e.distance_miles, e.cancelled, e._year, e._month, e._day, e._legacy_carrier, e._legacy_flight, e._tailnum, e._origin, e._dest, e._hour, e._minute) IS DISTINCT FROM (a.id, a.scheduled_hour, a.airline_id, a.flight_number, a.aircraft_id, a.origin_id, a.destination_id, a.scheduled_departure_hhmm, a.departure_hhmm, a.departure_delay_min, a.scheduled_arrival_hhmm, a.arrival_hhmm, a.arrival_delay_min, a.air_time_min, a.distance_miles, a.cancelled, a._year, a._month, a._day, a._legacy_carrier, a._legacy_flight, a._tailnum, a._origin, a._dest, a._hour, a._minute)
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
    -- What was compared and what was not, and why; all of it counted in the same snapshot.
    WITH compared ("column", why) AS (
        VALUES
            ('id', NULL),
            ('scheduled_hour', NULL),
            ('airline_id', NULL),
            ('flight_number', NULL),
            ('aircraft_id', NULL),
            ('origin_id', NULL),
            ('destination_id', NULL),
            ('scheduled_departure_hhmm', NULL),
            ('departure_hhmm', NULL),
            ('departure_delay_min', NULL),
            ('scheduled_arrival_hhmm', NULL),
            ('arrival_hhmm', NULL),
            ('arrival_delay_min', NULL),
            ('air_time_min', NULL),
            ('distance_miles', NULL),
            ('cancelled', NULL),
            ('_year', 'dropped when the migration is finalized: The scheduled hour in New York''s time zone says it for every row.'),
            ('_month', 'dropped when the migration is finalized: The scheduled hour in New York''s time zone says it for every row.'),
            ('_day', 'dropped when the migration is finalized: The scheduled hour in New York''s time zone says it for every row.'),
            ('_legacy_carrier', 'the legacy key'),
            ('_legacy_flight', 'the legacy key'),
            ('_tailnum', 'no mapped column gives it back'),
            ('_origin', 'no mapped column gives it back'),
            ('_dest', 'no mapped column gives it back'),
            ('_hour', 'dropped when the migration is finalized: The scheduled departure HHMM says it for every row.'),
            ('_minute', 'dropped when the migration is finalized: The scheduled departure HHMM says it for every row.')
    ),
    left_out (what, rows, why) AS (
        SELECT
            'column ' || a.attname, NULL::bigint,
            CASE a.attname
                WHEN '_migrated_at' THEN 'when the row was migrated: no legacy row says it'
                WHEN '_by_legacy_name' THEN 'whether both names know the row: no legacy row says it'
                ELSE 'no spec names it'
            END
        FROM pg_attribute AS a
        WHERE
            a.attrelid = 'flights.flight'::regclass AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attname NOT IN (SELECT c."column" FROM compared AS c)
        UNION ALL
        VALUES
            ('rows without a legacy key', born, 'reference rows, or born in the new system'),
            ('pending rows', pending, 'in the journal: the next replay brings them over'),
            ('quarantined rows', quarantined, 'set aside: migration.quarantine says why')
    )
    SELECT
        jsonb_build_object(
            'mapped', (SELECT jsonb_agg(c."column") FROM compared AS c WHERE c.why IS NULL),
            'carried', (SELECT coalesce(jsonb_agg(c), '[]') FROM compared AS c WHERE c.why IS NOT NULL),
            'not_compared', (SELECT jsonb_agg(o) FROM left_out AS o)
        )
    INTO covered;
    PERFORM migration.store_result(
        this, 'L4', migrated, found, 'every row, all 26 columns', began, covered
    );
    problems := problems + found;

    DROP TABLE pg_temp.flight_expected;

    -- L5: a sample and every edge, derived another way.
    problems := problems + migration_flights.flight_oracle(this);

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
    LOCK TABLE migration_flights.flight_legacy_rows IN ACCESS SHARE MODE;
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
