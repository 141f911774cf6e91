-- Mapping cost_allocations to ai_spending_allocations: the routines that derive its rows a second time, another way.
-- Generated from specs/ai-management/mappings/cost_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_cost_allocations.rollback.sql

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

--: What one legacy row must become in ai_spending_allocations, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_derive(source migration_ai_management.cost_allocations_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want ai_management.ai_spending_allocations;
    seen text;
BEGIN
    want.id := (
        SELECT concat(substr(h.digits, 1, 12), '8', substr(h.digits, 13, 3), '8', substr(h.digits, 16, 15))::uuid
        FROM (SELECT encode(sha256(convert_to('18613605903355817' || ':[' || concat_ws(', ', to_jsonb(source.service_name)::text, to_jsonb(source.allocation_month)::text) || ']', 'UTF8')), 'hex')) AS h (digits)
    );
    seen := source.service_name::text;
    seen := coalesce(
        (
            SELECT choice.value
            FROM jsonb_each_text('{"photo_analysis": "photo-tagging", "chatbot_service": "chatbot", "search_ai": "ai-search"}') AS choice
            WHERE choice.key::text = source.service_name
        ),
        seen
    );
    seen := (SELECT k.id::text FROM ai_management.ai_features AS k WHERE k.slug = seen::text);
    IF seen IS NULL THEN
        seen := (SELECT k.id::text FROM ai_management.ai_features AS k WHERE k.slug = 'unassigned');
    END IF;
    want.feature_id := seen::uuid;
    want.month := source.allocation_month;
    want.department := source.department;
    want.share := source.share;
    want.amount := source.amount;
    want.notes := source.notes;
    want.updated_at := source.updated_at;
    want._legacy_service_name := source.service_name;
    want._legacy_allocation_month := source.allocation_month;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_judge(keys jsonb[])
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
            (k.legacy_key ->> 'service_name')::text AS key_1,
            (k.legacy_key ->> 'allocation_month')::date AS key_2
        FROM unnest(keys) AS k (legacy_key)
    ),
    looked_at AS MATERIALIZED (
        SELECT
            c.*,
            l AS source,
            l.service_name IS NOT NULL AS present,
            EXISTS (
                SELECT FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.mapping, q.legacy_key)
                    = ('ai-management', 'cost_allocations', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_ai_management.cost_allocations_journal AS j
                WHERE (j.service_name, j.allocation_month) = (c.key_1, c.key_2) OR j.service_name IS NULL
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_ai_management.cost_allocations_legacy_rows AS l ON (l.service_name, l.allocation_month) = (c.key_1, c.key_2)
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
        CROSS JOIN LATERAL migration_ai_management.cost_allocations_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN ai_management.ai_spending_allocations AS t ON (t._legacy_service_name, t._legacy_allocation_month) = (c.key_1, c.key_2)
        WHERE t._legacy_service_name IS NOT NULL
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
            FROM unnest(ARRAY['id', 'feature_id', 'month', 'department', 'share', 'amount', 'notes', 'updated_at', '_legacy_service_name', '_legacy_allocation_month']) AS name
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
    JOIN migration_ai_management.cost_allocations_restored AS r ON (r.service_name, r.allocation_month) = (c.key_1, c.key_2)
    WHERE to_jsonb(c.source) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_edges(seed bigint, size integer)
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
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.service_name, l.allocation_month)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('service_name', t._legacy_service_name, 'allocation_month', t._legacy_allocation_month)
        FROM ai_management.ai_spending_allocations AS t
        WHERE t._legacy_service_name IS NOT NULL
        ORDER BY hashtextextended(ROW(t._legacy_service_name, t._legacy_allocation_month)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- service_name that is empty
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.service_name = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest service_name
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.service_name NOT IN ('')
        ORDER BY l.service_name
        LIMIT 1
    )
    UNION ALL
    -- the highest service_name
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.service_name NOT IN ('')
        ORDER BY l.service_name DESC
        LIMIT 1
    )
    UNION ALL
    -- allocation_month that is Infinity
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.allocation_month = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- allocation_month that is -Infinity
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.allocation_month = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest allocation_month
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.allocation_month NOT IN ('Infinity', '-Infinity')
        ORDER BY l.allocation_month
        LIMIT 1
    )
    UNION ALL
    -- the highest allocation_month
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.allocation_month NOT IN ('Infinity', '-Infinity')
        ORDER BY l.allocation_month DESC
        LIMIT 1
    )
    UNION ALL
    -- no department
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.department IS NULL
        LIMIT 1
    )
    UNION ALL
    -- department that is empty
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.department = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest department
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.department NOT IN ('')
        ORDER BY l.department
        LIMIT 1
    )
    UNION ALL
    -- the highest department
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.department NOT IN ('')
        ORDER BY l.department DESC
        LIMIT 1
    )
    UNION ALL
    -- share that is Infinity
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.share = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- share that is -Infinity
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.share = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- share that is NaN
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.share = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest share
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.share NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.share
        LIMIT 1
    )
    UNION ALL
    -- the highest share
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.share NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.share DESC
        LIMIT 1
    )
    UNION ALL
    -- amount that is Infinity
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.amount = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- amount that is -Infinity
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.amount = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- amount that is NaN
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.amount = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest amount
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.amount NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.amount
        LIMIT 1
    )
    UNION ALL
    -- the highest amount
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.amount NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.amount DESC
        LIMIT 1
    )
    UNION ALL
    -- no notes
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.notes IS NULL
        LIMIT 1
    )
    UNION ALL
    -- notes that is empty
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.notes = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest notes
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.notes NOT IN ('')
        ORDER BY l.notes
        LIMIT 1
    )
    UNION ALL
    -- the highest notes
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.notes NOT IN ('')
        ORDER BY l.notes DESC
        LIMIT 1
    )
    UNION ALL
    -- updated_at that is Infinity
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.updated_at = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- updated_at that is -Infinity
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.updated_at = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest updated_at
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.updated_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.updated_at
        LIMIT 1
    )
    UNION ALL
    -- the highest updated_at
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.updated_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.updated_at DESC
        LIMIT 1
    )
    UNION ALL
    -- service_name that is photo_analysis
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.service_name = 'photo_analysis'
        LIMIT 1
    )
    UNION ALL
    -- service_name that is chatbot_service
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.service_name = 'chatbot_service'
        LIMIT 1
    )
    UNION ALL
    -- service_name that is search_ai
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.service_name = 'search_ai'
        LIMIT 1
    )
    UNION ALL
    -- service_name that ai_features does not know
    (
        SELECT jsonb_build_object('service_name', l.service_name, 'allocation_month', l.allocation_month)
        FROM migration_ai_management.cost_allocations_legacy_rows AS l
        WHERE
            l.service_name IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_features AS hop_0
                WHERE hop_0.slug = l.service_name
            )
            AND l.service_name <> 'photo_analysis'
            AND l.service_name <> 'chatbot_service'
            AND l.service_name <> 'search_ai'
        LIMIT 1
    )
;
$edges$;

--: The rung L5: store where the rows of these keys are not what they must be
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_oracle(this bigint)
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
        FROM migration_ai_management.cost_allocations_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_ai_management.cost_allocations_judge(keys) AS judged
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
ALTER FUNCTION migration_ai_management.cost_allocations_derive(migration_ai_management.cost_allocations_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_derive(migration_ai_management.cost_allocations_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.cost_allocations_derive(migration_ai_management.cost_allocations_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.cost_allocations_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.cost_allocations_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.cost_allocations_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.cost_allocations_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.cost_allocations_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.cost_allocations_oracle(bigint) TO migration_runner;

COMMIT;
