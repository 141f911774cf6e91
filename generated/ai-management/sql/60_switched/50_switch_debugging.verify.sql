-- Data set debugging: the new tables own its rows, and both names reach them.
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

--: debug_logs is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.debug_logs' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.debug_logs')
    WHERE
        (d.migration, d.name) = ('ai-management', 'debugging')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of debug_logs, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'debugging')
        AND (
            (
                g.tgrelid IN (to_regclass('public.debug_logs'), to_regclass('public.debug_logs_retired'))
                AND g.tgname IN ('zz_changeover_debug_logs_capture', 'zz_changeover_debug_logs_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_debug_events')
                AND g.tgname IN (
                    'zz_changeover_debug_logs_reconcile',
                    'zz_changeover_debug_logs_reverse',
                    'zz_changeover_debug_logs_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_debug_events')
                AND g.tgname = 'zz_changeover_debug_logs_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_debug_events')
                AND g.tgname = 'zz_changeover_debug_logs_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that debug_logs has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('ai_management.ai_debug_events')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'debugging', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_debug_logs_snapshot')
    )
) AS found (object, problem);

--: error_tracking is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.error_tracking' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.error_tracking')
    WHERE
        (d.migration, d.name) = ('ai-management', 'debugging')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of error_tracking, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'debugging')
        AND (
            (
                g.tgrelid IN (to_regclass('public.error_tracking'), to_regclass('public.error_tracking_retired'))
                AND g.tgname IN ('zz_changeover_error_tracking_capture', 'zz_changeover_error_tracking_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_debug_events')
                AND g.tgname IN (
                    'zz_changeover_error_tracking_reconcile',
                    'zz_changeover_error_tracking_reverse',
                    'zz_changeover_error_tracking_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_debug_events')
                AND g.tgname = 'zz_changeover_error_tracking_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_debug_events')
                AND g.tgname = 'zz_changeover_error_tracking_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that error_tracking has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('ai_management.ai_debug_events')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'debugging', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_error_tracking_snapshot')
    )
) AS found (object, problem);

--: performance_metrics is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.performance_metrics' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.performance_metrics')
    WHERE
        (d.migration, d.name) = ('ai-management', 'debugging')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of performance_metrics, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'debugging')
        AND (
            (
                g.tgrelid IN (to_regclass('public.performance_metrics'), to_regclass('public.performance_metrics_retired'))
                AND g.tgname IN ('zz_changeover_performance_metrics_capture', 'zz_changeover_performance_metrics_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_performance_samples')
                AND g.tgname IN (
                    'zz_changeover_performance_metrics_reconcile',
                    'zz_changeover_performance_metrics_reverse',
                    'zz_changeover_performance_metrics_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_performance_samples')
                AND g.tgname = 'zz_changeover_performance_metrics_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_performance_samples')
                AND g.tgname = 'zz_changeover_performance_metrics_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that performance_metrics has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('ai_management.ai_performance_samples')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'debugging', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_performance_metrics_snapshot')
    )
) AS found (object, problem);
