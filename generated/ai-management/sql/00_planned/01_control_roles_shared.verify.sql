-- Roles that own, synchronise, run, approve and audit
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

--: The roles are there, and nobody can log in as one of them.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name,
        CASE WHEN r.oid IS NULL THEN 'is missing' ELSE 'can log in or is a superuser' END
    FROM (
        VALUES
            ('migration_owner'),
            ('migration_sync'),
            ('migration_runner'),
            ('migration_approver'),
            ('migration_auditor')
    ) AS wanted (name)
    LEFT JOIN pg_catalog.pg_roles AS r ON r.rolname = wanted.name
    WHERE r.oid IS NULL OR r.rolcanlogin OR r.rolsuper
) AS found (object, problem);

--: Whoever runs cannot also approve.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        r.rolname,
        'is a member of migration_approver'
    FROM pg_catalog.pg_roles AS r
    WHERE r.rolname IN ('migration_owner', 'migration_sync', 'migration_runner')
        AND pg_catalog.pg_has_role(r.oid, 'migration_approver', 'MEMBER')
) AS found (object, problem);
