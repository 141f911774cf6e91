-- Data set costs: only the new names are left, and there is no way back.
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

--: Nobody reaches the rows by the name billing_data any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.billing_data' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.billing_data') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_spending
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_spending')
            AND g.tgname IN ('zz_changeover_billing_data_reconcile', 'zz_changeover_billing_data_reverse', 'zz_changeover_billing_data_emptied', 'zz_changeover_billing_data_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_spending
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_spending')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_service_name',
            '_model_name',
            '_currency',
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name cost_allocations any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.cost_allocations' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.cost_allocations') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_spending_allocations
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_spending_allocations')
            AND g.tgname IN ('zz_changeover_cost_allocations_reconcile', 'zz_changeover_cost_allocations_reverse', 'zz_changeover_cost_allocations_emptied', 'zz_changeover_cost_allocations_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_spending_allocations
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_spending_allocations')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name usage_logs any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.usage_logs' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.usage_logs') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_usage_logs
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_usage_logs')
            AND g.tgname IN ('zz_changeover_usage_logs_reconcile', 'zz_changeover_usage_logs_reverse', 'zz_changeover_usage_logs_emptied', 'zz_changeover_usage_logs_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_usage_logs
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_usage_logs')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_service_name',
            '_model_name',
            '_success',
            '_by_legacy_name'
        )
) AS found (object, problem);
