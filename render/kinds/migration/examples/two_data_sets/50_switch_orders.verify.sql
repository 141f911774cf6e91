-- Data set orders: the new tables own its rows, and both names reach them.
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

--: orders is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.orders' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.orders')
    WHERE
        (d.migration, d.name) = ('ai-management', 'orders')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of orders, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'orders')
        AND (
            (
                g.tgrelid IN (to_regclass('public.orders'), to_regclass('public.orders_retired'))
                AND g.tgname IN ('zz_changeover_orders_capture', 'zz_changeover_orders_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('shop.purchases')
                AND g.tgname IN (
                    'zz_changeover_orders_reconcile',
                    'zz_changeover_orders_reverse',
                    'zz_changeover_orders_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('shop.purchases')
                AND g.tgname = 'zz_changeover_orders_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('shop.purchases')
                AND g.tgname = 'zz_changeover_orders_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that orders has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('shop.purchases')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'orders', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_orders_snapshot')
    )
) AS found (object, problem);

--: parcels is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.parcels' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.parcels')
    WHERE
        (d.migration, d.name) = ('ai-management', 'orders')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of parcels, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'orders')
        AND (
            (
                g.tgrelid IN (to_regclass('public.parcels'), to_regclass('public.parcels_retired'))
                AND g.tgname IN ('zz_changeover_parcels_capture', 'zz_changeover_parcels_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('shop.shipments')
                AND g.tgname IN (
                    'zz_changeover_parcels_reconcile',
                    'zz_changeover_parcels_reverse',
                    'zz_changeover_parcels_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('shop.shipments')
                AND g.tgname = 'zz_changeover_parcels_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('shop.shipments')
                AND g.tgname = 'zz_changeover_parcels_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that parcels has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('shop.shipments')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'orders', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_parcels_snapshot')
    )
) AS found (object, problem);
