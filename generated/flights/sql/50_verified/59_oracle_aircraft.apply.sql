-- Mapping planes to aircraft: the routines that derive its rows a second time, another way.
-- Generated from specs/flights/mappings/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_aircraft.rollback.sql

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

--: What one legacy row must become in aircraft, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_flights.aircraft_derive(source migration_flights.aircraft_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, nyc, flights, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want flights.aircraft;
BEGIN
    want.id := (
        SELECT concat(substr(h.digits, 1, 12), '8', substr(h.digits, 13, 3), '8', substr(h.digits, 16, 15))::uuid
        FROM (SELECT encode(sha256(convert_to('69775974740829864' || ':[' || concat_ws(', ', to_jsonb(source.tailnum)::text) || ']', 'UTF8')), 'hex')) AS h (digits)
    );
    want.tail_number := source.tailnum;
    want.built_in := source.year;
    want.category := source.type;
    want.manufacturer := source.manufacturer;
    want.model := source.model;
    want.engines := source.engines;
    want.seats := source.seats;
    want.speed_mph := source.speed;
    want.engine_type := source.engine;
    want._legacy_tailnum := source.tailnum;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_flights.aircraft_judge(keys jsonb[])
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
            (k.legacy_key ->> 'tailnum')::text AS key_1
        FROM unnest(keys) AS k (legacy_key)
    ),
    looked_at AS MATERIALIZED (
        SELECT
            c.*,
            l AS source,
            l.tailnum IS NOT NULL AS present,
            EXISTS (
                SELECT FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.mapping, q.legacy_key)
                    = ('flights', 'aircraft', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_flights.aircraft_journal AS j
                WHERE (j.tailnum) = (c.key_1) OR j.tailnum IS NULL
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_flights.aircraft_legacy_rows AS l ON (l.tailnum) = (c.key_1)
    ),
    -- A row in quarantine is nowhere else; what is pending is looked at another time.
    settled AS MATERIALIZED (
        SELECT c.*
        FROM looked_at AS c
        WHERE NOT c.pending
    ),
    wanted AS MATERIALIZED (
        SELECT c.* FROM settled AS c WHERE c.present AND NOT c.set_aside
    ),
    e AS (
        SELECT c.legacy_key, derived.row AS target_row
        FROM wanted AS c
        CROSS JOIN LATERAL migration_flights.aircraft_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN flights.aircraft AS t ON (t._legacy_tailnum) = (c.key_1)
        WHERE t._legacy_tailnum IS NOT NULL
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
            FROM unnest(ARRAY['id', 'tail_number', 'built_in', 'category', 'manufacturer', 'model', 'engines', 'seats', 'speed_mph', 'engine_type', '_legacy_tailnum']) AS name
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
    JOIN migration_flights.aircraft_restored AS r ON (r.tailnum) = (c.key_1)
    WHERE to_jsonb(c.source) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_flights.aircraft_edges(seed bigint, size integer)
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
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.tailnum)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('tailnum', t._legacy_tailnum)
        FROM flights.aircraft AS t
        WHERE t._legacy_tailnum IS NOT NULL
        ORDER BY hashtextextended(ROW(t._legacy_tailnum)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- tailnum that is empty
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.tailnum = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest tailnum
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.tailnum NOT IN ('')
        ORDER BY l.tailnum
        LIMIT 1
    )
    UNION ALL
    -- the highest tailnum
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.tailnum NOT IN ('')
        ORDER BY l.tailnum DESC
        LIMIT 1
    )
    UNION ALL
    -- no year
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.year IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest year
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.year IS NOT NULL
        ORDER BY l.year
        LIMIT 1
    )
    UNION ALL
    -- the highest year
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.year IS NOT NULL
        ORDER BY l.year DESC
        LIMIT 1
    )
    UNION ALL
    -- type that is empty
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.type = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest type
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.type NOT IN ('')
        ORDER BY l.type
        LIMIT 1
    )
    UNION ALL
    -- the highest type
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.type NOT IN ('')
        ORDER BY l.type DESC
        LIMIT 1
    )
    UNION ALL
    -- manufacturer that is empty
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.manufacturer = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest manufacturer
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.manufacturer NOT IN ('')
        ORDER BY l.manufacturer
        LIMIT 1
    )
    UNION ALL
    -- the highest manufacturer
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.manufacturer NOT IN ('')
        ORDER BY l.manufacturer DESC
        LIMIT 1
    )
    UNION ALL
    -- model that is empty
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.model = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest model
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.model NOT IN ('')
        ORDER BY l.model
        LIMIT 1
    )
    UNION ALL
    -- the highest model
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.model NOT IN ('')
        ORDER BY l.model DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest engines
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.engines IS NOT NULL
        ORDER BY l.engines
        LIMIT 1
    )
    UNION ALL
    -- the highest engines
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.engines IS NOT NULL
        ORDER BY l.engines DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest seats
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.seats IS NOT NULL
        ORDER BY l.seats
        LIMIT 1
    )
    UNION ALL
    -- the highest seats
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.seats IS NOT NULL
        ORDER BY l.seats DESC
        LIMIT 1
    )
    UNION ALL
    -- no speed
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.speed IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest speed
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.speed IS NOT NULL
        ORDER BY l.speed
        LIMIT 1
    )
    UNION ALL
    -- the highest speed
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.speed IS NOT NULL
        ORDER BY l.speed DESC
        LIMIT 1
    )
    UNION ALL
    -- engine that is empty
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.engine = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest engine
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.engine NOT IN ('')
        ORDER BY l.engine
        LIMIT 1
    )
    UNION ALL
    -- the highest engine
    (
        SELECT jsonb_build_object('tailnum', l.tailnum)
        FROM migration_flights.aircraft_legacy_rows AS l
        WHERE
            l.engine NOT IN ('')
        ORDER BY l.engine DESC
        LIMIT 1
    )
;
$edges$;

--: The rung L5: store where the rows of these keys are not what they must be
CREATE OR REPLACE FUNCTION migration_flights.aircraft_oracle(this bigint)
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
        FROM migration_flights.aircraft_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_flights.aircraft_judge(keys) AS judged
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
ALTER FUNCTION migration_flights.aircraft_derive(migration_flights.aircraft_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.aircraft_derive(migration_flights.aircraft_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.aircraft_derive(migration_flights.aircraft_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.aircraft_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.aircraft_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.aircraft_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.aircraft_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.aircraft_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.aircraft_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.aircraft_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.aircraft_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.aircraft_oracle(bigint) TO migration_runner;

COMMIT;
