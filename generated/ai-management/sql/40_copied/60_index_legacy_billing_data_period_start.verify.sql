-- Index legacy_billing_data_period_start on ai_management.ai_spending
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

--: The index is there, is valid and is the one that the spec describes.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai_management.legacy_billing_data_period_start' AS object,
        CASE
            WHEN found.indexrelid IS NULL THEN 'does not exist'
            WHEN NOT found.indisvalid THEN 'is not valid'
            ELSE 'is another index: ' || pg_get_indexdef(found.indexrelid)
        END AS problem
    FROM (VALUES (to_regclass('ai_management.legacy_billing_data_period_start'))) AS wanted (oid)
    LEFT JOIN pg_catalog.pg_index AS found
        ON
            found.indexrelid = wanted.oid
            AND found.indrelid = to_regclass('ai_management.ai_spending')
    WHERE
        found.indexrelid IS NULL
        OR NOT found.indisvalid
        OR pg_get_indexdef(found.indexrelid) NOT LIKE
            'CREATE INDEX % USING btree (period_start)'
        OR substring(
            obj_description(found.indexrelid, 'pg_class') FROM '\[definition [0-9a-f]+\]$'
        ) <> '[definition aec541999e5a]'
) AS found (object, problem);
