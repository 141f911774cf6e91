-- Index ai_timings_legacy_key on ai_management.ai_timings
-- Generated from specs/ai-management/mappings/timings.yaml; edit the spec, then run `make render`.
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
        'ai_management.ai_timings_legacy_key' AS object,
        CASE
            WHEN found.indexrelid IS NULL THEN 'does not exist'
            WHEN NOT found.indisvalid THEN 'is not valid'
            ELSE 'is another index: ' || pg_get_indexdef(found.indexrelid)
        END AS problem
    FROM (VALUES (to_regclass('ai_management.ai_timings_legacy_key'))) AS wanted (oid)
    LEFT JOIN pg_catalog.pg_index AS found
        ON
            found.indexrelid = wanted.oid
            AND found.indrelid = to_regclass('ai_management.ai_timings')
    WHERE
        found.indexrelid IS NULL
        OR NOT found.indisvalid
        OR pg_get_indexdef(found.indexrelid) NOT LIKE
            'CREATE UNIQUE INDEX % USING btree (_legacy_id)'
        OR substring(
            obj_description(found.indexrelid, 'pg_class') FROM '\[definition [0-9a-f]+\]$'
        ) <> '[definition 72a4d52eee95]'
) AS found (object, problem);
