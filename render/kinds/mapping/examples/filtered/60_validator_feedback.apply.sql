-- Mapping feedback to ai_feedback: the routines that compare every row.
-- Generated from specs/ai-management/mappings/feedback.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 60_validator_feedback.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.feedback_expected AS
SELECT
    l.id AS legacy_key_1,
    (migration.uuid_from_bigint(62720896284753341, l.id))::uuid AS id,
    (l.rating)::integer AS rating,
    (l.remark)::text AS remark,
    (l.created_at)::timestamptz AS given_at,
    (l.id)::bigint AS _legacy_id
FROM migration_ai_management.feedback_legacy_rows AS l
WHERE
    NOT EXISTS (SELECT FROM migration_ai_management.feedback_journal AS j WHERE (j.id) = (l.id))
    AND NOT EXISTS (
        SELECT FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'feedback', jsonb_build_object('id', l.id))
    )
    AND (rating IS NULL OR rating > 0)
-- A fence: each expression is evaluated once, however often a query reads it.
OFFSET 0;

--: What the target does hold, by legacy key, but for the keys that are pending
CREATE OR REPLACE VIEW migration_ai_management.feedback_actual AS
SELECT
    t._legacy_id AS legacy_key_1,
    t.id,
    t.rating,
    t.remark,
    t.given_at,
    t._legacy_id
FROM ai_management.ai_feedback AS t
WHERE
    t._legacy_id IS NOT NULL
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
    AND NOT EXISTS (SELECT FROM migration_ai_management.feedback_journal AS j WHERE (j.id) = (t._legacy_id));

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.feedback_expected OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_ai_management.feedback_expected SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.feedback_expected TO migration_runner;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.feedback_actual OWNER TO migration_owner;

--: It reads with the rights of whoever validates
ALTER VIEW migration_ai_management.feedback_actual SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.feedback_actual TO migration_runner;

