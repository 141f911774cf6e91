-- Mapping error_tracking to ai_debug_events: brings one legacy row over, or takes it back.
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

--: The routine is there and PUBLIC may not call it
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'migration_ai_management.error_tracking_bring' AS object,
        'is missing or executable by PUBLIC' AS problem
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_proc AS p
        WHERE
            p.oid = to_regprocedure('migration_ai_management.error_tracking_bring(bigint, text)')
            AND NOT has_function_privilege('public', p.oid, 'EXECUTE')
    )
) AS found (object, problem);
