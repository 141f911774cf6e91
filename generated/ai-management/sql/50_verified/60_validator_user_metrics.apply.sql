-- Mapping user_metrics to ai_user_metrics: the routines that compare every row.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 60_validator_user_metrics.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.user_metrics_expected AS
SELECT
    l.user_id AS legacy_key_1,
    l.metric_date AS legacy_key_2,
    (l.user_id)::uuid AS user_id,
    (l.metric_date)::date AS day,
    (COALESCE(
        (
            SELECT known.id
            FROM ai_management.ai_features AS known
            WHERE known.slug = CASE l.top_service
                WHEN 'photo_analysis' THEN 'photo-tagging'
                WHEN 'chatbot_service' THEN 'chatbot'
                WHEN 'search_ai' THEN 'ai-search'
                ELSE l.top_service
            END
        ),
        (
            SELECT known.id
            FROM ai_management.ai_features AS known
            WHERE known.slug = 'unassigned'
        )
    ))::uuid AS top_feature_id,
    (l.requests)::integer AS calls,
    (l.tokens)::bigint AS tokens_used,
    (l.cost)::numeric(12,4) AS cost_usd,
    (active_minutes::bigint * 60)::bigint AS active_seconds,
    (l.average_rating)::numeric(3,2) AS average_rating,
    (l.last_seen)::timestamptz AS last_call_at,
    (l.updated_at)::timestamptz AS updated_at,
    (l.top_service)::text AS _top_service,
    (l.active_minutes)::integer AS _active_minutes,
    (l.engagement_score)::double precision AS _engagement_score
FROM migration_ai_management.user_metrics_legacy_rows AS l
WHERE
    NOT EXISTS (SELECT FROM migration_ai_management.user_metrics_journal AS j WHERE (j.user_id, j.metric_date) = (l.user_id, l.metric_date))
    AND NOT EXISTS (
        SELECT FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'user_metrics', jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date))
    )
-- A fence: each expression is evaluated once, however often a query reads it.
OFFSET 0;

--: What the target does hold, by legacy key, but for the keys that are pending
CREATE OR REPLACE VIEW migration_ai_management.user_metrics_actual AS
SELECT
    t.user_id AS legacy_key_1,
    t.day AS legacy_key_2,
    t.user_id,
    t.day,
    t.top_feature_id,
    t.calls,
    t.tokens_used,
    t.cost_usd,
    t.active_seconds,
    t.average_rating,
    t.last_call_at,
    t.updated_at,
    t._top_service,
    t._active_minutes,
    t._engagement_score
FROM ai_management.ai_user_metrics AS t
WHERE
    t.user_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM migration_ai_management.user_metrics_journal AS j WHERE (j.user_id, j.metric_date) = (t.user_id, t.day));

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.user_metrics_expected OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_ai_management.user_metrics_expected SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.user_metrics_expected TO migration_runner;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.user_metrics_actual OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_ai_management.user_metrics_actual SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.user_metrics_actual TO migration_runner;

