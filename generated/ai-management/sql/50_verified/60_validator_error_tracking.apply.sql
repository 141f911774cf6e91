-- Mapping error_tracking to ai_debug_events: the routines that compare every row.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 60_validator_error_tracking.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.error_tracking_expected AS
SELECT
    l.id AS legacy_key_1,
    (migration.uuid_from_bigint(27123073319628444, l.id))::uuid AS id,
    ('error')::text AS kind,
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
    (COALESCE(
        (
            SELECT known.id
            FROM ai_management.ai_providers AS known
            WHERE known.slug = (
                SELECT known.provider
                FROM ai_management.ai_models AS known
                WHERE known.name = l.model_name
            )
        ),
        (
            SELECT known.id
            FROM ai_management.ai_providers AS known
            WHERE known.slug = 'unknown'
        )
    ))::uuid AS provider_id,
    (CASE WHEN severity <= 1 THEN 'info' WHEN severity = 2 THEN 'warning' WHEN severity >= 3 THEN 'error' END)::text AS severity,
    (l.error_code)::text AS code,
    (l.error_message)::text AS message,
    (l.stack_trace)::text AS stack_trace,
    (l.request_id)::text AS request,
    (l.occurrences)::integer AS occurrences,
    (l.resolved)::boolean AS is_resolved,
    (l.resolved_by)::text AS resolved_by,
    (l.first_seen)::timestamptz AS first_occurred_at,
    (l.last_seen)::timestamptz AS occurred_at,
    (l.id)::bigint AS _error_tracking_id,
    (l.severity)::smallint AS _error_tracking_severity,
    (l.service_name)::text AS _error_tracking_service_name,
    (l.model_name)::text AS _error_tracking_model_name,
    (l.fingerprint)::bytea AS _error_tracking_fingerprint
FROM migration_ai_management.error_tracking_legacy_rows AS l
WHERE
    NOT EXISTS (SELECT FROM migration_ai_management.error_tracking_journal AS j WHERE (j.id) = (l.id))
    AND NOT EXISTS (
        SELECT FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'error_tracking', jsonb_build_object('id', l.id))
    )
-- A fence: each expression is evaluated once, however often a query reads it.
OFFSET 0;

--: What the target does hold, by legacy key, but for the keys that are pending
CREATE OR REPLACE VIEW migration_ai_management.error_tracking_actual AS
SELECT
    t._error_tracking_id AS legacy_key_1,
    t.id,
    t.kind,
    t.feature_id,
    t.model_id,
    t.provider_id,
    t.severity,
    t.code,
    t.message,
    t.stack_trace,
    t.request,
    t.occurrences,
    t.is_resolved,
    t.resolved_by,
    t.first_occurred_at,
    t.occurred_at,
    t._error_tracking_id,
    t._error_tracking_severity,
    t._error_tracking_service_name,
    t._error_tracking_model_name,
    t._error_tracking_fingerprint
FROM ai_management.ai_debug_events AS t
WHERE
    t._error_tracking_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM migration_ai_management.error_tracking_journal AS j WHERE (j.id) = (t._error_tracking_id));

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.error_tracking_expected OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_ai_management.error_tracking_expected SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.error_tracking_expected TO migration_runner;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.error_tracking_actual OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_ai_management.error_tracking_actual SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.error_tracking_actual TO migration_runner;

