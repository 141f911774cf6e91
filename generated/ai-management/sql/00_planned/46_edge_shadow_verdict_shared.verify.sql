-- Gate: the new system reads the same
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
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

--: The functions are there, belong to the owner and not open to everybody.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.signature,
        'is missing, has another owner or is open to everybody'
    FROM (
        VALUES
            ('migration.too_few_reads(text, text)'),
            ('migration.never_compared(text, text)'),
            ('migration.without_route(text, text)'),
            ('migration.reads_differ(text, text)'),
            ('migration.reads_are_slow(text, text)'),
            ('migration.shadow_reads_agree(text, text)')
    ) AS wanted (signature)
    LEFT JOIN pg_catalog.pg_proc AS p ON p.oid = pg_catalog.to_regprocedure(wanted.signature)
    WHERE p.oid IS NULL
        OR pg_catalog.pg_get_userbyid(p.proowner) <> 'migration_owner'
        OR pg_catalog.has_function_privilege('public', p.oid, 'EXECUTE')
) AS found (object, problem);
