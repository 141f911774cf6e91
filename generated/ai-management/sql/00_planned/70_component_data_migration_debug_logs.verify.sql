-- Component data_migration_debug_logs: Debug logs, errors and performance metrics
-- Generated from specs/ai-management/components/data_migration_debug_logs.yaml; edit the spec, then run `make render`.
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

--: The component is registered with its data set and its phases.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'data_migration_debug_logs',
        'is not registered with these phases'
    WHERE NOT EXISTS (
        SELECT
        FROM migration.component AS c
        WHERE c.migration = 'ai-management'
            AND c.component = 'data_migration_debug_logs'
            AND c.data_set IS NOT DISTINCT FROM 'debugging'
            AND c.starts = 'capturing'
            AND c.completes = 'verified'
    )
) AS found (object, problem);
