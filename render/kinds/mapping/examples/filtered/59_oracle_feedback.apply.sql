-- Mapping feedback to ai_feedback: the routines that derive its rows a second time, another way.
-- Generated from specs/ai-management/mappings/feedback.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_feedback.rollback.sql

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

--: What one legacy row must become in ai_feedback, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_derive(source migration_ai_management.feedback_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want ai_management.ai_feedback;
BEGIN
    IF (SELECT (rating IS NULL OR rating > 0) FROM (SELECT source.*) AS l) IS NOT TRUE THEN
        RETURN;
    END IF;
    want.id := (
        SELECT concat(substr(h.digits, 1, 12), '8', substr(h.digits, 13, 3), '8', substr(h.digits, 16, 15))::uuid
        FROM (SELECT encode(set_byte(int8send(source.id), 0, (get_byte(int8send(source.id), 0) + 128) % 256), 'hex') || 'ded452a70bfdbd') AS h (digits)
    );
    want.rating := source.rating;
    want.remark := source.remark;
    want.given_at := source.created_at;
    want._legacy_id := source.id;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_judge(keys jsonb[])
RETURNS TABLE (legacy_key jsonb, kind text, columns text[], expected jsonb, actual jsonb)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
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
            (k.legacy_key ->> 'id')::bigint AS key_1
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
                    = ('ai-management', 'feedback', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_ai_management.feedback_journal AS j
                WHERE (j.id) = (c.key_1) OR j.id IS NULL
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_ai_management.feedback_legacy_rows AS l ON (l.id) = (c.key_1)
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
        CROSS JOIN LATERAL migration_ai_management.feedback_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN ai_management.ai_feedback AS t ON (t._legacy_id) = (c.key_1)
        WHERE t._legacy_id IS NOT NULL
        AND NOT (
            t._migrated_at IS NULL
            AND (
                SELECT (rating IS NULL OR rating > 0)
                FROM (
                    SELECT
                        t._legacy_id AS id,
                        t.rating AS rating,
                        t.remark AS remark,
                        t.given_at AS created_at
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
            FROM unnest(ARRAY['id', 'rating', 'remark', 'given_at', '_legacy_id']) AS name
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
    JOIN migration_ai_management.feedback_restored AS r ON (r.id) = (c.key_1)
    WHERE to_jsonb(c.source) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_edges(seed bigint, size integer)
RETURNS SETOF jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET row_security = off
SET jit = off
AS $edges$
    -- A sample of the legacy rows.
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('id', t._legacy_id)
        FROM ai_management.ai_feedback AS t
        WHERE t._legacy_id IS NOT NULL
        ORDER BY hashtextextended(ROW(t._legacy_id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- the lowest id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.id IS NOT NULL
        ORDER BY l.id
        LIMIT 1
    )
    UNION ALL
    -- the highest id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.id IS NOT NULL
        ORDER BY l.id DESC
        LIMIT 1
    )
    UNION ALL
    -- no rating
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.rating IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest rating
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.rating IS NOT NULL
        ORDER BY l.rating
        LIMIT 1
    )
    UNION ALL
    -- the highest rating
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.rating IS NOT NULL
        ORDER BY l.rating DESC
        LIMIT 1
    )
    UNION ALL
    -- no remark
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.remark IS NULL
        LIMIT 1
    )
    UNION ALL
    -- remark that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.remark = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest remark
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.remark NOT IN ('')
        ORDER BY l.remark
        LIMIT 1
    )
    UNION ALL
    -- the highest remark
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.remark NOT IN ('')
        ORDER BY l.remark DESC
        LIMIT 1
    )
    UNION ALL
    -- created_at that is Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.created_at = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- created_at that is -Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.created_at = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest created_at
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.created_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.created_at
        LIMIT 1
    )
    UNION ALL
    -- the highest created_at
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.feedback_legacy_rows AS l
        WHERE
            l.created_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.created_at DESC
        LIMIT 1
    )
;
$edges$;

--: The rung L5: store where the rows of these keys are not what they must be
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_oracle(this bigint)
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
        FROM migration_ai_management.feedback_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_ai_management.feedback_judge(keys) AS judged
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
ALTER FUNCTION migration_ai_management.feedback_derive(migration_ai_management.feedback_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_derive(migration_ai_management.feedback_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_derive(migration_ai_management.feedback_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.feedback_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.feedback_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.feedback_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_oracle(bigint) TO migration_runner;

COMMIT;
