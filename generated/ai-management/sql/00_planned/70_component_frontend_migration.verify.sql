-- Component frontend_migration: New pages for every ring of users
-- Generated from specs/ai-management/components/frontend_migration.yaml; edit the spec, then run `make render`.
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
        'frontend_migration',
        'is not registered with these phases'
    WHERE NOT EXISTS (
        SELECT
        FROM migration.component AS c
        WHERE c.migration = 'ai-management'
            AND c.component = 'frontend_migration'
            AND c.data_set IS NOT DISTINCT FROM NULL
            AND c.starts = 'rolling_out'
            AND c.completes = 'rolling_out'
    )
) AS found (object, problem);
