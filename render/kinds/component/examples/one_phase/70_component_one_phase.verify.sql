-- Component one_phase: New schema beside the existing tables
-- Generated from specs/example/components/one_phase.yaml; edit the spec, then run `make render`.
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
        'one_phase',
        'is not registered with these phases'
    WHERE NOT EXISTS (
        SELECT
        FROM migration.component AS c
        WHERE c.migration = 'example'
            AND c.component = 'one_phase'
            AND c.data_set IS NOT DISTINCT FROM NULL
            AND c.starts = 'expanded'
            AND c.completes = 'expanded'
    )
) AS found (object, problem);
