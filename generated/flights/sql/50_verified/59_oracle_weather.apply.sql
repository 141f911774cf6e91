-- Mapping weather to weather_observation: the routines that derive its rows a second time, another way.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_weather.rollback.sql

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

--: What one legacy row must become in weather_observation, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_flights.weather_derive(source migration_flights.weather_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, nyc, flights, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want flights.weather_observation;
    seen text;
BEGIN
    want.station := source.origin;
    want.observed_at := source.time_hour;
    seen := source.origin::text;
    seen := (SELECT k.id::text FROM flights.airport AS k WHERE k.code = seen::text);
    IF seen IS NULL THEN
        seen := (SELECT k.id::text FROM flights.airport AS k WHERE k.code = 'unknown');
    END IF;
    want.airport_id := seen::uuid;
    want.temperature_f := source.temp;
    want.dew_point_f := source.dewp;
    want.humidity_percent := source.humid;
    want.wind_direction := source.wind_dir;
    want.wind_speed_mph := source.wind_speed;
    want.wind_gust_mph := source.wind_gust;
    want.precipitation_in := source.precip;
    want.pressure_mbar := source.pressure;
    want.visibility_miles := source.visib;
    want._year := source.year;
    want._month := source.month;
    want._day := source.day;
    want._hour := source.hour;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_flights.weather_judge(keys jsonb[])
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
            (k.legacy_key ->> 'origin')::text AS key_1,
            (k.legacy_key ->> 'time_hour')::timestamptz AS key_2
        FROM unnest(keys) AS k (legacy_key)
    ),
    looked_at AS MATERIALIZED (
        SELECT
            c.*,
            l AS source,
            l.origin IS NOT NULL AS present,
            EXISTS (
                SELECT FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.mapping, q.legacy_key)
                    = ('flights', 'weather', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_flights.weather_journal AS j
                WHERE (j.origin, j.time_hour) = (c.key_1, c.key_2) OR j.origin IS NULL
            ) OR NOT (
                true
                AND NOT EXISTS (
                    SELECT FROM migration_flights.weather_lookups AS j
                    WHERE (j.target_column, j.value) = ('airport_id', (l.origin)::text)
                )
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_flights.weather_legacy_rows AS l ON (l.origin, l.time_hour) = (c.key_1, c.key_2)
    ),
    -- A row in quarantine is nowhere else; what is pending is looked at another time.
    settled AS MATERIALIZED (
        SELECT c.*
        FROM looked_at AS c
        WHERE NOT c.pending
            AND NOT EXISTS (
                SELECT FROM flights.weather_observation AS t
                WHERE
                    (t.station, t.observed_at) = (c.key_1, c.key_2)
                    AND NOT (
                        true
                        AND NOT EXISTS (
                            SELECT FROM migration_flights.weather_lookups AS j
                            WHERE (j.target_column, j.value) = ('airport_id', (t.station)::text)
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
        CROSS JOIN LATERAL migration_flights.weather_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN flights.weather_observation AS t ON (t.station, t.observed_at) = (c.key_1, c.key_2)
        WHERE t.station IS NOT NULL
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
            FROM unnest(ARRAY['station', 'observed_at', 'airport_id', 'temperature_f', 'dew_point_f', 'humidity_percent', 'wind_direction', 'wind_speed_mph', 'wind_gust_mph', 'precipitation_in', 'pressure_mbar', 'visibility_miles', '_year', '_month', '_day', '_hour']) AS name
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
    JOIN migration_flights.weather_restored AS r ON (r.origin, r.time_hour) = (c.key_1, c.key_2)
    WHERE to_jsonb(c.source) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_flights.weather_edges(seed bigint, size integer)
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
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.origin, l.time_hour)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('origin', t.station, 'time_hour', t.observed_at)
        FROM flights.weather_observation AS t
        WHERE t.station IS NOT NULL
        ORDER BY hashtextextended(ROW(t.station, t.observed_at)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- origin that is empty
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.origin = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest origin
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.origin NOT IN ('')
        ORDER BY l.origin
        LIMIT 1
    )
    UNION ALL
    -- the highest origin
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.origin NOT IN ('')
        ORDER BY l.origin DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest year
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.year IS NOT NULL
        ORDER BY l.year
        LIMIT 1
    )
    UNION ALL
    -- the highest year
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.year IS NOT NULL
        ORDER BY l.year DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest month
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.month IS NOT NULL
        ORDER BY l.month
        LIMIT 1
    )
    UNION ALL
    -- the highest month
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.month IS NOT NULL
        ORDER BY l.month DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest day
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.day IS NOT NULL
        ORDER BY l.day
        LIMIT 1
    )
    UNION ALL
    -- the highest day
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.day IS NOT NULL
        ORDER BY l.day DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest hour
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.hour IS NOT NULL
        ORDER BY l.hour
        LIMIT 1
    )
    UNION ALL
    -- the highest hour
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.hour IS NOT NULL
        ORDER BY l.hour DESC
        LIMIT 1
    )
    UNION ALL
    -- no temp
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.temp IS NULL
        LIMIT 1
    )
    UNION ALL
    -- temp that is Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.temp = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- temp that is -Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.temp = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- temp that is NaN
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.temp = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest temp
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.temp NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.temp
        LIMIT 1
    )
    UNION ALL
    -- the highest temp
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.temp NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.temp DESC
        LIMIT 1
    )
    UNION ALL
    -- no dewp
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.dewp IS NULL
        LIMIT 1
    )
    UNION ALL
    -- dewp that is Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.dewp = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- dewp that is -Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.dewp = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- dewp that is NaN
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.dewp = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest dewp
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.dewp NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.dewp
        LIMIT 1
    )
    UNION ALL
    -- the highest dewp
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.dewp NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.dewp DESC
        LIMIT 1
    )
    UNION ALL
    -- no humid
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.humid IS NULL
        LIMIT 1
    )
    UNION ALL
    -- humid that is Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.humid = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- humid that is -Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.humid = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- humid that is NaN
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.humid = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest humid
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.humid NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.humid
        LIMIT 1
    )
    UNION ALL
    -- the highest humid
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.humid NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.humid DESC
        LIMIT 1
    )
    UNION ALL
    -- no wind_dir
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_dir IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest wind_dir
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_dir IS NOT NULL
        ORDER BY l.wind_dir
        LIMIT 1
    )
    UNION ALL
    -- the highest wind_dir
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_dir IS NOT NULL
        ORDER BY l.wind_dir DESC
        LIMIT 1
    )
    UNION ALL
    -- no wind_speed
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_speed IS NULL
        LIMIT 1
    )
    UNION ALL
    -- wind_speed that is Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_speed = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- wind_speed that is -Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_speed = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- wind_speed that is NaN
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_speed = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest wind_speed
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_speed NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.wind_speed
        LIMIT 1
    )
    UNION ALL
    -- the highest wind_speed
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_speed NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.wind_speed DESC
        LIMIT 1
    )
    UNION ALL
    -- no wind_gust
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_gust IS NULL
        LIMIT 1
    )
    UNION ALL
    -- wind_gust that is Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_gust = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- wind_gust that is -Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_gust = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- wind_gust that is NaN
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_gust = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest wind_gust
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_gust NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.wind_gust
        LIMIT 1
    )
    UNION ALL
    -- the highest wind_gust
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.wind_gust NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.wind_gust DESC
        LIMIT 1
    )
    UNION ALL
    -- precip that is Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.precip = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- precip that is -Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.precip = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- precip that is NaN
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.precip = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest precip
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.precip NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.precip
        LIMIT 1
    )
    UNION ALL
    -- the highest precip
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.precip NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.precip DESC
        LIMIT 1
    )
    UNION ALL
    -- no pressure
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.pressure IS NULL
        LIMIT 1
    )
    UNION ALL
    -- pressure that is Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.pressure = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- pressure that is -Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.pressure = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- pressure that is NaN
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.pressure = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest pressure
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.pressure NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.pressure
        LIMIT 1
    )
    UNION ALL
    -- the highest pressure
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.pressure NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.pressure DESC
        LIMIT 1
    )
    UNION ALL
    -- visib that is Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.visib = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- visib that is -Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.visib = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- visib that is NaN
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.visib = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest visib
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.visib NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.visib
        LIMIT 1
    )
    UNION ALL
    -- the highest visib
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.visib NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.visib DESC
        LIMIT 1
    )
    UNION ALL
    -- time_hour that is Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.time_hour = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- time_hour that is -Infinity
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.time_hour = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest time_hour
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.time_hour NOT IN ('Infinity', '-Infinity')
        ORDER BY l.time_hour
        LIMIT 1
    )
    UNION ALL
    -- the highest time_hour
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.time_hour NOT IN ('Infinity', '-Infinity')
        ORDER BY l.time_hour DESC
        LIMIT 1
    )
    UNION ALL
    -- origin that airport does not know
    (
        SELECT jsonb_build_object('origin', l.origin, 'time_hour', l.time_hour)
        FROM migration_flights.weather_legacy_rows AS l
        WHERE
            l.origin IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM flights.airport AS hop_0
                WHERE hop_0.code = l.origin
            )
        LIMIT 1
    )
;
$edges$;

--: The rung L5: store where the rows of these keys are not what they must be
CREATE OR REPLACE FUNCTION migration_flights.weather_oracle(this bigint)
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
        FROM migration_flights.weather_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_flights.weather_judge(keys) AS judged
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
ALTER FUNCTION migration_flights.weather_derive(migration_flights.weather_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_derive(migration_flights.weather_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_derive(migration_flights.weather_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_oracle(bigint) TO migration_runner;

COMMIT;
