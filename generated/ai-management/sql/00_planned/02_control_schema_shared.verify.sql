-- Control schema that all migrations of the database share
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

--: The schema belongs to the owner, and not everybody may use it.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'schema migration',
        'is missing, has another owner or is open to everybody'
    WHERE NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_namespace AS n
        WHERE n.nspname = 'migration'
            AND pg_catalog.pg_get_userbyid(n.nspowner) = 'migration_owner'
            AND NOT pg_catalog.has_schema_privilege('public', n.oid, 'USAGE')
            AND NOT pg_catalog.has_schema_privilege('public', n.oid, 'CREATE')
    )
) AS found (object, problem);
