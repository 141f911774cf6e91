-- Foreign key ai_spending_feature_id_fkey: ai_spending refers to ai_features
-- Generated from specs/ai-management/tables/ai_spending.yaml; edit the spec, then run `make render`.
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

--: The foreign key is there, refers to the right columns and holds for every row.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'ai_management.ai_spending constraint ai_spending_feature_id_fkey' AS object,
        CASE
            WHEN found.oid IS NULL THEN 'does not exist'
            WHEN NOT found.convalidated THEN 'is not validated'
            ELSE 'is not FOREIGN KEY (feature_id) REFERENCES ai_management.ai_features (id)'
        END AS problem
    FROM (VALUES ('ai_spending_feature_id_fkey')) AS wanted (name)
    LEFT JOIN pg_catalog.pg_constraint AS found
        ON
            found.conrelid = to_regclass('ai_management.ai_spending')
            AND found.conname = wanted.name
            AND found.contype = 'f'
    WHERE
        found.oid IS NULL
        OR NOT found.convalidated
        OR found.confrelid IS DISTINCT FROM to_regclass('ai_management.ai_features')
        OR found.confdeltype <> 'a'
        OR '{feature_id}'::text[] <> ARRAY(
            SELECT attribute.attname::text
            FROM unnest(found.conkey) WITH ORDINALITY AS key (number, position)
            INNER JOIN pg_catalog.pg_attribute AS attribute
                ON attribute.attrelid = found.conrelid AND attribute.attnum = key.number
            ORDER BY key.position
        )
        OR '{id}'::text[] <> ARRAY(
            SELECT attribute.attname::text
            FROM unnest(found.confkey) WITH ORDINALITY AS key (number, position)
            INNER JOIN pg_catalog.pg_attribute AS attribute
                ON attribute.attrelid = found.confrelid AND attribute.attnum = key.number
            ORDER BY key.position
        )
) AS found (object, problem);
