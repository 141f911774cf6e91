-- Meaning of the tables of the plan
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
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

--: Every table and every column is explained.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        pg_catalog.format('%s.%s', c.oid::pg_catalog.regclass, a.attname),
        'is not explained'
    FROM pg_catalog.pg_class AS c
    INNER JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND NOT a.attisdropped
    WHERE c.oid IN (
        SELECT pg_catalog.to_regclass(wanted.name)
        FROM (
            VALUES
                ('migration.migration'),
                ('migration.control'),
                ('migration.phase'),
                ('migration.data_set'),
                ('migration.step')
        ) AS wanted (name)
    )
        AND a.attnum > 0
        AND pg_catalog.col_description(c.oid, a.attnum) IS NULL
) AS found (object, problem);
