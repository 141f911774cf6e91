-- Mapping billing_data to ai_spending: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/billing_data.yaml; edit the spec, then run `make render`.
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

--: Every legacy-only column is carried
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'carried column is missing' AS problem
    FROM unnest(ARRAY[
        '_service_name',
        '_model_name',
        '_currency',
        '_migrated_at'
    ]) AS wanted (name)
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_attribute AS a
        WHERE
            a.attrelid = to_regclass('ai_management.ai_spending')
            AND a.attname = wanted.name
            AND NOT a.attisdropped
    )
) AS found (object, problem);