--: Compare everything in one snapshot and store what was found
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_compare()
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
    IF EXISTS (SELECT FROM migration_ai_management.error_tracking_journal AS j WHERE j.id IS NULL) THEN
        RAISE EXCEPTION 'a TRUNCATE waits in the journal' USING
            ERRCODE = 'MG073',
            HINT = 'Replay the journal, then validate again.';
    END IF;
    INSERT INTO migration.validation_run (migration, mapping, started_at, spec_hash, plan_hash, snapshot)
    SELECT m.name, 'error_tracking', clock_timestamp(), m.spec_hash, m.plan_hash, pg_current_snapshot()::text
    FROM migration.migration AS m
    WHERE m.name = 'ai-management'
    RETURNING run INTO this;

    -- L0: the catalog is as the specs say, so that what is compared now stays so.
    began := clock_timestamp();
    WITH relation (oid) AS (
        SELECT 'ai_management.ai_debug_events'::regclass
        UNION
        SELECT p.relid FROM pg_partition_tree('ai_management.ai_debug_events') AS p
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
                ('kind', 'text', true, false),
                ('feature_id', 'uuid', true, false),
                ('model_id', 'uuid', true, false),
                ('provider_id', 'uuid', true, false),
                ('severity', 'text', false, false),
                ('code', 'text', false, false),
                ('message', 'text', true, false),
                ('stack_trace', 'text', false, false),
                ('request', 'text', false, false),
                ('duration_ms', 'integer', false, false),
                ('details', 'jsonb', false, false),
                ('occurrences', 'integer', true, true),
                ('is_resolved', 'boolean', false, false),
                ('resolved_by', 'text', false, false),
                ('first_occurred_at', 'timestamp with time zone', false, false),
                ('occurred_at', 'timestamp with time zone', true, true),
                ('_error_tracking_id', 'bigint', false, false),
                ('_error_tracking_severity', 'smallint', false, false),
                ('_error_tracking_service_name', 'text', false, false),
                ('_error_tracking_model_name', 'text', false, false),
                ('_error_tracking_fingerprint', 'bytea', false, false),
                ('_debug_logs_id', 'bigint', false, false),
                ('_debug_logs_service_name', 'text', false, false),
                ('_debug_logs_model_name', 'text', false, false),
                ('_debug_logs_thread_name', 'text', false, false),
                ('_migrated_at', 'timestamp with time zone', false, false),
                ('_by_legacy_name', 'boolean', false, false)
        ) AS wanted (name, type, required, filled)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = 'ai_management.ai_debug_events'::regclass AND a.attname = wanted.name AND NOT a.attisdropped
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
                ('ai_debug_events_pkey', 'p'),
                ('ai_debug_events_kind_check', 'c'),
                ('ai_debug_events_feature_id_fkey', 'f'),
                ('ai_debug_events_model_id_fkey', 'f'),
                ('ai_debug_events_provider_id_fkey', 'f')
        ) AS wanted (name, type)
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint AS c
            WHERE (c.conrelid, c.conname, c.contype) = ('ai_management.ai_debug_events'::regclass, wanted.name, wanted.type)
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
        SELECT 'unique index legacy_error_tracking_id is missing'
        WHERE NOT EXISTS (
            SELECT FROM pg_index AS i
            WHERE i.indrelid = 'ai_management.ai_debug_events'::regclass AND i.indisunique
                AND i.indexrelid = to_regclass('ai_management.legacy_error_tracking_id')
        )
        UNION ALL
        SELECT format('partition %s is %s', wanted.name, coalesce(found.bounds, 'missing'))
        FROM (
            VALUES
                ('ai_debug_events_before_2024_01', 'FOR VALUES FROM (MINVALUE) TO (''2024-01-01 00:00:00+00'')'),
                ('ai_debug_events_2024_01', 'FOR VALUES FROM (''2024-01-01 00:00:00+00'') TO (''2024-02-01 00:00:00+00'')'),
                ('ai_debug_events_2024_02', 'FOR VALUES FROM (''2024-02-01 00:00:00+00'') TO (''2024-03-01 00:00:00+00'')'),
                ('ai_debug_events_2024_03', 'FOR VALUES FROM (''2024-03-01 00:00:00+00'') TO (''2024-04-01 00:00:00+00'')'),
                ('ai_debug_events_2024_04', 'FOR VALUES FROM (''2024-04-01 00:00:00+00'') TO (''2024-05-01 00:00:00+00'')'),
                ('ai_debug_events_2024_05', 'FOR VALUES FROM (''2024-05-01 00:00:00+00'') TO (''2024-06-01 00:00:00+00'')'),
                ('ai_debug_events_2024_06', 'FOR VALUES FROM (''2024-06-01 00:00:00+00'') TO (''2024-07-01 00:00:00+00'')'),
                ('ai_debug_events_2024_07', 'FOR VALUES FROM (''2024-07-01 00:00:00+00'') TO (''2024-08-01 00:00:00+00'')'),
                ('ai_debug_events_2024_08', 'FOR VALUES FROM (''2024-08-01 00:00:00+00'') TO (''2024-09-01 00:00:00+00'')'),
                ('ai_debug_events_2024_09', 'FOR VALUES FROM (''2024-09-01 00:00:00+00'') TO (''2024-10-01 00:00:00+00'')'),
                ('ai_debug_events_2024_10', 'FOR VALUES FROM (''2024-10-01 00:00:00+00'') TO (''2024-11-01 00:00:00+00'')'),
                ('ai_debug_events_2024_11', 'FOR VALUES FROM (''2024-11-01 00:00:00+00'') TO (''2024-12-01 00:00:00+00'')'),
                ('ai_debug_events_2024_12', 'FOR VALUES FROM (''2024-12-01 00:00:00+00'') TO (''2025-01-01 00:00:00+00'')'),
                ('ai_debug_events_2025_01', 'FOR VALUES FROM (''2025-01-01 00:00:00+00'') TO (''2025-02-01 00:00:00+00'')'),
                ('ai_debug_events_2025_02', 'FOR VALUES FROM (''2025-02-01 00:00:00+00'') TO (''2025-03-01 00:00:00+00'')'),
                ('ai_debug_events_2025_03', 'FOR VALUES FROM (''2025-03-01 00:00:00+00'') TO (''2025-04-01 00:00:00+00'')'),
                ('ai_debug_events_2025_04', 'FOR VALUES FROM (''2025-04-01 00:00:00+00'') TO (''2025-05-01 00:00:00+00'')'),
                ('ai_debug_events_2025_05', 'FOR VALUES FROM (''2025-05-01 00:00:00+00'') TO (''2025-06-01 00:00:00+00'')'),
                ('ai_debug_events_2025_06', 'FOR VALUES FROM (''2025-06-01 00:00:00+00'') TO (''2025-07-01 00:00:00+00'')'),
                ('ai_debug_events_2025_07', 'FOR VALUES FROM (''2025-07-01 00:00:00+00'') TO (''2025-08-01 00:00:00+00'')'),
                ('ai_debug_events_2025_08', 'FOR VALUES FROM (''2025-08-01 00:00:00+00'') TO (''2025-09-01 00:00:00+00'')'),
                ('ai_debug_events_2025_09', 'FOR VALUES FROM (''2025-09-01 00:00:00+00'') TO (''2025-10-01 00:00:00+00'')'),
                ('ai_debug_events_2025_10', 'FOR VALUES FROM (''2025-10-01 00:00:00+00'') TO (''2025-11-01 00:00:00+00'')'),
                ('ai_debug_events_2025_11', 'FOR VALUES FROM (''2025-11-01 00:00:00+00'') TO (''2025-12-01 00:00:00+00'')'),
                ('ai_debug_events_2025_12', 'FOR VALUES FROM (''2025-12-01 00:00:00+00'') TO (''2026-01-01 00:00:00+00'')'),
                ('ai_debug_events_2026_01', 'FOR VALUES FROM (''2026-01-01 00:00:00+00'') TO (''2026-02-01 00:00:00+00'')'),
                ('ai_debug_events_2026_02', 'FOR VALUES FROM (''2026-02-01 00:00:00+00'') TO (''2026-03-01 00:00:00+00'')'),
                ('ai_debug_events_2026_03', 'FOR VALUES FROM (''2026-03-01 00:00:00+00'') TO (''2026-04-01 00:00:00+00'')'),
                ('ai_debug_events_2026_04', 'FOR VALUES FROM (''2026-04-01 00:00:00+00'') TO (''2026-05-01 00:00:00+00'')'),
                ('ai_debug_events_2026_05', 'FOR VALUES FROM (''2026-05-01 00:00:00+00'') TO (''2026-06-01 00:00:00+00'')'),
                ('ai_debug_events_2026_06', 'FOR VALUES FROM (''2026-06-01 00:00:00+00'') TO (''2026-07-01 00:00:00+00'')'),
                ('ai_debug_events_2026_07', 'FOR VALUES FROM (''2026-07-01 00:00:00+00'') TO (''2026-08-01 00:00:00+00'')'),
                ('ai_debug_events_2026_08', 'FOR VALUES FROM (''2026-08-01 00:00:00+00'') TO (''2026-09-01 00:00:00+00'')'),
                ('ai_debug_events_2026_09', 'FOR VALUES FROM (''2026-09-01 00:00:00+00'') TO (''2026-10-01 00:00:00+00'')'),
                ('ai_debug_events_2026_10', 'FOR VALUES FROM (''2026-10-01 00:00:00+00'') TO (''2026-11-01 00:00:00+00'')'),
                ('ai_debug_events_2026_11', 'FOR VALUES FROM (''2026-11-01 00:00:00+00'') TO (''2026-12-01 00:00:00+00'')'),
                ('ai_debug_events_2026_12', 'FOR VALUES FROM (''2026-12-01 00:00:00+00'') TO (''2027-01-01 00:00:00+00'')'),
                ('ai_debug_events_2027_01', 'FOR VALUES FROM (''2027-01-01 00:00:00+00'') TO (''2027-02-01 00:00:00+00'')'),
                ('ai_debug_events_2027_02', 'FOR VALUES FROM (''2027-02-01 00:00:00+00'') TO (''2027-03-01 00:00:00+00'')'),
                ('ai_debug_events_2027_03', 'FOR VALUES FROM (''2027-03-01 00:00:00+00'') TO (''2027-04-01 00:00:00+00'')'),
                ('ai_debug_events_default', 'DEFAULT')
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
                = ('ai_management.ai_debug_events'::regclass, wanted.role, wanted.privilege)
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
                    FROM unnest(ARRAY['public.debug_logs', 'public.error_tracking']::text[]) AS legacy (name)
                    WHERE has_table_privilege('public', to_regclass(legacy.name), given.privilege_type)
                )
            )
        UNION ALL
        SELECT 'row-level security is on'
        FROM pg_class AS c
        WHERE c.oid = 'ai_management.ai_debug_events'::regclass AND c.relrowsecurity <> false
    ),
    stored AS (
        INSERT INTO migration.difference (run, rung, difference_number, kind, actual)
        SELECT this, 'L0', row_number() OVER (ORDER BY p.text), 'schema', to_jsonb(p.text)
        FROM problem AS p
        RETURNING difference_number
    )
    SELECT count(*) INTO found FROM stored;
    PERFORM migration.store_result(
        this, 'L0', 28, found,
        'columns, constraints, indexes, partitions, grants and row-level security', began
    );
    problems := problems + found;

    -- L1: source = migrated + quarantined + filtered + pending, and each row where it belongs.
    began := clock_timestamp();
    SELECT count(*) INTO source FROM migration_ai_management.error_tracking_legacy_rows AS l;
    SELECT source - count(*) INTO pending
    FROM migration_ai_management.error_tracking_legacy_rows AS l
    WHERE
        NOT EXISTS (SELECT FROM migration_ai_management.error_tracking_journal AS j WHERE (j.id) = (l.id));
    SELECT count(*) INTO quarantined
    FROM migration_ai_management.error_tracking_legacy_rows AS l
    WHERE
        EXISTS (
            SELECT FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'error_tracking', jsonb_build_object('id', l.id))
        )
        AND NOT EXISTS (SELECT FROM migration_ai_management.error_tracking_journal AS j WHERE (j.id) = (l.id));
    filtered := 0;
    SELECT count(*) INTO migrated FROM migration_ai_management.error_tracking_actual;
    found := abs(source - migrated - quarantined - filtered - pending);
    -- Rows that no legacy key stands for are not compared; none of them was migrated.
    SELECT
        count(*) FILTER (WHERE t._migrated_at IS NULL),
        count(*) FILTER (WHERE t._migrated_at IS NOT NULL)
    INTO born, astray
    FROM ai_management.ai_debug_events AS t
    WHERE
        t._error_tracking_id IS NULL
        AND t._debug_logs_id IS NULL;
    IF astray > 0 THEN
        INSERT INTO migration.difference (run, rung, difference_number, kind, columns, actual)
        VALUES (
            this, 'L1', 1, 'astray', ARRAY['_error_tracking_id'],
            jsonb_build_object('migrated rows without a legacy key', astray)
        );
        found := found + astray;
    END IF;
    -- A row in the wrong partition is read by the other rungs, and by no query that names the key.
    FOR part IN
        SELECT p.relid::regclass AS name, pg_get_partition_constraintdef(p.relid) AS admits
        FROM pg_partition_tree('ai_management.ai_debug_events') AS p
        WHERE p.isleaf
    LOOP
        EXECUTE format('SELECT count(*) FROM %s WHERE (%s) IS NOT TRUE', part.name, part.admits)
        INTO astray;
        IF astray > 0 THEN
            INSERT INTO migration.difference (run, rung, difference_number, kind, columns, actual)
            SELECT
                this, 'L1', 2 + count(*), 'astray', ARRAY['occurred_at'],
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
            t._error_tracking_service_name::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._error_tracking_service_name::text) AS place
        FROM ai_management.ai_debug_events AS t
        WHERE
            t._error_tracking_id IS NOT NULL
            AND t.feature_id = (
                SELECT known.id
                FROM ai_management.ai_features AS known
                WHERE known.slug = 'unassigned'
            )
        GROUP BY t._error_tracking_service_name
        UNION ALL
        SELECT
            'model_id' AS target_column,
            t._error_tracking_model_name::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._error_tracking_model_name::text) AS place
        FROM ai_management.ai_debug_events AS t
        WHERE
            t._error_tracking_id IS NOT NULL
            AND t.model_id = (
                SELECT known.id
                FROM ai_management.ai_models AS known
                WHERE known.name = 'unknown'
            )
        GROUP BY t._error_tracking_model_name
        UNION ALL
        SELECT
            'provider_id' AS target_column,
            t._error_tracking_model_name::text AS legacy_value,
            count(*) AS rows,
            row_number() OVER (ORDER BY count(*) DESC, t._error_tracking_model_name::text) AS place
        FROM ai_management.ai_debug_events AS t
        WHERE
            t._error_tracking_id IS NOT NULL
            AND t.provider_id = (
                SELECT known.id
                FROM ai_management.ai_providers AS known
                WHERE known.slug = 'unknown'
            )
        GROUP BY t._error_tracking_model_name
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
    CREATE TEMPORARY TABLE pg_temp.error_tracking_expected ON COMMIT DROP AS
    SELECT * FROM migration_ai_management.error_tracking_expected;

    -- L2: counts, sums and extremes per column.
    began := clock_timestamp();
    WITH e AS (
        SELECT
            count(r.id) AS "id.count",
            count(r.kind) AS "kind.count",
            min(r.kind) AS "kind.min",
            max(r.kind) AS "kind.max",
            count(r.feature_id) AS "feature_id.count",
            count(r.model_id) AS "model_id.count",
            count(r.provider_id) AS "provider_id.count",
            count(r.severity) AS "severity.count",
            min(r.severity) AS "severity.min",
            max(r.severity) AS "severity.max",
            count(r.code) AS "code.count",
            min(r.code) AS "code.min",
            max(r.code) AS "code.max",
            count(r.message) AS "message.count",
            min(r.message) AS "message.min",
            max(r.message) AS "message.max",
            count(r.stack_trace) AS "stack_trace.count",
            min(r.stack_trace) AS "stack_trace.min",
            max(r.stack_trace) AS "stack_trace.max",
            count(r.request) AS "request.count",
            min(r.request) AS "request.min",
            max(r.request) AS "request.max",
            count(r.occurrences) AS "occurrences.count",
            min(r.occurrences) AS "occurrences.min",
            max(r.occurrences) AS "occurrences.max",
            sum(r.occurrences::numeric) AS "occurrences.sum",
            count(r.is_resolved) AS "is_resolved.count",
            count(r.resolved_by) AS "resolved_by.count",
            min(r.resolved_by) AS "resolved_by.min",
            max(r.resolved_by) AS "resolved_by.max",
            count(r.first_occurred_at) AS "first_occurred_at.count",
            min(r.first_occurred_at) FILTER (WHERE isfinite(r.first_occurred_at)) AS "first_occurred_at.min",
            max(r.first_occurred_at) FILTER (WHERE isfinite(r.first_occurred_at)) AS "first_occurred_at.max",
            count(r.occurred_at) AS "occurred_at.count",
            min(r.occurred_at) FILTER (WHERE isfinite(r.occurred_at)) AS "occurred_at.min",
            max(r.occurred_at) FILTER (WHERE isfinite(r.occurred_at)) AS "occurred_at.max",
            count(r._error_tracking_id) AS "_error_tracking_id.count",
            min(r._error_tracking_id) AS "_error_tracking_id.min",
            max(r._error_tracking_id) AS "_error_tracking_id.max",
            count(r._error_tracking_severity) AS "_error_tracking_severity.count",
            min(r._error_tracking_severity) AS "_error_tracking_severity.min",
            max(r._error_tracking_severity) AS "_error_tracking_severity.max",
            count(r._error_tracking_service_name) AS "_error_tracking_service_name.count",
            min(r._error_tracking_service_name) AS "_error_tracking_service_name.min",
            max(r._error_tracking_service_name) AS "_error_tracking_service_name.max",
            count(r._error_tracking_model_name) AS "_error_tracking_model_name.count",
            min(r._error_tracking_model_name) AS "_error_tracking_model_name.min",
            max(r._error_tracking_model_name) AS "_error_tracking_model_name.max",
            count(r._error_tracking_fingerprint) AS "_error_tracking_fingerprint.count"
        FROM pg_temp.error_tracking_expected AS r
    ),
    a AS (
        SELECT
            count(r.id) AS "id.count",
            count(r.kind) AS "kind.count",
            min(r.kind) AS "kind.min",
            max(r.kind) AS "kind.max",
            count(r.feature_id) AS "feature_id.count",
            count(r.model_id) AS "model_id.count",
            count(r.provider_id) AS "provider_id.count",
            count(r.severity) AS "severity.count",
            min(r.severity) AS "severity.min",
            max(r.severity) AS "severity.max",
            count(r.code) AS "code.count",
            min(r.code) AS "code.min",
            max(r.code) AS "code.max",
            count(r.message) AS "message.count",
            min(r.message) AS "message.min",
            max(r.message) AS "message.max",
            count(r.stack_trace) AS "stack_trace.count",
            min(r.stack_trace) AS "stack_trace.min",
            max(r.stack_trace) AS "stack_trace.max",
            count(r.request) AS "request.count",
            min(r.request) AS "request.min",
            max(r.request) AS "request.max",
            count(r.occurrences) AS "occurrences.count",
            min(r.occurrences) AS "occurrences.min",
            max(r.occurrences) AS "occurrences.max",
            sum(r.occurrences::numeric) AS "occurrences.sum",
            count(r.is_resolved) AS "is_resolved.count",
            count(r.resolved_by) AS "resolved_by.count",
            min(r.resolved_by) AS "resolved_by.min",
            max(r.resolved_by) AS "resolved_by.max",
            count(r.first_occurred_at) AS "first_occurred_at.count",
            min(r.first_occurred_at) FILTER (WHERE isfinite(r.first_occurred_at)) AS "first_occurred_at.min",
            max(r.first_occurred_at) FILTER (WHERE isfinite(r.first_occurred_at)) AS "first_occurred_at.max",
            count(r.occurred_at) AS "occurred_at.count",
            min(r.occurred_at) FILTER (WHERE isfinite(r.occurred_at)) AS "occurred_at.min",
            max(r.occurred_at) FILTER (WHERE isfinite(r.occurred_at)) AS "occurred_at.max",
            count(r._error_tracking_id) AS "_error_tracking_id.count",
            min(r._error_tracking_id) AS "_error_tracking_id.min",
            max(r._error_tracking_id) AS "_error_tracking_id.max",
            count(r._error_tracking_severity) AS "_error_tracking_severity.count",
            min(r._error_tracking_severity) AS "_error_tracking_severity.min",
            max(r._error_tracking_severity) AS "_error_tracking_severity.max",
            count(r._error_tracking_service_name) AS "_error_tracking_service_name.count",
            min(r._error_tracking_service_name) AS "_error_tracking_service_name.min",
            max(r._error_tracking_service_name) AS "_error_tracking_service_name.max",
            count(r._error_tracking_model_name) AS "_error_tracking_model_name.count",
            min(r._error_tracking_model_name) AS "_error_tracking_model_name.min",
            max(r._error_tracking_model_name) AS "_error_tracking_model_name.max",
            count(r._error_tracking_fingerprint) AS "_error_tracking_fingerprint.count"
        FROM migration_ai_management.error_tracking_actual AS r
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
    PERFORM migration.store_result(this, 'L2', 49, found, 'non-null counts, sums and extremes per column', began);
    problems := problems + found;

    -- L3: checksums of 256 chunks, by a hash of the key.
    began := clock_timestamp();
    WITH e AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(id, kind, feature_id, model_id, provider_id, severity, code, message, stack_trace, request, occurrences, is_resolved, resolved_by, first_occurred_at, occurred_at, _error_tracking_id, _error_tracking_severity, _error_tracking_service_name, _error_tracking_model_name, _error_tracking_fingerprint)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM pg_temp.error_tracking_expected
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
                ('x' || substr(md5(ROW(id, kind, feature_id, model_id, provider_id, severity, code, message, stack_trace, request, occurrences, is_resolved, resolved_by, first_occurred_at, occurred_at, _error_tracking_id, _error_tracking_severity, _error_tracking_service_name, _error_tracking_model_name, _error_tracking_fingerprint)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM migration_ai_management.error_tracking_actual
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
        FROM pg_temp.error_tracking_expected AS e
        FULL JOIN migration_ai_management.error_tracking_actual AS a ON a.legacy_key_1 = e.legacy_key_1
        WHERE
            a.legacy_key_1 IS NULL
            OR e.legacy_key_1 IS NULL
            OR (e.id, e.kind, e.feature_id, e.model_id, e.provider_id, e.severity, e.code, e.message, e.stack_trace, e.request, e.occurrences, e.is_resolved, e.resolved_by, e.first_occurred_at, e.occurred_at, e._error_tracking_id, e._error_tracking_severity, e._error_tracking_service_name, e._error_tracking_model_name, e._error_tracking_fingerprint) IS DISTINCT FROM (a.id, a.kind, a.feature_id, a.model_id, a.provider_id, a.severity, a.code, a.message, a.stack_trace, a.request, a.occurrences, a.is_resolved, a.resolved_by, a.first_occurred_at, a.occurred_at, a._error_tracking_id, a._error_tracking_severity, a._error_tracking_service_name, a._error_tracking_model_name, a._error_tracking_fingerprint)
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
            ('kind', NULL),
            ('feature_id', NULL),
            ('model_id', NULL),
            ('provider_id', NULL),
            ('severity', NULL),
            ('code', NULL),
            ('message', NULL),
            ('stack_trace', NULL),
            ('request', NULL),
            ('occurrences', NULL),
            ('is_resolved', NULL),
            ('resolved_by', NULL),
            ('first_occurred_at', NULL),
            ('occurred_at', NULL),
            ('_error_tracking_id', 'the legacy key'),
            ('_error_tracking_severity', 'no mapped column gives it back'),
            ('_error_tracking_service_name', 'no mapped column gives it back'),
            ('_error_tracking_model_name', 'no mapped column gives it back'),
            ('_error_tracking_fingerprint', 'dropped when the migration is finalized: The old tracker grouped errors by it; the feature dashboard groups by code and message.')
    ),
    left_out (what, rows, why) AS (
        SELECT
            'column ' || a.attname, NULL::bigint,
            CASE a.attname
                WHEN 'duration_ms' THEN 'no legacy column is mapped to it: it stays NULL'
                WHEN 'details' THEN 'no legacy column is mapped to it: it stays NULL'
                WHEN '_debug_logs_id' THEN 'another mapping carries it in the same table'
                WHEN '_debug_logs_service_name' THEN 'another mapping carries it in the same table'
                WHEN '_debug_logs_model_name' THEN 'another mapping carries it in the same table'
                WHEN '_debug_logs_thread_name' THEN 'another mapping carries it in the same table'
                WHEN '_migrated_at' THEN 'when the row was migrated: no legacy row says it'
                WHEN '_by_legacy_name' THEN 'whether both names know the row: no legacy row says it'
                ELSE 'no spec names it'
            END
        FROM pg_attribute AS a
        WHERE
            a.attrelid = 'ai_management.ai_debug_events'::regclass AND a.attnum > 0 AND NOT a.attisdropped
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
        this, 'L4', migrated, found, 'every row, all 20 columns', began, covered
    );
    problems := problems + found;

    DROP TABLE pg_temp.error_tracking_expected;

    -- L5: a sample and every edge, derived another way.
    problems := problems + migration_ai_management.error_tracking_oracle(this);

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
CREATE OR REPLACE PROCEDURE migration_ai_management.error_tracking_validate()
LANGUAGE plpgsql
AS $validate$
BEGIN
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
    -- Before the snapshot: a TRUNCATE after it would be seen here, and its capture would not.
    LOCK TABLE migration_ai_management.error_tracking_legacy_rows IN ACCESS SHARE MODE;
    PERFORM migration_ai_management.error_tracking_compare();
    COMMIT;
END
$validate$;

--: Refuse to go on unless the last validation was clean
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_gate()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $gate$
DECLARE
    last migration.validation_run;
BEGIN
    SELECT r.* INTO last
    FROM migration.validation_run AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'error_tracking')
    ORDER BY r.run DESC
    LIMIT 1;
    IF last.outcome IS DISTINCT FROM 'clean' THEN
        RAISE EXCEPTION 'the mapping error_tracking shows differences' USING
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
ALTER FUNCTION migration_ai_management.error_tracking_compare() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_compare() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_compare() TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.error_tracking_validate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.error_tracking_validate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.error_tracking_validate() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_gate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_gate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_gate() TO migration_runner;

COMMIT;
