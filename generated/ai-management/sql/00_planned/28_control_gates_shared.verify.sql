-- Gates, what they said, and approvals
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

--: The tables are there and belong to the owner.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name,
        'is missing or has another owner'
    FROM (
        VALUES
            ('migration.gate'),
            ('migration.gate_result'),
            ('migration.approval')
    ) AS wanted (name)
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = pg_catalog.to_regclass(wanted.name)
    WHERE c.oid IS NULL
        OR pg_catalog.pg_get_userbyid(c.relowner) <> 'migration_owner'
) AS found (object, problem);

--: Approvals are kept as they were given, also in replication.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'migration.approval, trigger ' || wanted.name,
        'is missing or does not always fire'
    FROM (
        VALUES
            ('kept_by_row'),
            ('kept_by_statement')
    ) AS wanted (name)
    LEFT JOIN pg_catalog.pg_trigger AS t
        ON t.tgname = wanted.name AND t.tgrelid = pg_catalog.to_regclass('migration.approval')
    WHERE t.tgenabled IS DISTINCT FROM 'A'
) AS found (object, problem);
