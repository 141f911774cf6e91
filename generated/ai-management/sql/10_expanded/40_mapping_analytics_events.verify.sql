-- Mapping analytics_events to ai_analytics_events: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
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
        '_event_name',
        '_service_name',
        '_experiment',
        '_variant',
        '_user_agent',
        '_migrated_at'
    ]) AS wanted (name)
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_attribute AS a
        WHERE
            a.attrelid = to_regclass('ai_management.ai_analytics_events')
            AND a.attname = wanted.name
            AND NOT a.attisdropped
    )
) AS found (object, problem);
