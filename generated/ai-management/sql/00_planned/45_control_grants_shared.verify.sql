-- Who may read and write what
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

--: Nothing in the schema is open to everybody.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        c.oid::pg_catalog.regclass,
        'is open to everybody: ' || a.privilege_type
    FROM pg_catalog.pg_class AS c
    CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) AS a
    WHERE c.relnamespace = pg_catalog.to_regnamespace('migration')
        AND a.grantee = 0
) AS found (object, problem);

--: Nobody but a superuser changes the past, and auditors change nothing.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        r.rolname,
        pg_catalog.format('may %s %s', p.privilege, c.oid::pg_catalog.regclass)
    FROM pg_catalog.pg_class AS c
    CROSS JOIN pg_catalog.pg_roles AS r
    CROSS JOIN (
        VALUES
            ('INSERT'),
            ('UPDATE'),
            ('DELETE'),
            ('TRUNCATE')
    ) AS p (privilege)
    WHERE c.relnamespace = pg_catalog.to_regnamespace('migration')
        AND c.relkind IN ('r', 'v')
        AND (
            r.rolname = 'migration_auditor'
            OR r.rolname IN ('migration_runner', 'migration_owner')
            AND c.relname = 'migration_events'
            AND (r.rolname <> 'migration_owner' OR p.privilege <> 'INSERT')
        )
        AND pg_catalog.has_table_privilege(r.oid, c.oid, p.privilege)
) AS found (object, problem);
