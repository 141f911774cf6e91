-- Mapping usage_logs to ai_usage_logs: the routines that compare every row.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 60_validator_usage_logs.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.usage_logs_expected AS
SELECT
    l.id AS legacy_key_1,
    (migration.uuid_from_bigint(22647388881213766, l.id))::uuid AS id,
    (COALESCE(
        (
            SELECT known.id
            FROM ai_management.ai_features AS known
            WHERE known.slug = CASE l.service_name
                WHEN 'photo_analysis' THEN 'photo-tagging'
                WHEN 'chatbot_service' THEN 'chatbot'
                WHEN 'search_ai' THEN 'ai-search'
                ELSE l.service_name
            END
        ),
        (
            SELECT known.id
            FROM ai_management.ai_features AS known
            WHERE known.slug = 'unassigned'
        )
    ))::uuid AS feature_id,
    (COALESCE(
        (
            SELECT known.id
            FROM ai_management.ai_models AS known
            WHERE known.name = l.model_name
        ),
        (
            SELECT known.id
            FROM ai_management.ai_models AS known
            WHERE known.name = 'unknown'
        )
    ))::uuid AS model_id,
    (l.user_id)::uuid AS user_id,
    (l.tokens)::bigint AS tokens_used,
    (l.response_time)::integer AS response_time_ms,
    (l.cost)::numeric AS cost_usd,
    (CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END)::text AS status,
    (l.created_at)::timestamptz AS created_at,
    (l.id)::bigint AS _legacy_id,
    (l.service_name)::text AS _service_name,
    (l.model_name)::text AS _model_name,
    (l.success)::boolean AS _success
FROM migration_ai_management.usage_logs_legacy_rows AS l
WHERE
    NOT EXISTS (SELECT FROM migration_ai_management.usage_logs_journal AS j WHERE (j.id) = (l.id))
    AND NOT EXISTS (
        SELECT FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'usage_logs', jsonb_build_object('id', l.id))
    )
-- A fence: each expression is evaluated once, however often a query reads it.
OFFSET 0;

--: What the target does hold, by legacy key, but for the keys that are pending
CREATE OR REPLACE VIEW migration_ai_management.usage_logs_actual AS
SELECT
    t._legacy_id AS legacy_key_1,
    t.id,
    t.feature_id,
    t.model_id,
    t.user_id,
    t.tokens_used,
    t.response_time_ms,
    t.cost_usd,
    t.status,
    t.created_at,
    t._legacy_id,
    t._service_name,
    t._model_name,
    t._success
FROM ai_management.ai_usage_logs AS t
WHERE
    t._legacy_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM migration_ai_management.usage_logs_journal AS j WHERE (j.id) = (t._legacy_id));

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.usage_logs_expected OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_ai_management.usage_logs_expected SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.usage_logs_expected TO migration_runner;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.usage_logs_actual OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_ai_management.usage_logs_actual SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.usage_logs_actual TO migration_runner;

--: Compare everything in one snapshot and store what was found
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_compare()
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
    born bigint;
    astray bigint;
    found bigint;
    problems bigint := 0;
    covered jsonb;
    part record;
    unknown jsonb;
