-- Mapping debug_logs to ai_debug_events: copies history.
-- Generated from specs/ai-management/mappings/debug_logs.yaml; edit the spec, then run `make render`.
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

--: Every range is finished
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        format('%s range %s', r.mapping, r.range_number) AS object,
        'is not finished' AS problem
    FROM migration.backfill_range AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'debug_logs') AND NOT r.done
) AS found (object, problem);
