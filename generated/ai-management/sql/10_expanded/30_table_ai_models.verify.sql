-- Table ai_management.ai_models
-- Generated from specs/ai-management/tables/ai_models.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: The table exists and belongs to the migration.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai_management.ai_models' AS object,
        CASE
            WHEN found.oid IS NULL THEN 'does not exist'
            WHEN found.relkind <> 'r' THEN
                'is not a plain table'
            WHEN found.relowner <> 'migration_owner'::regrole THEN 'is not owned by migration_owner'
            ELSE 'has row-level security switched the other way'
        END AS problem
    FROM (VALUES (to_regclass('ai_management.ai_models'))) AS wanted (oid)
    LEFT JOIN pg_catalog.pg_class AS found ON found.oid = wanted.oid
    WHERE
        found.oid IS NULL
        OR found.relkind <> 'r'
        OR found.relowner <> 'migration_owner'::regrole
        OR found.relrowsecurity <> false
) AS found (object, problem);

--: The columns have their types, defaults and NOT NULLs.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai_management.ai_models.' || coalesce(wanted.name, found.attname) AS object,
        CASE
            WHEN found.attname IS NULL THEN 'does not exist'
            WHEN wanted.name IS NULL THEN 'is not in the spec'
            WHEN found.attnotnull <> wanted.required AND wanted.required THEN 'may be NULL'
            WHEN found.attnotnull <> wanted.required THEN 'may not be NULL'
            WHEN found.atthasdef <> wanted.filled AND wanted.filled THEN 'has no default'
            WHEN found.atthasdef <> wanted.filled THEN 'has a default that is not in the spec'
            ELSE format(
                'is %s instead of %s', format_type(found.atttypid, found.atttypmod), wanted.type
            )
        END AS problem
    FROM (
        VALUES
            ('id', 'uuid', true, true),
            ('name', 'text', true, false),
            ('provider', 'text', true, false)
    ) AS wanted (name, type, required, filled)
    FULL JOIN (
        SELECT attname::text, atttypid, atttypmod, attnotnull, atthasdef
        FROM pg_catalog.pg_attribute
        WHERE
            attrelid = to_regclass('ai_management.ai_models')
            AND attnum > 0
            AND NOT attisdropped
    ) AS found ON found.attname = wanted.name
    WHERE
        (wanted.name IS NULL AND NOT starts_with(found.attname, '_'))
        OR (
            wanted.name IS NOT NULL
            AND (
                found.attname IS NULL
                OR found.attnotnull <> wanted.required
                OR found.atthasdef <> wanted.filled
                OR format_type(found.atttypid, found.atttypmod) <> CASE
                    WHEN strpos(wanted.type, '(') > 0 THEN wanted.type
                    ELSE coalesce(format_type(to_regtype(wanted.type), NULL), wanted.type)
                END
            )
        )
) AS found (object, problem);

--: The constraints are there and hold.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai_management.ai_models' || ' constraint ' || wanted.name AS object,
        CASE
            WHEN found.oid IS NULL THEN 'does not exist'
            WHEN NOT found.convalidated THEN 'is not validated'
            ELSE 'is of other columns or of another type'
        END AS problem
    FROM (
        VALUES
            ('ai_models_pkey', 'p', '{id}'),
            ('ai_models_name_key', 'u', '{name}')
    ) AS wanted (name, type, columns)
    LEFT JOIN pg_catalog.pg_constraint AS found
        ON
            found.conrelid = to_regclass('ai_management.ai_models')
            AND found.conname = wanted.name
    WHERE
        found.oid IS NULL
        OR NOT found.convalidated
        OR found.contype::text <> wanted.type
        OR wanted.columns::text[] <> ARRAY(
            SELECT attribute.attname::text
            FROM unnest(found.conkey) WITH ORDINALITY AS key (number, position)
            INNER JOIN pg_catalog.pg_attribute AS attribute
                ON attribute.attrelid = found.conrelid AND attribute.attnum = key.number
            ORDER BY key.position
        )
) AS found (object, problem);

--: The roles have their privileges.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai_management.ai_models' AS object,
        format('%s has no %s', wanted.role, wanted.privilege) AS problem
    FROM (
        VALUES
            ('ai_management_app', 'SELECT'),
            ('ai_management_app', 'INSERT'),
            ('ai_management_app', 'UPDATE'),
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
        SELECT
        FROM pg_catalog.pg_class AS class
        CROSS JOIN aclexplode(class.relacl) AS given
        INNER JOIN pg_catalog.pg_roles AS role ON role.oid = given.grantee
        WHERE
            class.oid = to_regclass('ai_management.ai_models')
            AND role.rolname = wanted.role
            AND given.privilege_type = wanted.privilege
    )
) AS found (object, problem);

--: The reference rows are there.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai_management.ai_models' AS object,
        format('has no reference row %s', wanted) AS problem
    FROM (
        VALUES
            (CAST('0a1d0000-0000-4000-8000-000000000000' AS uuid)),
            (CAST('0a1d0000-0000-4000-8000-000000000001' AS uuid)),
            (CAST('0a1d0000-0000-4000-8000-000000000002' AS uuid)),
            (CAST('0a1d0000-0000-4000-8000-000000000003' AS uuid)),
            (CAST('0a1d0000-0000-4000-8000-000000000004' AS uuid)),
            (CAST('0a1d0000-0000-4000-8000-000000000005' AS uuid)),
            (CAST('0a1d0000-0000-4000-8000-000000000006' AS uuid)),
            (CAST('0a1d0000-0000-4000-8000-000000000007' AS uuid)),
            (CAST('0a1d0000-0000-4000-8000-000000000008' AS uuid))
    ) AS wanted (id)
    WHERE NOT EXISTS (SELECT FROM ai_management.ai_models AS found WHERE found.id = wanted.id)
) AS found (object, problem);
