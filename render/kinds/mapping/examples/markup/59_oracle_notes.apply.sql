-- Mapping notes to remarks: the routines that derive its rows a second time, another way.
-- Generated from specs/ai-management/mappings/notes.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_notes.rollback.sql

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

--: What one legacy row must become in remarks, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_ai_management.notes_derive(source migration_ai_management.notes_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, public, ai, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want ai.remarks;
    seen text;
BEGIN
    IF (SELECT (size IS NULL OR abs(size) < 2 | 1) FROM (SELECT source.*) AS l) IS NOT TRUE THEN
        RETURN;
    END IF;
    want.id := source.id;
    want.label := (
        SELECT COALESCE("Title", '') || '`' || '|'
        FROM (SELECT source.*) AS l
    );
    seen := source.mood::text;
    seen := coalesce(
        (
            SELECT choice.value
            FROM jsonb_each_text('{"`good`": "a | b", "": "_none_"}') AS choice
            WHERE choice.key::text = source.mood
        ),
        seen
    );
    want.mood := seen;
    want.weight := (
        SELECT CASE
            WHEN size > 10 THEN 'heavy'
            ELSE 'light'
        END
        FROM (SELECT source.*) AS l
    );
    want.version := (
        SELECT 1
        FROM (SELECT source.*) AS l
    );
    want."_Title" := source."Title";
    want._mood := source.mood;
    want._size := source.size;
    want._colour := source.colour;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_ai_management.notes_judge(keys jsonb[])
RETURNS TABLE (legacy_key jsonb, kind text, columns text[], expected jsonb, actual jsonb)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai, pg_temp
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
            (k.legacy_key ->> 'id')::uuid AS key_1
        FROM unnest(keys) AS k (legacy_key)
    ),
    looked_at AS MATERIALIZED (
        SELECT
            c.*,
            l AS source,
            l.id IS NOT NULL AS present,
            EXISTS (
                SELECT FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.mapping, q.legacy_key)
                    = ('ai-management', 'notes', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_ai_management.notes_journal AS j
                WHERE (j.id) = (c.key_1) OR j.id IS NULL
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_ai_management.notes_legacy_rows AS l ON (l.id) = (c.key_1)
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
        CROSS JOIN LATERAL migration_ai_management.notes_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN ai.remarks AS t ON (t.id) = (c.key_1)
        WHERE t.id IS NOT NULL
        AND NOT (
            t._migrated_at IS NULL
            AND (
                SELECT (size IS NULL OR abs(size) < 2 | 1)
                FROM (
                    SELECT
                        t.id AS id,
                        t."_Title" AS "Title",
                        t._mood AS mood,
                        t._size AS size,
                        t._colour AS colour
                ) AS l
            ) IS NOT TRUE
        )
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
            FROM unnest(ARRAY['id', 'label', 'mood', 'weight', 'version', '_Title', '_mood', '_size', '_colour']) AS name
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
    JOIN migration_ai_management.notes_restored AS r ON (r.id) = (c.key_1)
    WHERE to_jsonb(c.source) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_ai_management.notes_edges(seed bigint, size integer)
RETURNS SETOF jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET row_security = off
SET jit = off
AS $edges$
    -- A sample of the legacy rows.
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('id', t.id)
        FROM ai.remarks AS t
        WHERE t.id IS NOT NULL
        ORDER BY hashtextextended(ROW(t.id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- the lowest id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.id IS NOT NULL
        ORDER BY l.id
        LIMIT 1
    )
    UNION ALL
    -- the highest id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.id IS NOT NULL
        ORDER BY l.id DESC
        LIMIT 1
    )
    UNION ALL
    -- no Title
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l."Title" IS NULL
        LIMIT 1
    )
    UNION ALL
    -- Title that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l."Title" = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest Title
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l."Title" NOT IN ('')
        ORDER BY l."Title"
        LIMIT 1
    )
    UNION ALL
    -- the highest Title
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l."Title" NOT IN ('')
        ORDER BY l."Title" DESC
        LIMIT 1
    )
    UNION ALL
    -- no mood
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.mood IS NULL
        LIMIT 1
    )
    UNION ALL
    -- mood that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.mood = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest mood
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.mood NOT IN ('')
        ORDER BY l.mood
        LIMIT 1
    )
    UNION ALL
    -- the highest mood
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.mood NOT IN ('')
        ORDER BY l.mood DESC
        LIMIT 1
    )
    UNION ALL
    -- no size
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.size IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest size
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.size IS NOT NULL
        ORDER BY l.size
        LIMIT 1
    )
    UNION ALL
    -- the highest size
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.size IS NOT NULL
        ORDER BY l.size DESC
        LIMIT 1
    )
    UNION ALL
    -- no colour
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.colour IS NULL
        LIMIT 1
    )
    UNION ALL
    -- colour that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.colour = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest colour
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.colour NOT IN ('')
        ORDER BY l.colour
        LIMIT 1
    )
    UNION ALL
    -- the highest colour
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.colour NOT IN ('')
        ORDER BY l.colour DESC
        LIMIT 1
    )
    UNION ALL
    -- mood that is `good`
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.mood = '`good`'
        LIMIT 1
    )
    UNION ALL
    -- mood that is
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.notes_legacy_rows AS l
        WHERE
            l.mood = ''
        LIMIT 1
    )
;
$edges$;

--: The rung L5: store where the rows of these keys are not what they must be
CREATE OR REPLACE FUNCTION migration_ai_management.notes_oracle(this bigint)
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
        FROM migration_ai_management.notes_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_ai_management.notes_judge(keys) AS judged
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
ALTER FUNCTION migration_ai_management.notes_derive(migration_ai_management.notes_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.notes_derive(migration_ai_management.notes_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.notes_derive(migration_ai_management.notes_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.notes_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.notes_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.notes_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.notes_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.notes_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.notes_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.notes_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.notes_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.notes_oracle(bigint) TO migration_runner;

COMMIT;
