-- Mapping user_metrics to ai_user_metrics: the routines that derive its rows a second time, another way.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_user_metrics.rollback.sql

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

--: What one legacy row must become in ai_user_metrics, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_derive(source migration_ai_management.user_metrics_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want ai_management.ai_user_metrics;
    seen text;
BEGIN
    want.user_id := source.user_id;
    want.day := source.metric_date;
    seen := source.top_service::text;
    seen := coalesce(
        (
            SELECT choice.value
            FROM jsonb_each_text('{"photo_analysis": "photo-tagging", "chatbot_service": "chatbot", "search_ai": "ai-search"}') AS choice
            WHERE choice.key::text = source.top_service
        ),
        seen
    );
    seen := (SELECT k.id::text FROM ai_management.ai_features AS k WHERE k.slug = seen::text);
    IF seen IS NULL THEN
        seen := (SELECT k.id::text FROM ai_management.ai_features AS k WHERE k.slug = 'unassigned');
    END IF;
    want.top_feature_id := seen::uuid;
    want.calls := source.requests;
    want.tokens_used := source.tokens;
    want.cost_usd := source.cost;
    want.active_seconds := (
        SELECT active_minutes::bigint * 60
        FROM (SELECT source.*) AS l
    );
    want.average_rating := source.average_rating;
    want.last_call_at := source.last_seen;
    want.updated_at := source.updated_at;
    want._top_service := source.top_service;
    want._active_minutes := source.active_minutes;
    want._engagement_score := source.engagement_score;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_judge(keys jsonb[])
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
            (k.legacy_key ->> 'user_id')::uuid AS key_1,
            (k.legacy_key ->> 'metric_date')::date AS key_2
        FROM unnest(keys) AS k (legacy_key)
    ),
    looked_at AS MATERIALIZED (
        SELECT
            c.*,
            l AS source,
            l.user_id IS NOT NULL AS present,
            EXISTS (
                SELECT FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.mapping, q.legacy_key)
                    = ('ai-management', 'user_metrics', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_ai_management.user_metrics_journal AS j
                WHERE (j.user_id, j.metric_date) = (c.key_1, c.key_2) OR j.user_id IS NULL
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_ai_management.user_metrics_legacy_rows AS l ON (l.user_id, l.metric_date) = (c.key_1, c.key_2)
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
        CROSS JOIN LATERAL migration_ai_management.user_metrics_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN ai_management.ai_user_metrics AS t ON (t.user_id, t.day) = (c.key_1, c.key_2)
        WHERE t.user_id IS NOT NULL
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
            FROM unnest(ARRAY['user_id', 'day', 'top_feature_id', 'calls', 'tokens_used', 'cost_usd', 'active_seconds', 'average_rating', 'last_call_at', 'updated_at', '_top_service', '_active_minutes', '_engagement_score']) AS name
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
    JOIN migration_ai_management.user_metrics_restored AS r ON (r.user_id, r.metric_date) = (c.key_1, c.key_2)
    WHERE to_jsonb(c.source) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_edges(seed bigint, size integer)
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
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.user_id, l.metric_date)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('user_id', t.user_id, 'metric_date', t.day)
        FROM ai_management.ai_user_metrics AS t
        WHERE t.user_id IS NOT NULL
        ORDER BY hashtextextended(ROW(t.user_id, t.day)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- the lowest user_id
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.user_id IS NOT NULL
        ORDER BY l.user_id
        LIMIT 1
    )
    UNION ALL
    -- the highest user_id
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.user_id IS NOT NULL
        ORDER BY l.user_id DESC
        LIMIT 1
    )
    UNION ALL
    -- metric_date that is Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.metric_date = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- metric_date that is -Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.metric_date = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest metric_date
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.metric_date NOT IN ('Infinity', '-Infinity')
        ORDER BY l.metric_date
        LIMIT 1
    )
    UNION ALL
    -- the highest metric_date
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.metric_date NOT IN ('Infinity', '-Infinity')
        ORDER BY l.metric_date DESC
        LIMIT 1
    )
    UNION ALL
    -- no top_service
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.top_service IS NULL
        LIMIT 1
    )
    UNION ALL
    -- top_service that is empty
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.top_service = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest top_service
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.top_service NOT IN ('')
        ORDER BY l.top_service
        LIMIT 1
    )
    UNION ALL
    -- the highest top_service
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.top_service NOT IN ('')
        ORDER BY l.top_service DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest requests
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.requests IS NOT NULL
        ORDER BY l.requests
        LIMIT 1
    )
    UNION ALL
    -- the highest requests
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.requests IS NOT NULL
        ORDER BY l.requests DESC
        LIMIT 1
    )
    UNION ALL
    -- no tokens
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.tokens IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest tokens
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.tokens IS NOT NULL
        ORDER BY l.tokens
        LIMIT 1
    )
    UNION ALL
    -- the highest tokens
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.tokens IS NOT NULL
        ORDER BY l.tokens DESC
        LIMIT 1
    )
    UNION ALL
    -- no cost
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.cost IS NULL
        LIMIT 1
    )
    UNION ALL
    -- cost that is Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.cost = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- cost that is -Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.cost = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- cost that is NaN
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.cost = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest cost
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.cost NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.cost
        LIMIT 1
    )
    UNION ALL
    -- the highest cost
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.cost NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.cost DESC
        LIMIT 1
    )
    UNION ALL
    -- no active_minutes
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.active_minutes IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest active_minutes
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.active_minutes IS NOT NULL
        ORDER BY l.active_minutes
        LIMIT 1
    )
    UNION ALL
    -- the highest active_minutes
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.active_minutes IS NOT NULL
        ORDER BY l.active_minutes DESC
        LIMIT 1
    )
    UNION ALL
    -- no average_rating
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.average_rating IS NULL
        LIMIT 1
    )
    UNION ALL
    -- average_rating that is Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.average_rating = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- average_rating that is -Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.average_rating = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- average_rating that is NaN
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.average_rating = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest average_rating
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.average_rating NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.average_rating
        LIMIT 1
    )
    UNION ALL
    -- the highest average_rating
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.average_rating NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.average_rating DESC
        LIMIT 1
    )
    UNION ALL
    -- no engagement_score
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.engagement_score IS NULL
        LIMIT 1
    )
    UNION ALL
    -- engagement_score that is Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.engagement_score = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- engagement_score that is -Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.engagement_score = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- engagement_score that is NaN
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.engagement_score = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest engagement_score
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.engagement_score NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.engagement_score
        LIMIT 1
    )
    UNION ALL
    -- the highest engagement_score
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.engagement_score NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.engagement_score DESC
        LIMIT 1
    )
    UNION ALL
    -- no last_seen
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.last_seen IS NULL
        LIMIT 1
    )
    UNION ALL
    -- last_seen that is Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.last_seen = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- last_seen that is -Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.last_seen = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest last_seen
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.last_seen NOT IN ('Infinity', '-Infinity')
        ORDER BY l.last_seen
        LIMIT 1
    )
    UNION ALL
    -- the highest last_seen
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.last_seen NOT IN ('Infinity', '-Infinity')
        ORDER BY l.last_seen DESC
        LIMIT 1
    )
    UNION ALL
    -- updated_at that is Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.updated_at = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- updated_at that is -Infinity
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.updated_at = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest updated_at
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.updated_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.updated_at
        LIMIT 1
    )
    UNION ALL
    -- the highest updated_at
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.updated_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.updated_at DESC
        LIMIT 1
    )
    UNION ALL
    -- top_service that is photo_analysis
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.top_service = 'photo_analysis'
        LIMIT 1
    )
    UNION ALL
    -- top_service that is chatbot_service
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.top_service = 'chatbot_service'
        LIMIT 1
    )
    UNION ALL
    -- top_service that is search_ai
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.top_service = 'search_ai'
        LIMIT 1
    )
    UNION ALL
    -- top_service that ai_features does not know
    (
        SELECT jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date)
        FROM migration_ai_management.user_metrics_legacy_rows AS l
        WHERE
            l.top_service IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_features AS hop_0
                WHERE hop_0.slug = l.top_service
            )
            AND l.top_service <> 'photo_analysis'
            AND l.top_service <> 'chatbot_service'
            AND l.top_service <> 'search_ai'
        LIMIT 1
    )
;
$edges$;

--: The rung L5: store where the rows of these keys are not what they must be
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_oracle(this bigint)
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
        FROM migration_ai_management.user_metrics_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_ai_management.user_metrics_judge(keys) AS judged
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
ALTER FUNCTION migration_ai_management.user_metrics_derive(migration_ai_management.user_metrics_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_derive(migration_ai_management.user_metrics_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_derive(migration_ai_management.user_metrics_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.user_metrics_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.user_metrics_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.user_metrics_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_oracle(bigint) TO migration_runner;

COMMIT;
