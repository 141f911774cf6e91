-- Data set analytics: the new tables own its rows, and both names reach them.
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

--: analytics_events is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.analytics_events' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.analytics_events')
    WHERE
        (d.migration, d.name) = ('ai-management', 'analytics')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of analytics_events, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'analytics')
        AND (
            (
                g.tgrelid IN (to_regclass('public.analytics_events'), to_regclass('public.analytics_events_retired'))
                AND g.tgname IN ('zz_changeover_analytics_events_capture', 'zz_changeover_analytics_events_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_analytics_events')
                AND g.tgname IN (
                    'zz_changeover_analytics_events_reconcile',
                    'zz_changeover_analytics_events_reverse',
                    'zz_changeover_analytics_events_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_analytics_events')
                AND g.tgname = 'zz_changeover_analytics_events_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_analytics_events')
                AND g.tgname = 'zz_changeover_analytics_events_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that analytics_events has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('ai_management.ai_analytics_events')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'analytics', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_analytics_events_snapshot')
    )
) AS found (object, problem);

--: performance_data is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.performance_data' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.performance_data')
    WHERE
        (d.migration, d.name) = ('ai-management', 'analytics')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of performance_data, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'analytics')
        AND (
            (
                g.tgrelid IN (to_regclass('public.performance_data'), to_regclass('public.performance_data_retired'))
                AND g.tgname IN ('zz_changeover_performance_data_capture', 'zz_changeover_performance_data_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_latency_summaries')
                AND g.tgname IN (
                    'zz_changeover_performance_data_reconcile',
                    'zz_changeover_performance_data_reverse',
                    'zz_changeover_performance_data_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_latency_summaries')
                AND g.tgname = 'zz_changeover_performance_data_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_latency_summaries')
                AND g.tgname = 'zz_changeover_performance_data_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that performance_data has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('ai_management.ai_latency_summaries')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'analytics', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_performance_data_snapshot')
    )
) AS found (object, problem);

--: user_metrics is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.user_metrics' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.user_metrics')
    WHERE
        (d.migration, d.name) = ('ai-management', 'analytics')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of user_metrics, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'analytics')
        AND (
            (
                g.tgrelid IN (to_regclass('public.user_metrics'), to_regclass('public.user_metrics_retired'))
                AND g.tgname IN ('zz_changeover_user_metrics_capture', 'zz_changeover_user_metrics_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_user_metrics')
                AND g.tgname IN (
                    'zz_changeover_user_metrics_reconcile',
                    'zz_changeover_user_metrics_reverse',
                    'zz_changeover_user_metrics_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_user_metrics')
                AND g.tgname = 'zz_changeover_user_metrics_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_user_metrics')
                AND g.tgname = 'zz_changeover_user_metrics_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that user_metrics has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('ai_management.ai_user_metrics')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'analytics', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_user_metrics_snapshot')
    )
) AS found (object, problem);