--: Compare everything in one snapshot and store what was found
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_compare()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
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
    IF EXISTS (SELECT FROM migration_ai_management.user_metrics_journal AS j WHERE j.user_id IS NULL) THEN
        RAISE EXCEPTION 'a TRUNCATE waits in the journal' USING
            ERRCODE = 'MG073',
            HINT = 'Replay the journal, then validate again.';
    END IF;
    INSERT INTO migration.validation_run (migration, mapping, started_at, spec_hash, plan_hash, snapshot)
    SELECT m.name, 'user_metrics', clock_timestamp(), m.spec_hash, m.plan_hash, pg_current_snapshot()::text
    FROM migration.migration AS m
    WHERE m.name = 'ai-management'
    RETURNING run INTO this;

    -- L0: the catalog is as the specs say, so that what is compared now stays so.
    began := clock_timestamp();
    WITH relation (oid) AS (
        SELECT 'ai_management.ai_user_metrics'::regclass
        UNION
        SELECT p.relid FROM pg_partition_tree('ai_management.ai_user_metrics') AS p
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
                ('user_id', 'uuid', true, false),
                ('day', 'date', true, false),
                ('top_feature_id', 'uuid', true, false),
                ('calls', 'integer', true, true),
                ('tokens_used', 'bigint', false, false),
                ('cost_usd', 'numeric(12,4)', false, false),
                ('active_seconds', 'bigint', false, false),
                ('average_rating', 'numeric(3,2)', false, false),
                ('last_call_at', 'timestamp with time zone', false, false),
                ('updated_at', 'timestamp with time zone', true, true),
                ('_top_service', 'text', false, false),
                ('_active_minutes', 'integer', false, false),
                ('_engagement_score', 'double precision', false, false),
                ('_migrated_at', 'timestamp with time zone', false, false),
                ('_by_legacy_name', 'boolean', false, false)
        ) AS wanted (name, type, required, filled)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = 'ai_management.ai_user_metrics'::regclass AND a.attname = wanted.name AND NOT a.attisdropped
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
                ('ai_user_metrics_pkey', 'p'),
                ('ai_user_metrics_top_feature_id_fkey', 'f')
        ) AS wanted (name, type)
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint AS c
            WHERE (c.conrelid, c.conname, c.contype) = ('ai_management.ai_user_metrics'::regclass, wanted.name, wanted.type)
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
                ('ai_management_app', 'SELECT'),
                ('ai_management_app', 'INSERT'),
                ('ai_management_app', 'UPDATE'),
                ('ai_management_app', 'DELETE'),
                ('ai_management_reader', 'SELECT'),
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
                = ('ai_management.ai_user_metrics'::regclass, wanted.role, wanted.privilege)
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
                    FROM unnest(ARRAY['public.user_metrics']::text[]) AS legacy (name)
                    WHERE has_table_privilege('public', to_regclass(legacy.name), given.privilege_type)
                )
            )
        UNION ALL
        SELECT 'row-level security is on'
        FROM pg_class AS c
        WHERE c.oid = 'ai_management.ai_user_metrics'::regclass AND c.relrowsecurity <> false
    ),
    stored AS (
        INSERT INTO migration.difference (run, rung, difference_number, kind, actual)
        SELECT this, 'L0', row_number() OVER (ORDER BY p.text), 'schema', to_jsonb(p.text)
        FROM problem AS p
        RETURNING difference_number
    )
    SELECT count(*) INTO found FROM stored;
    PERFORM migration.store_result(
        this, 'L0', 15, found,
        'columns, constraints, indexes, grants and row-level security', began
    );
    problems := problems + found;

    -- L1: source = migrated + quarantined + filtered + pending, and each row where it belongs.
    began := clock_timestamp();
    SELECT count(*) INTO source FROM migration_ai_management.user_metrics_legacy_rows AS l;
    SELECT source - count(*) INTO pending
    FROM migration_ai_management.user_metrics_legacy_rows AS l
    WHERE
        NOT EXISTS (SELECT FROM migration_ai_management.user_metrics_journal AS j WHERE (j.user_id, j.metric_date) = (l.user_id, l.metric_date));
    SELECT count(*) INTO quarantined
    FROM migration_ai_management.user_metrics_legacy_rows AS l
    WHERE
        EXISTS (
            SELECT FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'user_metrics', jsonb_build_object('user_id', l.user_id, 'metric_date', l.metric_date))
        )
        AND NOT EXISTS (SELECT FROM migration_ai_management.user_metrics_journal AS j WHERE (j.user_id, j.metric_date) = (l.user_id, l.metric_date));
    filtered := 0;
    SELECT count(*) INTO migrated FROM migration_ai_management.user_metrics_actual;
    found := abs(source - migrated - quarantined - filtered - pending);
    -- A value that no looked-up table knows loses no row: it is kept, counted and named.
    WITH kept AS (
        SELECT
            'top_feature_id' AS target_column,
            t._top_service::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._top_service::text) AS place
        FROM ai_management.ai_user_metrics AS t
        WHERE
            t.user_id IS NOT NULL
            AND t.top_feature_id = (
                SELECT known.id
                FROM ai_management.ai_features AS known
                WHERE known.slug = 'unassigned'
            )
        GROUP BY t._top_service
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
    CREATE TEMPORARY TABLE pg_temp.user_metrics_expected ON COMMIT DROP AS
    SELECT * FROM migration_ai_management.user_metrics_expected;

    -- L2: counts, sums and extremes per column.
    began := clock_timestamp();
    WITH e AS (
        SELECT
            count(r.user_id) AS "user_id.count",
            count(r.day) AS "day.count",
            min(r.day) FILTER (WHERE isfinite(r.day)) AS "day.min",
            max(r.day) FILTER (WHERE isfinite(r.day)) AS "day.max",
            count(r.top_feature_id) AS "top_feature_id.count",
            count(r.calls) AS "calls.count",
            min(r.calls) AS "calls.min",
            max(r.calls) AS "calls.max",
            sum(r.calls::numeric) AS "calls.sum",
            count(r.tokens_used) AS "tokens_used.count",
            min(r.tokens_used) AS "tokens_used.min",
            max(r.tokens_used) AS "tokens_used.max",
            sum(r.tokens_used::numeric) AS "tokens_used.sum",
            count(r.cost_usd) AS "cost_usd.count",
            min(r.cost_usd) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.min",
            max(r.cost_usd) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.max",
            sum(r.cost_usd::numeric) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.sum",
            count(r.active_seconds) AS "active_seconds.count",
            min(r.active_seconds) AS "active_seconds.min",
            max(r.active_seconds) AS "active_seconds.max",
            sum(r.active_seconds::numeric) AS "active_seconds.sum",
            count(r.average_rating) AS "average_rating.count",
            min(r.average_rating) FILTER (WHERE r.average_rating NOT IN ('NaN', 'Infinity', '-Infinity')) AS "average_rating.min",
            max(r.average_rating) FILTER (WHERE r.average_rating NOT IN ('NaN', 'Infinity', '-Infinity')) AS "average_rating.max",
            count(r.last_call_at) AS "last_call_at.count",
            min(r.last_call_at) FILTER (WHERE isfinite(r.last_call_at)) AS "last_call_at.min",
            max(r.last_call_at) FILTER (WHERE isfinite(r.last_call_at)) AS "last_call_at.max",
            count(r.updated_at) AS "updated_at.count",
            min(r.updated_at) FILTER (WHERE isfinite(r.updated_at)) AS "updated_at.min",
            max(r.updated_at) FILTER (WHERE isfinite(r.updated_at)) AS "updated_at.max",
            count(r._top_service) AS "_top_service.count",
            min(r._top_service) AS "_top_service.min",
            max(r._top_service) AS "_top_service.max",
            count(r._active_minutes) AS "_active_minutes.count",
            min(r._active_minutes) AS "_active_minutes.min",
            max(r._active_minutes) AS "_active_minutes.max",
            count(r._engagement_score) AS "_engagement_score.count"
        FROM pg_temp.user_metrics_expected AS r
    ),
    a AS (
        SELECT
            count(r.user_id) AS "user_id.count",
            count(r.day) AS "day.count",
            min(r.day) FILTER (WHERE isfinite(r.day)) AS "day.min",
            max(r.day) FILTER (WHERE isfinite(r.day)) AS "day.max",
            count(r.top_feature_id) AS "top_feature_id.count",
            count(r.calls) AS "calls.count",
            min(r.calls) AS "calls.min",
            max(r.calls) AS "calls.max",
            sum(r.calls::numeric) AS "calls.sum",
            count(r.tokens_used) AS "tokens_used.count",
            min(r.tokens_used) AS "tokens_used.min",
            max(r.tokens_used) AS "tokens_used.max",
            sum(r.tokens_used::numeric) AS "tokens_used.sum",
            count(r.cost_usd) AS "cost_usd.count",
            min(r.cost_usd) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.min",
            max(r.cost_usd) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.max",
            sum(r.cost_usd::numeric) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.sum",
            count(r.active_seconds) AS "active_seconds.count",
            min(r.active_seconds) AS "active_seconds.min",
            max(r.active_seconds) AS "active_seconds.max",
            sum(r.active_seconds::numeric) AS "active_seconds.sum",
            count(r.average_rating) AS "average_rating.count",
            min(r.average_rating) FILTER (WHERE r.average_rating NOT IN ('NaN', 'Infinity', '-Infinity')) AS "average_rating.min",
            max(r.average_rating) FILTER (WHERE r.average_rating NOT IN ('NaN', 'Infinity', '-Infinity')) AS "average_rating.max",
            count(r.last_call_at) AS "last_call_at.count",
            min(r.last_call_at) FILTER (WHERE isfinite(r.last_call_at)) AS "last_call_at.min",
            max(r.last_call_at) FILTER (WHERE isfinite(r.last_call_at)) AS "last_call_at.max",
            count(r.updated_at) AS "updated_at.count",
            min(r.updated_at) FILTER (WHERE isfinite(r.updated_at)) AS "updated_at.min",
            max(r.updated_at) FILTER (WHERE isfinite(r.updated_at)) AS "updated_at.max",
            count(r._top_service) AS "_top_service.count",
            min(r._top_service) AS "_top_service.min",
            max(r._top_service) AS "_top_service.max",
            count(r._active_minutes) AS "_active_minutes.count",
            min(r._active_minutes) AS "_active_minutes.min",
            max(r._active_minutes) AS "_active_minutes.max",
            count(r._engagement_score) AS "_engagement_score.count"
        FROM migration_ai_management.user_metrics_actual AS r
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
    PERFORM migration.store_result(this, 'L2', 37, found, 'non-null counts, sums and extremes per column', began);
    problems := problems + found;

    -- L3: checksums of 256 chunks, by a hash of the key.
    began := clock_timestamp();
    WITH e AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1, legacy_key_2)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(user_id, day, top_feature_id, calls, tokens_used, trim_scale(cost_usd), active_seconds, trim_scale(average_rating), last_call_at, updated_at, _top_service, _active_minutes, _engagement_score + 0)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM pg_temp.user_metrics_expected
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
                ('x' || substr(md5(ROW(user_id, day, top_feature_id, calls, tokens_used, trim_scale(cost_usd), active_seconds, trim_scale(average_rating), last_call_at, updated_at, _top_service, _active_minutes, _engagement_score + 0)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM migration_ai_management.user_metrics_actual
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
            jsonb_build_object('user_id', COALESCE(e.legacy_key_1, a.legacy_key_1), 'metric_date', COALESCE(e.legacy_key_2, a.legacy_key_2)) AS legacy_key,
            CASE
                WHEN a.legacy_key_1 IS NULL THEN 'missing'
                WHEN e.legacy_key_1 IS NULL THEN 'extra'
                ELSE 'differs'
            END AS kind,
            to_jsonb(e) AS expected,
            to_jsonb(a) AS actual
        FROM pg_temp.user_metrics_expected AS e
        FULL JOIN migration_ai_management.user_metrics_actual AS a ON a.legacy_key_1 = e.legacy_key_1 AND a.legacy_key_2 = e.legacy_key_2
        WHERE
            a.legacy_key_1 IS NULL
            OR e.legacy_key_1 IS NULL
            OR (e.user_id, e.day, e.top_feature_id, e.calls, e.tokens_used, e.cost_usd, e.active_seconds, e.average_rating, e.last_call_at, e.updated_at, e._top_service, e._active_minutes, e._engagement_score) IS DISTINCT FROM (a.user_id, a.day, a.top_feature_id, a.calls, a.tokens_used, a.cost_usd, a.active_seconds, a.average_rating, a.last_call_at, a.updated_at, a._top_service, a._active_minutes, a._engagement_score)
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
            ('user_id', NULL),
            ('day', NULL),
            ('top_feature_id', NULL),
            ('calls', NULL),
            ('tokens_used', NULL),
            ('cost_usd', NULL),
            ('active_seconds', NULL),
            ('average_rating', NULL),
            ('last_call_at', NULL),
            ('updated_at', NULL),
            ('_top_service', 'no mapped column gives it back'),
            ('_active_minutes', 'no mapped column gives it back'),
            ('_engagement_score', 'dropped when the migration is finalized: The old report makes it from the other columns; nothing else reads it.')
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
            a.attrelid = 'ai_management.ai_user_metrics'::regclass AND a.attnum > 0 AND NOT a.attisdropped
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
        this, 'L4', migrated, found, 'every row, all 13 columns', began, covered
    );
    problems := problems + found;

    DROP TABLE pg_temp.user_metrics_expected;

    -- L5: a sample and every edge, derived another way.
    problems := problems + migration_ai_management.user_metrics_oracle(this);

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
CREATE OR REPLACE PROCEDURE migration_ai_management.user_metrics_validate()
LANGUAGE plpgsql
AS $validate$
BEGIN
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
    -- Before the snapshot: a TRUNCATE after it would be seen here, and its capture would not.
    LOCK TABLE migration_ai_management.user_metrics_legacy_rows IN ACCESS SHARE MODE;
    PERFORM migration_ai_management.user_metrics_compare();
    COMMIT;
END
$validate$;

--: Refuse to go on unless the last validation was clean
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_gate()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $gate$
DECLARE
    last migration.validation_run;
BEGIN
    SELECT r.* INTO last
    FROM migration.validation_run AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'user_metrics')
    ORDER BY r.run DESC
    LIMIT 1;
    IF last.outcome IS DISTINCT FROM 'clean' THEN
        RAISE EXCEPTION 'the mapping user_metrics shows differences' USING
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
ALTER FUNCTION migration_ai_management.user_metrics_compare() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_compare() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_compare() TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.user_metrics_validate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.user_metrics_validate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.user_metrics_validate() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.user_metrics_gate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_gate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_gate() TO migration_runner;

COMMIT;