BEGIN
    IF EXISTS (SELECT FROM migration_ai_management.usage_logs_journal AS j WHERE j.id IS NULL) THEN
        RAISE EXCEPTION 'a TRUNCATE waits in the journal' USING
            ERRCODE = 'MG073',
            HINT = 'Replay the journal, then validate again.';
    END IF;
    INSERT INTO migration.validation_run (migration, mapping, started_at, spec_hash, plan_hash, snapshot)
    SELECT m.name, 'usage_logs', clock_timestamp(), m.spec_hash, m.plan_hash, pg_current_snapshot()::text
    FROM migration.migration AS m
    WHERE m.name = 'ai-management'
    RETURNING run INTO this;

    -- L0: the catalog is as the specs say, so that what is compared now stays so.
    began := clock_timestamp();
    WITH relation (oid) AS (
        SELECT 'ai_management.ai_usage_logs'::regclass
        UNION
        SELECT p.relid FROM pg_partition_tree('ai_management.ai_usage_logs') AS p
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
                ('id', 'uuid', true, false),
                ('feature_id', 'uuid', true, false),
                ('model_id', 'uuid', true, false),
                ('user_id', 'uuid', false, false),
                ('tokens_used', 'bigint', false, false),
                ('response_time_ms', 'integer', false, false),
                ('cost_usd', 'numeric', false, false),
                ('status', 'text', false, false),
                ('created_at', 'timestamp with time zone', true, true),
                ('_legacy_id', 'bigint', false, false),
                ('_service_name', 'text', false, false),
                ('_model_name', 'text', false, false),
                ('_success', 'boolean', false, false),
                ('_migrated_at', 'timestamp with time zone', false, false),
                ('_by_legacy_name', 'boolean', false, false)
        ) AS wanted (name, type, required, filled)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = 'ai_management.ai_usage_logs'::regclass AND a.attname = wanted.name AND NOT a.attisdropped
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
                ('ai_usage_logs_pkey', 'p'),
                ('ai_usage_logs_status_check', 'c'),
                ('ai_usage_logs_feature_id_fkey', 'f'),
                ('ai_usage_logs_model_id_fkey', 'f')
        ) AS wanted (name, type)
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint AS c
            WHERE (c.conrelid, c.conname, c.contype) = ('ai_management.ai_usage_logs'::regclass, wanted.name, wanted.type)
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
        SELECT 'unique index legacy_usage_logs_id is missing'
        WHERE NOT EXISTS (
            SELECT FROM pg_index AS i
            WHERE i.indrelid = 'ai_management.ai_usage_logs'::regclass AND i.indisunique
                AND i.indexrelid = to_regclass('ai_management.legacy_usage_logs_id')
        )
        UNION ALL
        SELECT format('partition %s is %s', wanted.name, coalesce(found.bounds, 'missing'))
        FROM (
            VALUES
                ('ai_usage_logs_before_2024_01', 'FOR VALUES FROM (MINVALUE) TO (''2024-01-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_01', 'FOR VALUES FROM (''2024-01-01 00:00:00+00'') TO (''2024-02-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_02', 'FOR VALUES FROM (''2024-02-01 00:00:00+00'') TO (''2024-03-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_03', 'FOR VALUES FROM (''2024-03-01 00:00:00+00'') TO (''2024-04-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_04', 'FOR VALUES FROM (''2024-04-01 00:00:00+00'') TO (''2024-05-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_05', 'FOR VALUES FROM (''2024-05-01 00:00:00+00'') TO (''2024-06-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_06', 'FOR VALUES FROM (''2024-06-01 00:00:00+00'') TO (''2024-07-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_07', 'FOR VALUES FROM (''2024-07-01 00:00:00+00'') TO (''2024-08-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_08', 'FOR VALUES FROM (''2024-08-01 00:00:00+00'') TO (''2024-09-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_09', 'FOR VALUES FROM (''2024-09-01 00:00:00+00'') TO (''2024-10-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_10', 'FOR VALUES FROM (''2024-10-01 00:00:00+00'') TO (''2024-11-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_11', 'FOR VALUES FROM (''2024-11-01 00:00:00+00'') TO (''2024-12-01 00:00:00+00'')'),
                ('ai_usage_logs_2024_12', 'FOR VALUES FROM (''2024-12-01 00:00:00+00'') TO (''2025-01-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_01', 'FOR VALUES FROM (''2025-01-01 00:00:00+00'') TO (''2025-02-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_02', 'FOR VALUES FROM (''2025-02-01 00:00:00+00'') TO (''2025-03-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_03', 'FOR VALUES FROM (''2025-03-01 00:00:00+00'') TO (''2025-04-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_04', 'FOR VALUES FROM (''2025-04-01 00:00:00+00'') TO (''2025-05-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_05', 'FOR VALUES FROM (''2025-05-01 00:00:00+00'') TO (''2025-06-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_06', 'FOR VALUES FROM (''2025-06-01 00:00:00+00'') TO (''2025-07-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_07', 'FOR VALUES FROM (''2025-07-01 00:00:00+00'') TO (''2025-08-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_08', 'FOR VALUES FROM (''2025-08-01 00:00:00+00'') TO (''2025-09-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_09', 'FOR VALUES FROM (''2025-09-01 00:00:00+00'') TO (''2025-10-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_10', 'FOR VALUES FROM (''2025-10-01 00:00:00+00'') TO (''2025-11-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_11', 'FOR VALUES FROM (''2025-11-01 00:00:00+00'') TO (''2025-12-01 00:00:00+00'')'),
                ('ai_usage_logs_2025_12', 'FOR VALUES FROM (''2025-12-01 00:00:00+00'') TO (''2026-01-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_01', 'FOR VALUES FROM (''2026-01-01 00:00:00+00'') TO (''2026-02-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_02', 'FOR VALUES FROM (''2026-02-01 00:00:00+00'') TO (''2026-03-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_03', 'FOR VALUES FROM (''2026-03-01 00:00:00+00'') TO (''2026-04-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_04', 'FOR VALUES FROM (''2026-04-01 00:00:00+00'') TO (''2026-05-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_05', 'FOR VALUES FROM (''2026-05-01 00:00:00+00'') TO (''2026-06-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_06', 'FOR VALUES FROM (''2026-06-01 00:00:00+00'') TO (''2026-07-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_07', 'FOR VALUES FROM (''2026-07-01 00:00:00+00'') TO (''2026-08-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_08', 'FOR VALUES FROM (''2026-08-01 00:00:00+00'') TO (''2026-09-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_09', 'FOR VALUES FROM (''2026-09-01 00:00:00+00'') TO (''2026-10-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_10', 'FOR VALUES FROM (''2026-10-01 00:00:00+00'') TO (''2026-11-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_11', 'FOR VALUES FROM (''2026-11-01 00:00:00+00'') TO (''2026-12-01 00:00:00+00'')'),
                ('ai_usage_logs_2026_12', 'FOR VALUES FROM (''2026-12-01 00:00:00+00'') TO (''2027-01-01 00:00:00+00'')'),
                ('ai_usage_logs_2027_01', 'FOR VALUES FROM (''2027-01-01 00:00:00+00'') TO (''2027-02-01 00:00:00+00'')'),
                ('ai_usage_logs_2027_02', 'FOR VALUES FROM (''2027-02-01 00:00:00+00'') TO (''2027-03-01 00:00:00+00'')'),
                ('ai_usage_logs_2027_03', 'FOR VALUES FROM (''2027-03-01 00:00:00+00'') TO (''2027-04-01 00:00:00+00'')'),
                ('ai_usage_logs_default', 'DEFAULT')
        ) AS wanted (name, bounds)
        LEFT JOIN (
            SELECT c.relname, pg_get_expr(c.relpartbound, c.oid)
            FROM relation
            JOIN pg_class AS c ON c.oid = relation.oid AND c.relispartition
        ) AS found (name, bounds) ON found.name = wanted.name
        WHERE found.bounds IS DISTINCT FROM wanted.bounds
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
                = ('ai_management.ai_usage_logs'::regclass, wanted.role, wanted.privilege)
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
                    FROM unnest(ARRAY['public.usage_logs']::text[]) AS legacy (name)
                    WHERE has_table_privilege('public', to_regclass(legacy.name), given.privilege_type)
                )
            )
        UNION ALL
        SELECT 'row-level security is on'
        FROM pg_class AS c
        WHERE c.oid = 'ai_management.ai_usage_logs'::regclass AND c.relrowsecurity <> false
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
        'columns, constraints, indexes, partitions, grants and row-level security', began
    );
    problems := problems + found;

    -- L1: source = migrated + quarantined + filtered + pending, and each row where it belongs.
    began := clock_timestamp();
    SELECT count(*) INTO source FROM migration_ai_management.usage_logs_legacy_rows AS l;
    SELECT source - count(*) INTO pending
    FROM migration_ai_management.usage_logs_legacy_rows AS l
    WHERE
        NOT EXISTS (SELECT FROM migration_ai_management.usage_logs_journal AS j WHERE (j.id) = (l.id));
    SELECT count(*) INTO quarantined
    FROM migration_ai_management.usage_logs_legacy_rows AS l
    WHERE
        EXISTS (
            SELECT FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'usage_logs', jsonb_build_object('id', l.id))
        )
        AND NOT EXISTS (SELECT FROM migration_ai_management.usage_logs_journal AS j WHERE (j.id) = (l.id));
    filtered := 0;
    SELECT count(*) INTO migrated FROM migration_ai_management.usage_logs_actual;
    found := abs(source - migrated - quarantined - filtered - pending);
    -- Rows that no legacy key stands for are not compared; none of them was migrated.
    SELECT
        count(*) FILTER (WHERE t._migrated_at IS NULL),
        count(*) FILTER (WHERE t._migrated_at IS NOT NULL)
    INTO born, astray
    FROM ai_management.ai_usage_logs AS t
    WHERE
        t._legacy_id IS NULL;
    IF astray > 0 THEN
        INSERT INTO migration.difference (run, rung, difference_number, kind, columns, actual)
        VALUES (
            this, 'L1', 1, 'astray', ARRAY['_legacy_id'],
            jsonb_build_object('migrated rows without a legacy key', astray)
        );
        found := found + astray;
    END IF;
    -- A row in the wrong partition is read by the other rungs, and by no query that names the key.
    FOR part IN
        SELECT p.relid::regclass AS name, pg_get_partition_constraintdef(p.relid) AS admits
        FROM pg_partition_tree('ai_management.ai_usage_logs') AS p
        WHERE p.isleaf
    LOOP
        EXECUTE format('SELECT count(*) FROM %s WHERE (%s) IS NOT TRUE', part.name, part.admits)
        INTO astray;
        IF astray > 0 THEN
            INSERT INTO migration.difference (run, rung, difference_number, kind, columns, actual)
            SELECT
                this, 'L1', 2 + count(*), 'astray', ARRAY['created_at'],
                jsonb_build_object('rows that do not belong in ' || part.name, astray)
            FROM migration.difference AS d
            WHERE (d.run, d.rung) = (this, 'L1');
            found := found + astray;
        END IF;
    END LOOP;
    -- A value that no looked-up table knows loses no row: it is kept, counted and named.
    WITH kept AS (
        SELECT
            'feature_id' AS target_column,
            t._service_name::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._service_name::text) AS place
        FROM ai_management.ai_usage_logs AS t
        WHERE
            t._legacy_id IS NOT NULL
            AND t.feature_id = (
                SELECT known.id
                FROM ai_management.ai_features AS known
                WHERE known.slug = 'unassigned'
            )
        GROUP BY t._service_name
        UNION ALL
        SELECT
            'model_id' AS target_column,
            t._model_name::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._model_name::text) AS place
        FROM ai_management.ai_usage_logs AS t
        WHERE
            t._legacy_id IS NOT NULL
            AND t.model_id = (
                SELECT known.id
                FROM ai_management.ai_models AS known
                WHERE known.name = 'unknown'
            )
        GROUP BY t._model_name
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
    CREATE TEMPORARY TABLE pg_temp.usage_logs_expected ON COMMIT DROP AS
    SELECT * FROM migration_ai_management.usage_logs_expected;

    -- L2: counts, sums and extremes per column.
    began := clock_timestamp();
    WITH e AS (
        SELECT
            count(r.id) AS "id.count",
            count(r.feature_id) AS "feature_id.count",
            count(r.model_id) AS "model_id.count",
            count(r.user_id) AS "user_id.count",
            count(r.tokens_used) AS "tokens_used.count",
            min(r.tokens_used) AS "tokens_used.min",
            max(r.tokens_used) AS "tokens_used.max",
            sum(r.tokens_used::numeric) AS "tokens_used.sum",
            count(r.response_time_ms) AS "response_time_ms.count",
            min(r.response_time_ms) AS "response_time_ms.min",
            max(r.response_time_ms) AS "response_time_ms.max",
            count(r.cost_usd) AS "cost_usd.count",
            min(r.cost_usd) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.min",
            max(r.cost_usd) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.max",
            sum(r.cost_usd::numeric) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.sum",
            count(r.status) AS "status.count",
            min(r.status) AS "status.min",
            max(r.status) AS "status.max",
            count(r.created_at) AS "created_at.count",
            min(r.created_at) FILTER (WHERE isfinite(r.created_at)) AS "created_at.min",
            max(r.created_at) FILTER (WHERE isfinite(r.created_at)) AS "created_at.max",
            count(r._legacy_id) AS "_legacy_id.count",
            min(r._legacy_id) AS "_legacy_id.min",
            max(r._legacy_id) AS "_legacy_id.max",
            count(r._service_name) AS "_service_name.count",
            min(r._service_name) AS "_service_name.min",
            max(r._service_name) AS "_service_name.max",
            count(r._model_name) AS "_model_name.count",
            min(r._model_name) AS "_model_name.min",
            max(r._model_name) AS "_model_name.max",
            count(r._success) AS "_success.count"
        FROM pg_temp.usage_logs_expected AS r
    ),
    a AS (
        SELECT
            count(r.id) AS "id.count",
            count(r.feature_id) AS "feature_id.count",
            count(r.model_id) AS "model_id.count",
            count(r.user_id) AS "user_id.count",
            count(r.tokens_used) AS "tokens_used.count",
            min(r.tokens_used) AS "tokens_used.min",
            max(r.tokens_used) AS "tokens_used.max",
            sum(r.tokens_used::numeric) AS "tokens_used.sum",
            count(r.response_time_ms) AS "response_time_ms.count",
            min(r.response_time_ms) AS "response_time_ms.min",
            max(r.response_time_ms) AS "response_time_ms.max",
            count(r.cost_usd) AS "cost_usd.count",
            min(r.cost_usd) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.min",
            max(r.cost_usd) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.max",
            sum(r.cost_usd::numeric) FILTER (WHERE r.cost_usd NOT IN ('NaN', 'Infinity', '-Infinity')) AS "cost_usd.sum",
            count(r.status) AS "status.count",
            min(r.status) AS "status.min",
            max(r.status) AS "status.max",
            count(r.created_at) AS "created_at.count",
            min(r.created_at) FILTER (WHERE isfinite(r.created_at)) AS "created_at.min",
            max(r.created_at) FILTER (WHERE isfinite(r.created_at)) AS "created_at.max",
            count(r._legacy_id) AS "_legacy_id.count",
            min(r._legacy_id) AS "_legacy_id.min",
            max(r._legacy_id) AS "_legacy_id.max",
            count(r._service_name) AS "_service_name.count",
            min(r._service_name) AS "_service_name.min",
            max(r._service_name) AS "_service_name.max",
            count(r._model_name) AS "_model_name.count",
            min(r._model_name) AS "_model_name.min",
            max(r._model_name) AS "_model_name.max",
            count(r._success) AS "_success.count"
        FROM migration_ai_management.usage_logs_actual AS r
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
    PERFORM migration.store_result(this, 'L2', 31, found, 'non-null counts, sums and extremes per column', began);
    problems := problems + found;

    -- L3: checksums of 256 chunks, by a hash of the key.
    began := clock_timestamp();
    WITH e AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(id, feature_id, model_id, user_id, tokens_used, response_time_ms, trim_scale(cost_usd), status, created_at, _legacy_id, _service_name, _model_name, _success)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM pg_temp.usage_logs_expected
            -- A fence: what is grouped is narrow.
            OFFSET 0
        ) AS hashed
        GROUP BY chunk
    ),
    a AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(id, feature_id, model_id, user_id, tokens_used, response_time_ms, trim_scale(cost_usd), status, created_at, _legacy_id, _service_name, _model_name, _success)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM migration_ai_management.usage_logs_actual
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
            jsonb_build_object('id', COALESCE(e.legacy_key_1, a.legacy_key_1)) AS legacy_key,
            CASE
                WHEN a.legacy_key_1 IS NULL THEN 'missing'
                WHEN e.legacy_key_1 IS NULL THEN 'extra'
                ELSE 'differs'
            END AS kind,
            to_jsonb(e) AS expected,
            to_jsonb(a) AS actual
        FROM pg_temp.usage_logs_expected AS e
        FULL JOIN migration_ai_management.usage_logs_actual AS a ON a.legacy_key_1 = e.legacy_key_1
        WHERE
            a.legacy_key_1 IS NULL
            OR e.legacy_key_1 IS NULL
            OR (e.id, e.feature_id, e.model_id, e.user_id, e.tokens_used, e.response_time_ms, e.cost_usd, e.status, e.created_at, e._legacy_id, e._service_name, e._model_name, e._success) IS DISTINCT FROM (a.id, a.feature_id, a.model_id, a.user_id, a.tokens_used, a.response_time_ms, a.cost_usd, a.status, a.created_at, a._legacy_id, a._service_name, a._model_name, a._success)
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
            ('id', NULL),
            ('feature_id', NULL),
            ('model_id', NULL),
            ('user_id', NULL),
            ('tokens_used', NULL),
            ('response_time_ms', NULL),
            ('cost_usd', NULL),
            ('status', NULL),
            ('created_at', NULL),
            ('_legacy_id', 'the legacy key'),
            ('_service_name', 'no mapped column gives it back'),
            ('_model_name', 'no mapped column gives it back'),
            ('_success', 'no mapped column gives it back')
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
            a.attrelid = 'ai_management.ai_usage_logs'::regclass AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attname NOT IN (SELECT c."column" FROM compared AS c)
        UNION ALL
        VALUES
            ('rows without a legacy key', born, 'reference rows, or born in the new system'),
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

    DROP TABLE pg_temp.usage_logs_expected;

    -- L5: a sample and every edge, derived another way.
    problems := problems + migration_ai_management.usage_logs_oracle(this);

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
CREATE OR REPLACE PROCEDURE migration_ai_management.usage_logs_validate()
LANGUAGE plpgsql
AS $validate$
BEGIN
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
    -- Before the snapshot: a TRUNCATE after it would be seen here, and its capture would not.
    LOCK TABLE migration_ai_management.usage_logs_legacy_rows IN ACCESS SHARE MODE;
    PERFORM migration_ai_management.usage_logs_compare();
    COMMIT;
END
$validate$;

--: Refuse to go on unless the last validation was clean
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_gate()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $gate$
DECLARE
    last migration.validation_run;
BEGIN
    SELECT r.* INTO last
    FROM migration.validation_run AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'usage_logs')
    ORDER BY r.run DESC
    LIMIT 1;
    IF last.outcome IS DISTINCT FROM 'clean' THEN
        RAISE EXCEPTION 'the mapping usage_logs shows differences' USING
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
ALTER FUNCTION migration_ai_management.usage_logs_compare() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_compare() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.usage_logs_compare() TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.usage_logs_validate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.usage_logs_validate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.usage_logs_validate() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.usage_logs_gate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_gate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.usage_logs_gate() TO migration_runner;

COMMIT;
