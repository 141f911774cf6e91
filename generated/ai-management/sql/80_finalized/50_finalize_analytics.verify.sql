-- Data set analytics: only the new names are left, and there is no way back.
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

--: Nobody reaches the rows by the name analytics_events any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.analytics_events' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.analytics_events') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_analytics_events
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_analytics_events')
            AND g.tgname IN ('zz_changeover_analytics_events_reconcile', 'zz_changeover_analytics_events_reverse', 'zz_changeover_analytics_events_emptied', 'zz_changeover_analytics_events_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_analytics_events
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_analytics_events')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_event_name',
            '_service_name',
            '_experiment',
            '_variant',
            '_user_agent',
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name performance_data any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.performance_data' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.performance_data') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_latency_summaries
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_latency_summaries')
            AND g.tgname IN ('zz_changeover_performance_data_reconcile', 'zz_changeover_performance_data_reverse', 'zz_changeover_performance_data_emptied', 'zz_changeover_performance_data_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_latency_summaries
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_latency_summaries')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_avg_latency',
            '_p95_latency',
            '_p99_latency',
            '_computed_by',
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name user_metrics any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.user_metrics' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.user_metrics') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_user_metrics
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_user_metrics')
            AND g.tgname IN ('zz_changeover_user_metrics_reconcile', 'zz_changeover_user_metrics_reverse', 'zz_changeover_user_metrics_emptied', 'zz_changeover_user_metrics_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_user_metrics
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_user_metrics')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_top_service',
            '_active_minutes',
            '_engagement_score',
            '_by_legacy_name'
        )
) AS found (object, problem);
