-- Data set stock: only the new names are left, and there is no way back.
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

--: Nobody reaches the rows by the name stock any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.stock' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.stock') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and shop.shelves
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('shop.shelves')
            AND g.tgname IN ('zz_changeover_stock_reconcile', 'zz_changeover_stock_reverse', 'zz_changeover_stock_emptied', 'zz_changeover_stock_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from shop.shelves
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('shop.shelves')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_by_legacy_name'
        )
) AS found (object, problem);
