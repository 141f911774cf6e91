-- Data set debugging: only the new names are left, and there is no way back.
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

--: Nobody reaches the rows by the name debug_logs any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.debug_logs' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.debug_logs') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_debug_events
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_debug_events')
            AND g.tgname IN ('zz_changeover_debug_logs_reconcile', 'zz_changeover_debug_logs_reverse', 'zz_changeover_debug_logs_emptied', 'zz_changeover_debug_logs_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_debug_events
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_debug_events')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_debug_logs_service_name',
            '_debug_logs_model_name',
            '_debug_logs_thread_name',
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name error_tracking any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.error_tracking' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.error_tracking') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_debug_events
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_debug_events')
            AND g.tgname IN ('zz_changeover_error_tracking_reconcile', 'zz_changeover_error_tracking_reverse', 'zz_changeover_error_tracking_emptied', 'zz_changeover_error_tracking_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_debug_events
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_debug_events')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_error_tracking_severity',
            '_error_tracking_service_name',
            '_error_tracking_model_name',
            '_error_tracking_fingerprint',
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name performance_metrics any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.performance_metrics' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.performance_metrics') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_performance_samples
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_performance_samples')
            AND g.tgname IN ('zz_changeover_performance_metrics_reconcile', 'zz_changeover_performance_metrics_reverse', 'zz_changeover_performance_metrics_emptied', 'zz_changeover_performance_metrics_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_performance_samples
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_performance_samples')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_metric_name',
            '_service_name',
            '_model_name',
            '_host',
            '_by_legacy_name'
        )
) AS found (object, problem);
