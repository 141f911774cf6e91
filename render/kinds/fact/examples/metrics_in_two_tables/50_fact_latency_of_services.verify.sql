-- Fact latency_of_services: How long a service took to answer in an hour, on average, in milliseconds
-- Generated from specs/ai-management/facts/latency_of_services.yaml; edit the spec, then run `make render`.
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

--: The views are there, belong to the role without a login, and read as whoever looks
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'is missing, has another owner or reads with its owner''s rights' AS problem
    FROM (
        VALUES
            ('migration_ai_management.latency_of_services_statements'),
            ('migration_ai_management.latency_of_services_disagreements')
    ) AS wanted (name)
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass(wanted.name)
    WHERE
        c.relkind IS DISTINCT FROM 'v'
        OR pg_get_userbyid(c.relowner) <> 'migration_owner'
        OR NOT coalesce(c.reloptions @> '{security_invoker=true}', false)
) AS found (object, problem);

--: The views are not open to everybody
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        c.oid::regclass AS object,
        'is open to everybody: ' || a.privilege_type AS problem
    FROM pg_catalog.pg_class AS c
    CROSS JOIN LATERAL aclexplode(c.relacl) AS a
    WHERE
        c.oid IN (
            to_regclass('migration_ai_management.latency_of_services_statements'),
            to_regclass('migration_ai_management.latency_of_services_disagreements')
        )
        AND a.grantee = 0
) AS found (object, problem);
