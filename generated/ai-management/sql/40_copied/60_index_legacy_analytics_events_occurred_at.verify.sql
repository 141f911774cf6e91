-- Index legacy_analytics_events_occurred_at on ai_management.ai_analytics_events
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

--: The index is there, is valid and is the one that the spec describes.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai_management.legacy_analytics_events_occurred_at' AS object,
        CASE
            WHEN found.indexrelid IS NULL THEN 'does not exist'
            WHEN NOT found.indisvalid THEN 'is not valid'
            ELSE 'is another index: ' || pg_get_indexdef(found.indexrelid)
        END AS problem
    FROM (VALUES (to_regclass('ai_management.legacy_analytics_events_occurred_at'))) AS wanted (oid)
    LEFT JOIN pg_catalog.pg_index AS found
        ON
            found.indexrelid = wanted.oid
            AND found.indrelid = to_regclass('ai_management.ai_analytics_events')
    WHERE
        found.indexrelid IS NULL
        OR NOT found.indisvalid
        OR pg_get_indexdef(found.indexrelid) NOT LIKE
            'CREATE INDEX % USING btree (occurred_at)'
        OR substring(
            obj_description(found.indexrelid, 'pg_class') FROM '\[definition [0-9a-f]+\]$'
        ) <> '[definition 9b3b47b13dd5]'
) AS found (object, problem);

--: Every partition has its part of the index.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    WITH parts AS (
        SELECT
            part.oid,
            'legacy_analytics_events_occurred_at_'
            || replace(part.relname, 'ai_analytics_events_', '') AS index_name
        FROM pg_catalog.pg_inherits AS child
        INNER JOIN pg_catalog.pg_class AS part ON part.oid = child.inhrelid
        WHERE child.inhparent = to_regclass('ai_management.ai_analytics_events')
    )
    SELECT
        format('%s', parts.oid::regclass) AS object,
        'has no part of the index legacy_analytics_events_occurred_at' AS problem
    FROM parts
    WHERE NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_inherits AS attached
        INNER JOIN pg_catalog.pg_index AS own ON own.indexrelid = attached.inhrelid
        WHERE
            attached.inhparent = to_regclass('ai_management.legacy_analytics_events_occurred_at')
            AND own.indrelid = parts.oid
    )
) AS found (object, problem);
