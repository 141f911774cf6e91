-- Mapping analytics_events to ai_analytics_events: the routines that derive its rows a second time, another way.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_analytics_events.rollback.sql

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

--: What one legacy row must become in ai_analytics_events, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_derive(source migration_ai_management.analytics_events_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want ai_management.ai_analytics_events;
    seen text;
BEGIN
    IF (SELECT (event_name <> 'heartbeat') FROM (SELECT source.*) AS l) IS NOT TRUE THEN
        RETURN;
    END IF;
    want.id := source.event_id;
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
    want.event := source.event_name::text;
    want.user_id := source.user_id;
    want.session := source.session_id;
    want.experiment := source.experiment::text;
    want.variant := source.variant::text;
    want.properties := source.properties;
    want.occurred_at := source.occurred_at;
    want._event_name := source.event_name;
    want._service_name := source.service_name;
    want._experiment := source.experiment;
    want._variant := source.variant;
    want._user_agent := source.user_agent;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_judge(keys jsonb[])
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
            (k.legacy_key ->> 'event_id')::uuid AS key_1
        FROM unnest(keys) AS k (legacy_key)
    ),
    looked_at AS MATERIALIZED (
        SELECT
            c.*,
            l AS source,
            l.event_id IS NOT NULL AS present,
            EXISTS (
                SELECT FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.mapping, q.legacy_key)
                    = ('ai-management', 'analytics_events', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_ai_management.analytics_events_journal AS j
                WHERE (j.event_id) = (c.key_1) OR j.event_id IS NULL
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_ai_management.analytics_events_legacy_rows AS l ON (l.event_id) = (c.key_1)
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
        CROSS JOIN LATERAL migration_ai_management.analytics_events_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN ai_management.ai_analytics_events AS t ON (t.id) = (c.key_1)
        WHERE t.id IS NOT NULL
        AND NOT (
            t._migrated_at IS NULL
            AND (
                SELECT (event_name <> 'heartbeat')
                FROM (
                    SELECT
                        t.id AS event_id,
                        t._event_name AS event_name,
                        t._service_name AS service_name,
                        t.user_id AS user_id,
                        t.session AS session_id,
                        t._experiment AS experiment,
                        t._variant AS variant,
                        t.properties AS properties,
                        t._user_agent AS user_agent,
                        t.occurred_at AS occurred_at
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
            FROM unnest(ARRAY['id', 'feature_id', 'event', 'user_id', 'session', 'experiment', 'variant', 'properties', 'occurred_at', '_event_name', '_service_name', '_experiment', '_variant', '_user_agent']) AS name
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
    JOIN migration_ai_management.analytics_events_restored AS r ON (r.event_id) = (c.key_1)
    WHERE to_jsonb(c.source) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_edges(seed bigint, size integer)
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
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.event_id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('event_id', t.id)
        FROM ai_management.ai_analytics_events AS t
        WHERE t.id IS NOT NULL
        ORDER BY hashtextextended(ROW(t.id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- The first and the last row of each partition.
    (
        SELECT DISTINCT ON (t.tableoid, t.occurred_at) jsonb_build_object('event_id', t.id)
        FROM ai_management.ai_analytics_events AS t
        JOIN (
            SELECT
                o.tableoid AS partition,
                min(o.occurred_at) AS first,
                max(o.occurred_at) AS last
            FROM ai_management.ai_analytics_events AS o
            WHERE o.id IS NOT NULL
            GROUP BY o.tableoid
        ) AS ends
            ON t.tableoid = ends.partition
            AND t.occurred_at IN (ends.first, ends.last)
        WHERE t.id IS NOT NULL
    )
    UNION ALL
    -- the lowest event_id
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.event_id IS NOT NULL
        ORDER BY l.event_id
        LIMIT 1
    )
    UNION ALL
    -- the highest event_id
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.event_id IS NOT NULL
        ORDER BY l.event_id DESC
        LIMIT 1
    )
    UNION ALL
    -- event_name that is empty
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.event_name = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest event_name
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.event_name NOT IN ('')
        ORDER BY l.event_name
        LIMIT 1
    )
    UNION ALL
    -- the highest event_name
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.event_name NOT IN ('')
        ORDER BY l.event_name DESC
        LIMIT 1
    )
    UNION ALL
    -- no service_name
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.service_name IS NULL
        LIMIT 1
    )
    UNION ALL
    -- service_name that is empty
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.service_name = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest service_name
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.service_name NOT IN ('')
        ORDER BY l.service_name
        LIMIT 1
    )
    UNION ALL
    -- the highest service_name
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.service_name NOT IN ('')
        ORDER BY l.service_name DESC
        LIMIT 1
    )
    UNION ALL
    -- no user_id
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.user_id IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest user_id
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.user_id IS NOT NULL
        ORDER BY l.user_id
        LIMIT 1
    )
    UNION ALL
    -- the highest user_id
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.user_id IS NOT NULL
        ORDER BY l.user_id DESC
        LIMIT 1
    )
    UNION ALL
    -- no session_id
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.session_id IS NULL
        LIMIT 1
    )
    UNION ALL
    -- session_id that is empty
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.session_id = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest session_id
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.session_id NOT IN ('')
        ORDER BY l.session_id
        LIMIT 1
    )
    UNION ALL
    -- the highest session_id
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.session_id NOT IN ('')
        ORDER BY l.session_id DESC
        LIMIT 1
    )
    UNION ALL
    -- no experiment
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.experiment IS NULL
        LIMIT 1
    )
    UNION ALL
    -- experiment that is empty
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.experiment = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest experiment
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.experiment NOT IN ('')
        ORDER BY l.experiment
        LIMIT 1
    )
    UNION ALL
    -- the highest experiment
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.experiment NOT IN ('')
        ORDER BY l.experiment DESC
        LIMIT 1
    )
    UNION ALL
    -- no variant
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.variant IS NULL
        LIMIT 1
    )
    UNION ALL
    -- variant that is empty
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.variant = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest variant
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.variant NOT IN ('')
        ORDER BY l.variant
        LIMIT 1
    )
    UNION ALL
    -- the highest variant
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.variant NOT IN ('')
        ORDER BY l.variant DESC
        LIMIT 1
    )
    UNION ALL
    -- no properties
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.properties IS NULL
        LIMIT 1
    )
    UNION ALL
    -- properties of the type object
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            jsonb_typeof(l.properties) = 'object'
        LIMIT 1
    )
    UNION ALL
    -- properties of the type array
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            jsonb_typeof(l.properties) = 'array'
        LIMIT 1
    )
    UNION ALL
    -- properties of the type string
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            jsonb_typeof(l.properties) = 'string'
        LIMIT 1
    )
    UNION ALL
    -- properties of the type null
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            jsonb_typeof(l.properties) = 'null'
        LIMIT 1
    )
    UNION ALL
    -- no user_agent
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.user_agent IS NULL
        LIMIT 1
    )
    UNION ALL
    -- user_agent that is empty
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.user_agent = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest user_agent
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.user_agent NOT IN ('')
        ORDER BY l.user_agent
        LIMIT 1
    )
    UNION ALL
    -- the highest user_agent
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.user_agent NOT IN ('')
        ORDER BY l.user_agent DESC
        LIMIT 1
    )
    UNION ALL
    -- occurred_at that is Infinity
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.occurred_at = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- occurred_at that is -Infinity
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.occurred_at = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest occurred_at
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.occurred_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.occurred_at
        LIMIT 1
    )
    UNION ALL
    -- the highest occurred_at
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.occurred_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.occurred_at DESC
        LIMIT 1
    )
    UNION ALL
    -- service_name that is photo_analysis
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.service_name = 'photo_analysis'
        LIMIT 1
    )
    UNION ALL
    -- service_name that is chatbot_service
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.service_name = 'chatbot_service'
        LIMIT 1
    )
    UNION ALL
    -- service_name that is search_ai
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
        WHERE
            l.service_name = 'search_ai'
        LIMIT 1
    )
    UNION ALL
    -- service_name that ai_features does not know
    (
        SELECT jsonb_build_object('event_id', l.event_id)
        FROM migration_ai_management.analytics_events_legacy_rows AS l
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
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_oracle(this bigint)
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
        FROM migration_ai_management.analytics_events_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_ai_management.analytics_events_judge(keys) AS judged
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
ALTER FUNCTION migration_ai_management.analytics_events_derive(migration_ai_management.analytics_events_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_derive(migration_ai_management.analytics_events_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.analytics_events_derive(migration_ai_management.analytics_events_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.analytics_events_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.analytics_events_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.analytics_events_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.analytics_events_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.analytics_events_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.analytics_events_oracle(bigint) TO migration_runner;

COMMIT;
