-- Mapping weather to weather_observation: the routines that compare every row.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 60_validator_weather.rollback.sql

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
CREATE OR REPLACE VIEW migration_flights.weather_expected AS
SELECT
    l.origin AS legacy_key_1,
    l.time_hour AS legacy_key_2,
    (l.origin)::text AS station,
    (l.time_hour)::timestamptz AS observed_at,
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
    ))::uuid AS airport_id,
    (l.temp)::numeric(6,2) AS temperature_f,
    (l.dewp)::numeric(6,2) AS dew_point_f,
    (l.humid)::numeric(5,2) AS humidity_percent,
    (l.wind_dir)::smallint AS wind_direction,
    (l.wind_speed)::double precision AS wind_speed_mph,
    (l.wind_gust)::double precision AS wind_gust_mph,
    (l.precip)::numeric(5,2) AS precipitation_in,
    (l.pressure)::numeric(6,1) AS pressure_mbar,
    (l.visib)::numeric(5,2) AS visibility_miles,
    (l.year)::smallint AS _year,
    (l.month)::smallint AS _month,
    (l.day)::smallint AS _day,
    (l.hour)::smallint AS _hour
FROM migration_flights.weather_legacy_rows AS l
WHERE
    NOT EXISTS (SELECT FROM migration_flights.weather_journal AS j WHERE (j.origin, j.time_hour) = (l.origin, l.time_hour))
    AND NOT EXISTS (
        SELECT FROM migration_flights.weather_lookups AS j
        WHERE (j.target_column, j.value) = ('airport_id', (l.origin)::text)
    )
    AND NOT EXISTS (
        SELECT FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('flights', 'weather', jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour))
    )
-- A fence: each expression is evaluated once, however often a query reads it.
OFFSET 0;

--: What the target does hold, by legacy key, but for the keys that are pending
CREATE OR REPLACE VIEW migration_flights.weather_actual AS
SELECT
    t.station AS legacy_key_1,
    t.observed_at AS legacy_key_2,
    t.station,
    t.observed_at,
    t.airport_id,
    t.temperature_f,
    t.dew_point_f,
    t.humidity_percent,
    t.wind_direction,
    t.wind_speed_mph,
    t.wind_gust_mph,
    t.precipitation_in,
    t.pressure_mbar,
    t.visibility_miles,
    t._year,
    t._month,
    t._day,
    t._hour
FROM flights.weather_observation AS t
WHERE
    t.station IS NOT NULL
    AND NOT EXISTS (SELECT FROM migration_flights.weather_journal AS j WHERE (j.origin, j.time_hour) = (t.station, t.observed_at))
    AND NOT EXISTS (
        SELECT FROM migration_flights.weather_lookups AS j
        WHERE (j.target_column, j.value) = ('airport_id', (t.station)::text)
    );

--: The view belongs to the role without a login
ALTER VIEW migration_flights.weather_expected OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_flights.weather_expected SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_flights.weather_expected TO migration_runner;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.weather_actual OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_flights.weather_actual SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_flights.weather_actual TO migration_runner;

--: Compare everything in one snapshot and store what was found
CREATE OR REPLACE FUNCTION migration_flights.weather_compare()
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
    found bigint;
    problems bigint := 0;
    covered jsonb;
    unknown jsonb;
