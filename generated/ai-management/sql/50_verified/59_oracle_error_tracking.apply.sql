-- Mapping error_tracking to ai_debug_events: the routines that derive its rows a second time, another way.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_error_tracking.rollback.sql

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

--: What one legacy row must become in ai_debug_events, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_derive(source migration_ai_management.error_tracking_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want ai_management.ai_debug_events;
    seen text;
BEGIN
    want.id := (
        SELECT concat(substr(h.digits, 1, 12), '8', substr(h.digits, 13, 3), '8', substr(h.digits, 16, 15))::uuid
        FROM (SELECT encode(set_byte(int8send(source.id), 0, (get_byte(int8send(source.id), 0) + 128) % 256), 'hex') || '605c4a9e6eee9c') AS h (digits)
    );
    want.kind := 'error';
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
    seen := source.model_name::text;
    seen := (SELECT k.id::text FROM ai_management.ai_models AS k WHERE k.name = seen::text);
    IF seen IS NULL THEN
        seen := (SELECT k.id::text FROM ai_management.ai_models AS k WHERE k.name = 'unknown');
    END IF;
    want.model_id := seen::uuid;
    seen := source.model_name::text;
    seen := (SELECT k.provider::text FROM ai_management.ai_models AS k WHERE k.name = seen::text);
    seen := (SELECT k.id::text FROM ai_management.ai_providers AS k WHERE k.slug = seen::text);
    IF seen IS NULL THEN
        seen := (SELECT k.id::text FROM ai_management.ai_providers AS k WHERE k.slug = 'unknown');
    END IF;
    want.provider_id := seen::uuid;
    want.severity := (
        SELECT CASE WHEN severity <= 1 THEN 'info' WHEN severity = 2 THEN 'warning' WHEN severity >= 3 THEN 'error' END
        FROM (SELECT source.*) AS l
    );
    want.code := source.error_code;
    want.message := source.error_message;
    want.stack_trace := source.stack_trace;
    want.request := source.request_id;
    want.occurrences := source.occurrences;
    want.is_resolved := source.resolved;
    want.resolved_by := source.resolved_by;
    want.first_occurred_at := source.first_seen;
    want.occurred_at := source.last_seen;
    want._error_tracking_id := source.id;
    want._error_tracking_severity := source.severity;
    want._error_tracking_service_name := source.service_name;
    want._error_tracking_model_name := source.model_name;
    want._error_tracking_fingerprint := source.fingerprint;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_judge(keys jsonb[])
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
                    = ('ai-management', 'error_tracking', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_ai_management.error_tracking_journal AS j
                WHERE (j.id) = (c.key_1) OR j.id IS NULL
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_ai_management.error_tracking_legacy_rows AS l ON (l.id) = (c.key_1)
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
        CROSS JOIN LATERAL migration_ai_management.error_tracking_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN ai_management.ai_debug_events AS t ON (t._error_tracking_id) = (c.key_1)
        WHERE t._error_tracking_id IS NOT NULL
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
            FROM unnest(ARRAY['id', 'kind', 'feature_id', 'model_id', 'provider_id', 'severity', 'code', 'message', 'stack_trace', 'request', 'occurrences', 'is_resolved', 'resolved_by', 'first_occurred_at', 'occurred_at', '_error_tracking_id', '_error_tracking_severity', '_error_tracking_service_name', '_error_tracking_model_name', '_error_tracking_fingerprint']) AS name
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
    JOIN migration_ai_management.error_tracking_restored AS r ON (r.id) = (c.key_1)
    WHERE to_jsonb(c.source) IS DISTINCT FROM to_jsonb(r)
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_edges(seed bigint, size integer)
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
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('id', t._error_tracking_id)
        FROM ai_management.ai_debug_events AS t
        WHERE t._error_tracking_id IS NOT NULL
        ORDER BY hashtextextended(ROW(t._error_tracking_id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- The first and the last row of each partition.
    (
        SELECT DISTINCT ON (t.tableoid, t.occurred_at) jsonb_build_object('id', t._error_tracking_id)
        FROM ai_management.ai_debug_events AS t
        JOIN (
            SELECT
                o.tableoid AS partition,
                min(o.occurred_at) AS first,
                max(o.occurred_at) AS last
            FROM ai_management.ai_debug_events AS o
            WHERE o._error_tracking_id IS NOT NULL
            GROUP BY o.tableoid
        ) AS ends
            ON t.tableoid = ends.partition
            AND t.occurred_at IN (ends.first, ends.last)
        WHERE t._error_tracking_id IS NOT NULL
    )
    UNION ALL
    -- the lowest id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.id IS NOT NULL
        ORDER BY l.id
        LIMIT 1
    )
    UNION ALL
    -- the highest id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.id IS NOT NULL
        ORDER BY l.id DESC
        LIMIT 1
    )
    UNION ALL
    -- no error_code
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.error_code IS NULL
        LIMIT 1
    )
    UNION ALL
    -- error_code that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.error_code = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest error_code
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.error_code NOT IN ('')
        ORDER BY l.error_code
        LIMIT 1
    )
    UNION ALL
    -- the highest error_code
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.error_code NOT IN ('')
        ORDER BY l.error_code DESC
        LIMIT 1
    )
    UNION ALL
    -- error_message that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.error_message = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest error_message
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.error_message NOT IN ('')
        ORDER BY l.error_message
        LIMIT 1
    )
    UNION ALL
    -- the highest error_message
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.error_message NOT IN ('')
        ORDER BY l.error_message DESC
        LIMIT 1
    )
    UNION ALL
    -- no severity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.severity IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest severity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.severity IS NOT NULL
        ORDER BY l.severity
        LIMIT 1
    )
    UNION ALL
    -- the highest severity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.severity IS NOT NULL
        ORDER BY l.severity DESC
        LIMIT 1
    )
    UNION ALL
    -- no service_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.service_name IS NULL
        LIMIT 1
    )
    UNION ALL
    -- service_name that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.service_name = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest service_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.service_name NOT IN ('')
        ORDER BY l.service_name
        LIMIT 1
    )
    UNION ALL
    -- the highest service_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.service_name NOT IN ('')
        ORDER BY l.service_name DESC
        LIMIT 1
    )
    UNION ALL
    -- no model_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.model_name IS NULL
        LIMIT 1
    )
    UNION ALL
    -- model_name that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.model_name = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest model_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.model_name NOT IN ('')
        ORDER BY l.model_name
        LIMIT 1
    )
    UNION ALL
    -- the highest model_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.model_name NOT IN ('')
        ORDER BY l.model_name DESC
        LIMIT 1
    )
    UNION ALL
    -- no stack_trace
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.stack_trace IS NULL
        LIMIT 1
    )
    UNION ALL
    -- stack_trace that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.stack_trace = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest stack_trace
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.stack_trace NOT IN ('')
        ORDER BY l.stack_trace
        LIMIT 1
    )
    UNION ALL
    -- the highest stack_trace
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.stack_trace NOT IN ('')
        ORDER BY l.stack_trace DESC
        LIMIT 1
    )
    UNION ALL
    -- no request_id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.request_id IS NULL
        LIMIT 1
    )
    UNION ALL
    -- request_id that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.request_id = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest request_id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.request_id NOT IN ('')
        ORDER BY l.request_id
        LIMIT 1
    )
    UNION ALL
    -- the highest request_id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.request_id NOT IN ('')
        ORDER BY l.request_id DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest occurrences
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.occurrences IS NOT NULL
        ORDER BY l.occurrences
        LIMIT 1
    )
    UNION ALL
    -- the highest occurrences
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.occurrences IS NOT NULL
        ORDER BY l.occurrences DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest resolved
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.resolved IS NOT NULL
        ORDER BY l.resolved
        LIMIT 1
    )
    UNION ALL
    -- the highest resolved
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.resolved IS NOT NULL
        ORDER BY l.resolved DESC
        LIMIT 1
    )
    UNION ALL
    -- no resolved_by
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.resolved_by IS NULL
        LIMIT 1
    )
    UNION ALL
    -- resolved_by that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.resolved_by = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest resolved_by
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.resolved_by NOT IN ('')
        ORDER BY l.resolved_by
        LIMIT 1
    )
    UNION ALL
    -- the highest resolved_by
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.resolved_by NOT IN ('')
        ORDER BY l.resolved_by DESC
        LIMIT 1
    )
    UNION ALL
    -- no fingerprint
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.fingerprint IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest fingerprint
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.fingerprint IS NOT NULL
        ORDER BY l.fingerprint
        LIMIT 1
    )
    UNION ALL
    -- the highest fingerprint
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.fingerprint IS NOT NULL
        ORDER BY l.fingerprint DESC
        LIMIT 1
    )
    UNION ALL
    -- no first_seen
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.first_seen IS NULL
        LIMIT 1
    )
    UNION ALL
    -- first_seen that is Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.first_seen = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- first_seen that is -Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.first_seen = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest first_seen
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.first_seen NOT IN ('Infinity', '-Infinity')
        ORDER BY l.first_seen
        LIMIT 1
    )
    UNION ALL
    -- the highest first_seen
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.first_seen NOT IN ('Infinity', '-Infinity')
        ORDER BY l.first_seen DESC
        LIMIT 1
    )
    UNION ALL
    -- last_seen that is Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.last_seen = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- last_seen that is -Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.last_seen = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest last_seen
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.last_seen NOT IN ('Infinity', '-Infinity')
        ORDER BY l.last_seen
        LIMIT 1
    )
    UNION ALL
    -- the highest last_seen
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.last_seen NOT IN ('Infinity', '-Infinity')
        ORDER BY l.last_seen DESC
        LIMIT 1
    )
    UNION ALL
    -- service_name that is photo_analysis
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.service_name = 'photo_analysis'
        LIMIT 1
    )
    UNION ALL
    -- service_name that is chatbot_service
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.service_name = 'chatbot_service'
        LIMIT 1
    )
    UNION ALL
    -- service_name that is search_ai
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.service_name = 'search_ai'
        LIMIT 1
    )
    UNION ALL
    -- service_name that ai_features does not know
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
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
    UNION ALL
    -- model_name that ai_models does not know
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.model_name IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_models AS hop_0
                WHERE hop_0.name = l.model_name
            )
        LIMIT 1
    )
    UNION ALL
    -- model_name that ai_models does not know
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.model_name IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_models AS hop_0
                WHERE hop_0.name = l.model_name
            )
        LIMIT 1
    )
    UNION ALL
    -- model_name that ai_providers does not know
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.error_tracking_legacy_rows AS l
        WHERE
            l.model_name IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_models AS hop_0
                JOIN ai_management.ai_providers AS hop_1 ON hop_1.slug = hop_0.provider
                WHERE hop_0.name = l.model_name
            )
        LIMIT 1
    )
;
$edges$;

--: The rung L5: store where the rows of these keys are not what they must be
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_oracle(this bigint)
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
        FROM migration_ai_management.error_tracking_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_ai_management.error_tracking_judge(keys) AS judged
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
ALTER FUNCTION migration_ai_management.error_tracking_derive(migration_ai_management.error_tracking_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_derive(migration_ai_management.error_tracking_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_derive(migration_ai_management.error_tracking_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_oracle(bigint) TO migration_runner;

COMMIT;
