-- Mapping usage_logs to ai_usage_logs: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
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

--: Both triggers are there and fire always, replication sessions included
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'capture trigger is missing or does not fire always' AS problem
    FROM (
        VALUES
            ('zz_changeover_usage_logs_capture'),
            ('zz_changeover_usage_logs_truncate')
    ) AS wanted (name)
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass('public.usage_logs')
            AND g.tgname = wanted.name
            AND g.tgenabled = 'A'
    )
) AS found (object, problem);

--: The capture routines are nobody's to call
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        p.proname AS object,
        'capture routine is executable by PUBLIC' AS problem
    FROM pg_catalog.pg_proc AS p
    WHERE
        p.oid IN (
            to_regprocedure('migration_ai_management.usage_logs_capture()'),
            to_regprocedure('migration_ai_management.usage_logs_capture_truncate()')
        )
        AND has_function_privilege('public', p.oid, 'EXECUTE')
) AS found (object, problem);