BEGIN
    IF EXISTS (SELECT FROM migration_flights.weather_journal AS j WHERE j.origin IS NULL) THEN
        RAISE EXCEPTION 'a TRUNCATE waits in the journal' USING
            ERRCODE = 'MG073',
            HINT = 'Replay the journal, then validate again.';
    END IF;
    INSERT INTO migration.validation_run (migration, mapping, started_at, spec_hash, plan_hash, snapshot)
    SELECT m.name, 'weather', clock_timestamp(), m.spec_hash, m.plan_hash, pg_current_snapshot()::text
    FROM migration.migration AS m
    WHERE m.name = 'flights'
    RETURNING run INTO this;

    -- L0: the catalog is as the specs say, so that what is compared now stays so.
    began := clock_timestamp();
    WITH relation (oid) AS (
        SELECT 'flights.weather_observation'::regclass
        UNION
        SELECT p.relid FROM pg_partition_tree('flights.weather_observation') AS p
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
                ('station', 'text', true, false),
                ('observed_at', 'timestamp with time zone', true, false),
                ('airport_id', 'uuid', true, false),
                ('temperature_f', 'numeric(6,2)', false, false),
                ('dew_point_f', 'numeric(6,2)', false, false),
                ('humidity_percent', 'numeric(5,2)', false, false),
                ('wind_direction', 'smallint', false, false),
                ('wind_speed_mph', 'double precision', false, false),
                ('wind_gust_mph', 'double precision', false, false),
                ('precipitation_in', 'numeric(5,2)', true, false),
                ('pressure_mbar', 'numeric(6,1)', false, false),
                ('visibility_miles', 'numeric(5,2)', true, false),
                ('_year', 'smallint', false, false),
                ('_month', 'smallint', false, false),
                ('_day', 'smallint', false, false),
                ('_hour', 'smallint', false, false),
                ('_migrated_at', 'timestamp with time zone', false, false),
                ('_by_legacy_name', 'boolean', false, false)
        ) AS wanted (name, type, required, filled)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = 'flights.weather_observation'::regclass AND a.attname = wanted.name AND NOT a.attisdropped
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
                ('weather_observation_pkey', 'p')
        ) AS wanted (name, type)
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint AS c
            WHERE (c.conrelid, c.conname, c.contype) = ('flights.weather_observation'::regclass, wanted.name, wanted.type)
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
                = ('flights.weather_observation'::regclass, wanted.role, wanted.privilege)
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
                    FROM unnest(ARRAY['nyc.weather']::text[]) AS legacy (name)
                    WHERE has_table_privilege('public', to_regclass(legacy.name), given.privilege_type)
                )
            )
        UNION ALL
        SELECT 'row-level security is on'
        FROM pg_class AS c
        WHERE c.oid = 'flights.weather_observation'::regclass AND c.relrowsecurity <> false
    ),
    stored AS (
        INSERT INTO migration.difference (run, rung, difference_number, kind, actual)
        SELECT this, 'L0', row_number() OVER (ORDER BY p.text), 'schema', to_jsonb(p.text)
        FROM problem AS p
        RETURNING difference_number
    )
    SELECT count(*) INTO found FROM stored;
    PERFORM migration.store_result(
        this, 'L0', 18, found,
        'columns, constraints, indexes, grants and row-level security', began
    );
    problems := problems + found;

    -- L1: source = migrated + quarantined + filtered + pending, and each row where it belongs.
    began := clock_timestamp();
    SELECT count(*) INTO source FROM migration_flights.weather_legacy_rows AS l;
    SELECT source - count(*) INTO pending
    FROM migration_flights.weather_legacy_rows AS l
    WHERE
        NOT EXISTS (SELECT FROM migration_flights.weather_journal AS j WHERE (j.origin, j.time_hour) = (l.origin, l.time_hour))
        AND NOT EXISTS (
            SELECT FROM migration_flights.weather_lookups AS j
            WHERE (j.target_column, j.value) = ('airport_id', (l.origin)::text)
        );
    SELECT count(*) INTO quarantined
    FROM migration_flights.weather_legacy_rows AS l
    WHERE
        EXISTS (
            SELECT FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('flights', 'weather', jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour))
        )
        AND NOT EXISTS (SELECT FROM migration_flights.weather_journal AS j WHERE (j.origin, j.time_hour) = (l.origin, l.time_hour))
        AND NOT EXISTS (
            SELECT FROM migration_flights.weather_lookups AS j
            WHERE (j.target_column, j.value) = ('airport_id', (l.origin)::text)
        );
    filtered := 0;
    SELECT count(*) INTO migrated FROM migration_flights.weather_actual;
    found := abs(source - migrated - quarantined - filtered - pending);
    -- A value that no looked-up table knows loses no row: it is kept, counted and named.
    WITH kept AS (
        SELECT
            'airport_id' AS target_column,
            t.station::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t.station::text) AS place
        FROM flights.weather_observation AS t
        WHERE
            t.station IS NOT NULL
            AND t.airport_id = (
                SELECT known.id
                FROM flights.airport AS known
                WHERE known.code = 'unknown'
            )
        GROUP BY t.station
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
    CREATE TEMPORARY TABLE pg_temp.weather_expected ON COMMIT DROP AS
    SELECT * FROM migration_flights.weather_expected;

    -- L2: counts, sums and extremes per column.
    began := clock_timestamp();
    WITH e AS (
        SELECT
            count(r.station) AS "station.count",
            min(r.station) AS "station.min",
            max(r.station) AS "station.max",
            count(r.observed_at) AS "observed_at.count",
            min(r.observed_at) FILTER (WHERE isfinite(r.observed_at)) AS "observed_at.min",
            max(r.observed_at) FILTER (WHERE isfinite(r.observed_at)) AS "observed_at.max",
            count(r.airport_id) AS "airport_id.count",
            count(r.temperature_f) AS "temperature_f.count",
            min(r.temperature_f) FILTER (WHERE r.temperature_f NOT IN ('NaN', 'Infinity', '-Infinity')) AS "temperature_f.min",
            max(r.temperature_f) FILTER (WHERE r.temperature_f NOT IN ('NaN', 'Infinity', '-Infinity')) AS "temperature_f.max",
            count(r.dew_point_f) AS "dew_point_f.count",
            min(r.dew_point_f) FILTER (WHERE r.dew_point_f NOT IN ('NaN', 'Infinity', '-Infinity')) AS "dew_point_f.min",
            max(r.dew_point_f) FILTER (WHERE r.dew_point_f NOT IN ('NaN', 'Infinity', '-Infinity')) AS "dew_point_f.max",
            count(r.humidity_percent) AS "humidity_percent.count",
            min(r.humidity_percent) FILTER (WHERE r.humidity_percent NOT IN ('NaN', 'Infinity', '-Infinity')) AS "humidity_percent.min",
            max(r.humidity_percent) FILTER (WHERE r.humidity_percent NOT IN ('NaN', 'Infinity', '-Infinity')) AS "humidity_percent.max",
            count(r.wind_direction) AS "wind_direction.count",
            min(r.wind_direction) AS "wind_direction.min",
            max(r.wind_direction) AS "wind_direction.max",
            count(r.wind_speed_mph) AS "wind_speed_mph.count",
            count(r.wind_gust_mph) AS "wind_gust_mph.count",
            count(r.precipitation_in) AS "precipitation_in.count",
            min(r.precipitation_in) FILTER (WHERE r.precipitation_in NOT IN ('NaN', 'Infinity', '-Infinity')) AS "precipitation_in.min",
            max(r.precipitation_in) FILTER (WHERE r.precipitation_in NOT IN ('NaN', 'Infinity', '-Infinity')) AS "precipitation_in.max",
            sum(r.precipitation_in::numeric) FILTER (WHERE r.precipitation_in NOT IN ('NaN', 'Infinity', '-Infinity')) AS "precipitation_in.sum",
            count(r.pressure_mbar) AS "pressure_mbar.count",
            min(r.pressure_mbar) FILTER (WHERE r.pressure_mbar NOT IN ('NaN', 'Infinity', '-Infinity')) AS "pressure_mbar.min",
            max(r.pressure_mbar) FILTER (WHERE r.pressure_mbar NOT IN ('NaN', 'Infinity', '-Infinity')) AS "pressure_mbar.max",
            count(r.visibility_miles) AS "visibility_miles.count",
            min(r.visibility_miles) FILTER (WHERE r.visibility_miles NOT IN ('NaN', 'Infinity', '-Infinity')) AS "visibility_miles.min",
            max(r.visibility_miles) FILTER (WHERE r.visibility_miles NOT IN ('NaN', 'Infinity', '-Infinity')) AS "visibility_miles.max",
            sum(r.visibility_miles::numeric) FILTER (WHERE r.visibility_miles NOT IN ('NaN', 'Infinity', '-Infinity')) AS "visibility_miles.sum",
            count(r._year) AS "_year.count",
            min(r._year) AS "_year.min",
            max(r._year) AS "_year.max",
            count(r._month) AS "_month.count",
            min(r._month) AS "_month.min",
            max(r._month) AS "_month.max",
            count(r._day) AS "_day.count",
            min(r._day) AS "_day.min",
            max(r._day) AS "_day.max",
            count(r._hour) AS "_hour.count",
            min(r._hour) AS "_hour.min",
            max(r._hour) AS "_hour.max"
        FROM pg_temp.weather_expected AS r
    ),
    a AS (
        SELECT
            count(r.station) AS "station.count",
            min(r.station) AS "station.min",
            max(r.station) AS "station.max",
            count(r.observed_at) AS "observed_at.count",
            min(r.observed_at) FILTER (WHERE isfinite(r.observed_at)) AS "observed_at.min",
            max(r.observed_at) FILTER (WHERE isfinite(r.observed_at)) AS "observed_at.max",
            count(r.airport_id) AS "airport_id.count",
            count(r.temperature_f) AS "temperature_f.count",
            min(r.temperature_f) FILTER (WHERE r.temperature_f NOT IN ('NaN', 'Infinity', '-Infinity')) AS "temperature_f.min",
            max(r.temperature_f) FILTER (WHERE r.temperature_f NOT IN ('NaN', 'Infinity', '-Infinity')) AS "temperature_f.max",
            count(r.dew_point_f) AS "dew_point_f.count",
            min(r.dew_point_f) FILTER (WHERE r.dew_point_f NOT IN ('NaN', 'Infinity', '-Infinity')) AS "dew_point_f.min",
            max(r.dew_point_f) FILTER (WHERE r.dew_point_f NOT IN ('NaN', 'Infinity', '-Infinity')) AS "dew_point_f.max",
            count(r.humidity_percent) AS "humidity_percent.count",
            min(r.humidity_percent) FILTER (WHERE r.humidity_percent NOT IN ('NaN', 'Infinity', '-Infinity')) AS "humidity_percent.min",
            max(r.humidity_percent) FILTER (WHERE r.humidity_percent NOT IN ('NaN', 'Infinity', '-Infinity')) AS "humidity_percent.max",
            count(r.wind_direction) AS "wind_direction.count",
            min(r.wind_direction) AS "wind_direction.min",
            max(r.wind_direction) AS "wind_direction.max",
            count(r.wind_speed_mph) AS "wind_speed_mph.count",
            count(r.wind_gust_mph) AS "wind_gust_mph.count",
            count(r.precipitation_in) AS "precipitation_in.count",
            min(r.precipitation_in) FILTER (WHERE r.precipitation_in NOT IN ('NaN', 'Infinity', '-Infinity')) AS "precipitation_in.min",
            max(r.precipitation_in) FILTER (WHERE r.precipitation_in NOT IN ('NaN', 'Infinity', '-Infinity')) AS "precipitation_in.max",
            sum(r.precipitation_in::numeric) FILTER (WHERE r.precipitation_in NOT IN ('NaN', 'Infinity', '-Infinity')) AS "precipitation_in.sum",
            count(r.pressure_mbar) AS "pressure_mbar.count",
            min(r.pressure_mbar) FILTER (WHERE r.pressure_mbar NOT IN ('NaN', 'Infinity', '-Infinity')) AS "pressure_mbar.min",
            max(r.pressure_mbar) FILTER (WHERE r.pressure_mbar NOT IN ('NaN', 'Infinity', '-Infinity')) AS "pressure_mbar.max",
            count(r.visibility_miles) AS "visibility_miles.count",
            min(r.visibility_miles) FILTER (WHERE r.visibility_miles NOT IN ('NaN', 'Infinity', '-Infinity')) AS "visibility_miles.min",
            max(r.visibility_miles) FILTER (WHERE r.visibility_miles NOT IN ('NaN', 'Infinity', '-Infinity')) AS "visibility_miles.max",
            sum(r.visibility_miles::numeric) FILTER (WHERE r.visibility_miles NOT IN ('NaN', 'Infinity', '-Infinity')) AS "visibility_miles.sum",
            count(r._year) AS "_year.count",
            min(r._year) AS "_year.min",
            max(r._year) AS "_year.max",
            count(r._month) AS "_month.count",
            min(r._month) AS "_month.min",
            max(r._month) AS "_month.max",
            count(r._day) AS "_day.count",
            min(r._day) AS "_day.min",
            max(r._day) AS "_day.max",
            count(r._hour) AS "_hour.count",
            min(r._hour) AS "_hour.min",
            max(r._hour) AS "_hour.max"
        FROM migration_flights.weather_actual AS r
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
    PERFORM migration.store_result(this, 'L2', 44, found, 'non-null counts, sums and extremes per column', began);
    problems := problems + found;

    -- L3: checksums of 256 chunks, by a hash of the key.
    began := clock_timestamp();
    WITH e AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1, legacy_key_2)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(station, observed_at, airport_id, trim_scale(temperature_f), trim_scale(dew_point_f), trim_scale(humidity_percent), wind_direction, wind_speed_mph + 0, wind_gust_mph + 0, trim_scale(precipitation_in), trim_scale(pressure_mbar), trim_scale(visibility_miles), _year, _month, _day, _hour)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM pg_temp.weather_expected
            -- A fence: what is grouped is narrow.
            OFFSET 0
        ) AS hashed
        GROUP BY chunk
    ),
    a AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1, legacy_key_2)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(station, observed_at, airport_id, trim_scale(temperature_f), trim_scale(dew_point_f), trim_scale(humidity_percent), wind_direction, wind_speed_mph + 0, wind_gust_mph + 0, trim_scale(precipitation_in), trim_scale(pressure_mbar), trim_scale(visibility_miles), _year, _month, _day, _hour)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM migration_flights.weather_actual
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
            jsonb_build_object('origin', COALESCE(e.legacy_key_1, a.legacy_key_1), 'time_hour', COALESCE(e.legacy_key_2, a.legacy_key_2)) AS legacy_key,
            CASE
                WHEN a.legacy_key_1 IS NULL THEN 'missing'
                WHEN e.legacy_key_1 IS NULL THEN 'extra'
                ELSE 'differs'
            END AS kind,
            to_jsonb(e) AS expected,
            to_jsonb(a) AS actual
        FROM pg_temp.weather_expected AS e
        FULL JOIN migration_flights.weather_actual AS a ON a.legacy_key_1 = e.legacy_key_1 AND a.legacy_key_2 = e.legacy_key_2
        WHERE
            a.legacy_key_1 IS NULL
            OR e.legacy_key_1 IS NULL
            OR (e.station, e.observed_at, e.airport_id, e.temperature_f, e.dew_point_f, e.humidity_percent, e.wind_direction, e.wind_speed_mph, e.wind_gust_mph, e.precipitation_in, e.pressure_mbar, e.visibility_miles, e._year, e._month, e._day, e._hour) IS DISTINCT FROM (a.station, a.observed_at, a.airport_id, a.temperature_f, a.dew_point_f, a.humidity_percent, a.wind_direction, a.wind_speed_mph, a.wind_gust_mph, a.precipitation_in, a.pressure_mbar, a.visibility_miles, a._year, a._month, a._day, a._hour)
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
            ('station', NULL),
            ('observed_at', NULL),
            ('airport_id', NULL),
            ('temperature_f', NULL),
            ('dew_point_f', NULL),
            ('humidity_percent', NULL),
            ('wind_direction', NULL),
            ('wind_speed_mph', NULL),
            ('wind_gust_mph', NULL),
            ('precipitation_in', NULL),
            ('pressure_mbar', NULL),
            ('visibility_miles', NULL),
            ('_year', 'dropped when the migration is finalized: The hour of the measurement in New York''s time zone says it for every row.'),
            ('_month', 'dropped when the migration is finalized: The hour of the measurement in New York''s time zone says it for every row.'),
            ('_day', 'dropped when the migration is finalized: The hour of the measurement in New York''s time zone says it for every row.'),
            ('_hour', 'dropped when the migration is finalized: The hour of the measurement in New York''s time zone says it for every row.')
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
            a.attrelid = 'flights.weather_observation'::regclass AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attname NOT IN (SELECT c."column" FROM compared AS c)
        UNION ALL
        VALUES
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
        this, 'L4', migrated, found, 'every row, all 16 columns', began, covered
    );
    problems := problems + found;

    DROP TABLE pg_temp.weather_expected;

    -- L5: a sample and every edge, derived another way.
    problems := problems + migration_flights.weather_oracle(this);

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
CREATE OR REPLACE PROCEDURE migration_flights.weather_validate()
LANGUAGE plpgsql
AS $validate$
BEGIN
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
    -- Before the snapshot: a TRUNCATE after it would be seen here, and its capture would not.
    LOCK TABLE migration_flights.weather_legacy_rows IN ACCESS SHARE MODE;
    PERFORM migration_flights.weather_compare();
    COMMIT;
END
$validate$;

--: Refuse to go on unless the last validation was clean
CREATE OR REPLACE FUNCTION migration_flights.weather_gate()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $gate$
DECLARE
    last migration.validation_run;
BEGIN
    SELECT r.* INTO last
    FROM migration.validation_run AS r
    WHERE (r.migration, r.mapping) = ('flights', 'weather')
    ORDER BY r.run DESC
    LIMIT 1;
    IF last.outcome IS DISTINCT FROM 'clean' THEN
        RAISE EXCEPTION 'the mapping weather shows differences' USING
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
ALTER FUNCTION migration_flights.weather_compare() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_compare() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_compare() TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.weather_validate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.weather_validate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.weather_validate() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_gate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_gate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_gate() TO migration_runner;

COMMIT;
