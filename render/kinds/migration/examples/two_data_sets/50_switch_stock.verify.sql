-- Data set stock: the new tables own its rows, and both names reach them.
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

--: stock is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.stock' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.stock')
    WHERE
        (d.migration, d.name) = ('ai-management', 'stock')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of stock, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'stock')
        AND (
            (
                g.tgrelid IN (to_regclass('public.stock'), to_regclass('public.stock_retired'))
                AND g.tgname IN ('zz_changeover_stock_capture', 'zz_changeover_stock_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('shop.shelves')
                AND g.tgname IN (
                    'zz_changeover_stock_reconcile',
                    'zz_changeover_stock_reverse',
                    'zz_changeover_stock_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('shop.shelves')
                AND g.tgname = 'zz_changeover_stock_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('shop.shelves')
                AND g.tgname = 'zz_changeover_stock_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that stock has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('shop.shelves')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'stock', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_stock_snapshot')
    )
) AS found (object, problem);
