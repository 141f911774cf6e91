-- Mapping error_tracking to ai_debug_events: until the switch, its tables are read and not written.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
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

--: Each table is fenced against every kind of write, replication sessions included
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'fence is missing, does not fire always, or not at every kind of write' AS problem
    FROM (
        VALUES
            ('ai_management.ai_debug_events')
    ) AS wanted (name)
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass(wanted.name)
            AND g.tgname = 'zz_changeover_error_tracking_fence'
            -- Before the statement; INSERT, DELETE, UPDATE and TRUNCATE.
            AND g.tgtype = 2 + 4 + 8 + 16 + 32
            AND (
                g.tgenabled = 'A'
                OR migration.owner_of('ai-management', 'debugging') = 'new'
            )
    )
) AS found (object, problem);

--: The routine that refuses is nobody's to call
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        p.proname AS object,
        'fence routine is executable by PUBLIC' AS problem
    FROM pg_catalog.pg_proc AS p
    WHERE
        p.oid = to_regprocedure('migration_ai_management.error_tracking_fence()')
        AND has_function_privilege('public', p.oid, 'EXECUTE')
) AS found (object, problem);
