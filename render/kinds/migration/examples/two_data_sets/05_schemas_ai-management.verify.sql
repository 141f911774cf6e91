-- Schemas of 1. Shop & *stock*
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
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

--: The schemas are there.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name,
        'the schema is missing'
    FROM (
        VALUES
            ('shop'),
            ('migration_ai_management')
    ) AS wanted (name)
    WHERE to_regnamespace(quote_ident(wanted.name)) IS NULL
) AS found (object, problem);

--: The roles may look names up in them, and the owner may create.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        n.nspname,
        format('%s has no %s on it', wanted.role, wanted.privilege)
    FROM pg_namespace AS n
    CROSS JOIN (
        VALUES
            ('migration_owner', 'CREATE'),
            ('migration_owner', 'USAGE'),
            ('migration_sync', 'USAGE'),
            ('migration_runner', 'USAGE')
    ) AS wanted (role, privilege)
    WHERE n.nspname IN (
            'shop',
            'migration_ai_management'
        )
        AND NOT has_schema_privilege(wanted.role, n.oid, wanted.privilege)
) AS found (object, problem);
