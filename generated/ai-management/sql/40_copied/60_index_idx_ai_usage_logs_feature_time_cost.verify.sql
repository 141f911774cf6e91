-- Index idx_ai_usage_logs_feature_time_cost on ai_management.ai_usage_logs
-- Generated from specs/ai-management/indexes/idx_ai_usage_logs_feature_time_cost.yaml; edit the spec, then run `make render`.
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
        'ai_management.idx_ai_usage_logs_feature_time_cost' AS object,
        CASE
            WHEN found.indexrelid IS NULL THEN 'does not exist'
            WHEN NOT found.indisvalid THEN 'is not valid'
            ELSE 'is another index: ' || pg_get_indexdef(found.indexrelid)
        END AS problem
    FROM (VALUES (to_regclass('ai_management.idx_ai_usage_logs_feature_time_cost'))) AS wanted (oid)
    LEFT JOIN pg_catalog.pg_index AS found
        ON
            found.indexrelid = wanted.oid
            AND found.indrelid = to_regclass('ai_management.ai_usage_logs')
    WHERE
        found.indexrelid IS NULL
        OR NOT found.indisvalid
        OR pg_get_indexdef(found.indexrelid) NOT LIKE
            'CREATE INDEX % USING btree (feature_id, created_at DESC) INCLUDE (cost_usd) WHERE %'
        OR substring(
            obj_description(found.indexrelid, 'pg_class') FROM '\[definition [0-9a-f]+\]$'
        ) <> '[definition d164cf1978d7]'
) AS found (object, problem);

--: Every partition has its part of the index.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    WITH parts AS (
        SELECT
            part.oid,
            'idx_ai_usage_logs_feature_time_cost_'
            || replace(part.relname, 'ai_usage_logs_', '') AS index_name
        FROM pg_catalog.pg_inherits AS child
        INNER JOIN pg_catalog.pg_class AS part ON part.oid = child.inhrelid
        WHERE child.inhparent = to_regclass('ai_management.ai_usage_logs')
    )
    SELECT
        format('%s', parts.oid::regclass) AS object,
        'has no part of the index idx_ai_usage_logs_feature_time_cost' AS problem
    FROM parts
    WHERE NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_inherits AS attached
        INNER JOIN pg_catalog.pg_index AS own ON own.indexrelid = attached.inhrelid
        WHERE
            attached.inhparent = to_regclass('ai_management.idx_ai_usage_logs_feature_time_cost')
            AND own.indrelid = parts.oid
    )
) AS found (object, problem);