--: Compare everything in one snapshot and store what was found
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_compare()
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
BEGIN
    IF EXISTS (SELECT FROM migration_ai_management.feedback_journal AS j WHERE j.id IS NULL) THEN
        RAISE EXCEPTION 'a TRUNCATE waits in the journal' USING
            ERRCODE = 'MG073',
            HINT = 'Replay the journal, then validate again.';
    END IF;
    INSERT INTO migration.validation_run (migration, mapping, started_at, spec_hash, plan_hash, snapshot)
    SELECT m.name, 'feedback', clock_timestamp(), m.spec_hash, m.plan_hash, pg_current_snapshot()::text
    FROM migration.migration AS m
    WHERE m.name = 'ai-management'
    RETURNING run INTO this;

    -- L0: the catalog is as the specs say, so that what is compared now stays so.
    began := clock_timestamp();
    WITH relation (oid) AS (
        SELECT 'ai_management.ai_feedback'::regclass
        UNION
        SELECT p.relid FROM pg_partition_tree('ai_management.ai_feedback') AS p
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
                ('rating', 'integer', false, false),
                ('remark', 'text', false, false),
                ('given_at', 'timestamp with time zone', true, false),
                ('_legacy_id', 'bigint', false, false),
                ('_migrated_at', 'timestamp with time zone', false, false),
                ('_by_legacy_name', 'boolean', false, false)
        ) AS wanted (name, type, required, filled)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = 'ai_management.ai_feedback'::regclass AND a.attname = wanted.name AND NOT a.attisdropped
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
                ('ai_feedback_pkey', 'p')
        ) AS wanted (name, type)
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint AS c
            WHERE (c.conrelid, c.conname, c.contype) = ('ai_management.ai_feedback'::regclass, wanted.name, wanted.type)
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
        SELECT 'unique index ai_feedback_legacy_key is missing'
        WHERE NOT EXISTS (
            SELECT FROM pg_index AS i
            WHERE i.indrelid = 'ai_management.ai_feedback'::regclass AND i.indisunique
                AND i.indexrelid = to_regclass('ai_management.ai_feedback_legacy_key')
        )
        UNION ALL
        SELECT format('%s lacks %s', wanted.role, wanted.privilege)
        FROM (
            VALUES
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
                = ('ai_management.ai_feedback'::regclass, wanted.role, wanted.privilege)
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
                    FROM unnest(ARRAY['public.feedback']::text[]) AS legacy (name)
                    WHERE has_table_privilege('public', to_regclass(legacy.name), given.privilege_type)
                )
            )
        UNION ALL
        SELECT 'row-level security is on'
        FROM pg_class AS c
        WHERE c.oid = 'ai_management.ai_feedback'::regclass AND c.relrowsecurity <> false
    ),
    stored AS (
        INSERT INTO migration.difference (run, rung, difference_number, kind, actual)
        SELECT this, 'L0', row_number() OVER (ORDER BY p.text), 'schema', to_jsonb(p.text)
        FROM problem AS p
        RETURNING difference_number
    )
    SELECT count(*) INTO found FROM stored;
    PERFORM migration.store_result(
        this, 'L0', 7, found,
        'columns, constraints, indexes, grants and row-level security', began
    );
    problems := problems + found;

    -- L1: source = migrated + quarantined + filtered + pending, and each row where it belongs.
    began := clock_timestamp();
    SELECT count(*) INTO source FROM migration_ai_management.feedback_legacy_rows AS l;
    SELECT source - count(*) INTO pending
    FROM migration_ai_management.feedback_legacy_rows AS l
    WHERE
        NOT EXISTS (SELECT FROM migration_ai_management.feedback_journal AS j WHERE (j.id) = (l.id));
    SELECT count(*) INTO quarantined
    FROM migration_ai_management.feedback_legacy_rows AS l
    WHERE
        EXISTS (
            SELECT FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'feedback', jsonb_build_object('id', l.id))
        )
        AND NOT EXISTS (SELECT FROM migration_ai_management.feedback_journal AS j WHERE (j.id) = (l.id));
    SELECT count(*) INTO filtered
    FROM migration_ai_management.feedback_legacy_rows AS l
    WHERE
        (rating IS NULL OR rating > 0) IS NOT TRUE
        AND NOT EXISTS (SELECT FROM migration_ai_management.feedback_journal AS j WHERE (j.id) = (l.id));
    SELECT count(*) INTO migrated FROM migration_ai_management.feedback_actual;
    found := abs(source - migrated - quarantined - filtered - pending);
    -- Rows that no legacy key stands for are not compared; none of them was migrated.
    SELECT
        count(*) FILTER (WHERE t._migrated_at IS NULL),
        count(*) FILTER (WHERE t._migrated_at IS NOT NULL)
    INTO born, astray
    FROM ai_management.ai_feedback AS t
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
    PERFORM migration.store_result(this, 'L1', source, found, 'every row of both tables, counted', began);
    problems := problems + found;

    -- What the mapping makes of every legacy row, made once: the three rungs below read it.
    CREATE TEMPORARY TABLE pg_temp.feedback_expected ON COMMIT DROP AS
    SELECT * FROM migration_ai_management.feedback_expected;

    -- L2: counts, sums and extremes per column.
    began := clock_timestamp();
    WITH e AS (
        SELECT
            count(r.id) AS "id.count",
            count(r.rating) AS "rating.count",
            min(r.rating) AS "rating.min",
            max(r.rating) AS "rating.max",
            sum(r.rating::numeric) AS "rating.sum",
            count(r.remark) AS "remark.count",
            min(r.remark) AS "remark.min",
            max(r.remark) AS "remark.max",
            count(r.given_at) AS "given_at.count",
            min(r.given_at) FILTER (WHERE isfinite(r.given_at)) AS "given_at.min",
            max(r.given_at) FILTER (WHERE isfinite(r.given_at)) AS "given_at.max",
            count(r._legacy_id) AS "_legacy_id.count",
            min(r._legacy_id) AS "_legacy_id.min",
            max(r._legacy_id) AS "_legacy_id.max"
        FROM pg_temp.feedback_expected AS r
    ),
    a AS (
        SELECT
            count(r.id) AS "id.count",
            count(r.rating) AS "rating.count",
            min(r.rating) AS "rating.min",
            max(r.rating) AS "rating.max",
            sum(r.rating::numeric) AS "rating.sum",
            count(r.remark) AS "remark.count",
            min(r.remark) AS "remark.min",
            max(r.remark) AS "remark.max",
            count(r.given_at) AS "given_at.count",
            min(r.given_at) FILTER (WHERE isfinite(r.given_at)) AS "given_at.min",
            max(r.given_at) FILTER (WHERE isfinite(r.given_at)) AS "given_at.max",
            count(r._legacy_id) AS "_legacy_id.count",
            min(r._legacy_id) AS "_legacy_id.min",
            max(r._legacy_id) AS "_legacy_id.max"
        FROM migration_ai_management.feedback_actual AS r
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
    PERFORM migration.store_result(this, 'L2', 14, found, 'non-null counts, sums and extremes per column', began);
    problems := problems + found;

    -- L3: checksums of 256 chunks, by a hash of the key.
    began := clock_timestamp();
    WITH e AS (
        SELECT chunk, count(*) AS rows, sum(checksum) AS checksum
        FROM (
            SELECT
                hashtextextended(ROW(legacy_key_1)::text, 0) & 255 AS chunk,
                ('x' || substr(md5(ROW(id, rating, remark, given_at, _legacy_id)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM pg_temp.feedback_expected
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
                ('x' || substr(md5(ROW(id, rating, remark, given_at, _legacy_id)::text), 1, 15))::bit(60)::bigint AS checksum
            FROM migration_ai_management.feedback_actual
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
        FROM pg_temp.feedback_expected AS e
        FULL JOIN migration_ai_management.feedback_actual AS a ON a.legacy_key_1 = e.legacy_key_1
        WHERE
            a.legacy_key_1 IS NULL
            OR e.legacy_key_1 IS NULL
            OR (e.id, e.rating, e.remark, e.given_at, e._legacy_id) IS DISTINCT FROM (a.id, a.rating, a.remark, a.given_at, a._legacy_id)
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
            ('rating', NULL),
            ('remark', NULL),
            ('given_at', NULL),
            ('_legacy_id', 'the legacy key')
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
            a.attrelid = 'ai_management.ai_feedback'::regclass AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attname NOT IN (SELECT c."column" FROM compared AS c)
        UNION ALL
        VALUES
            ('filtered rows', filtered, 'The old page stored 0 when the dialog was closed; nobody gave that rating.'),
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
        this, 'L4', migrated, found, 'every row, all 5 columns', began, covered
    );
    problems := problems + found;

    DROP TABLE pg_temp.feedback_expected;

    -- L5: a sample and every edge, derived another way.
    problems := problems + migration_ai_management.feedback_oracle(this);

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
CREATE OR REPLACE PROCEDURE migration_ai_management.feedback_validate()
LANGUAGE plpgsql
AS $validate$
BEGIN
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
    -- Before the snapshot: a TRUNCATE after it would be seen here, and its capture would not.
    LOCK TABLE migration_ai_management.feedback_legacy_rows IN ACCESS SHARE MODE;
    PERFORM migration_ai_management.feedback_compare();
    COMMIT;
END
$validate$;

--: Refuse to go on unless the last validation was clean
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_gate()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $gate$
DECLARE
    last migration.validation_run;
BEGIN
    SELECT r.* INTO last
    FROM migration.validation_run AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'feedback')
    ORDER BY r.run DESC
    LIMIT 1;
    IF last.outcome IS DISTINCT FROM 'clean' THEN
        RAISE EXCEPTION 'the mapping feedback shows differences' USING
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
ALTER FUNCTION migration_ai_management.feedback_compare() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_compare() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_compare() TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.feedback_validate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.feedback_validate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.feedback_validate() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.feedback_gate() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_gate() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_gate() TO migration_runner;

COMMIT;
