-- Mapping performance_data to ai_latency_summaries: compares every row, in one snapshot.
-- Generated from specs/ai-management/mappings/performance_data.yaml; edit the spec, then run `make render`.
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

--: The last validation is clean and not older than a day
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'performance_data' AS object,
        'validation is ' || v.status AS problem
    FROM migration.validation AS v
    WHERE
        (v.migration, v.mapping) = ('ai-management', 'performance_data')
        AND v.status <> 'clean'
) AS found (object, problem);
