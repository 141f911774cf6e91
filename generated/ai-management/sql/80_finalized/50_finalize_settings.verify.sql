-- Data set settings: only the new names are left, and there is no way back.
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

--: Nobody reaches the rows by the name ai_configs any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.ai_configs' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.ai_configs') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.feature_model_assignments
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.feature_model_assignments')
            AND g.tgname IN ('zz_changeover_ai_configs_reconcile', 'zz_changeover_ai_configs_reverse', 'zz_changeover_ai_configs_emptied', 'zz_changeover_ai_configs_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.feature_model_assignments
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.feature_model_assignments')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_service_name',
            '_environment',
            '_model_name',
            '_timeout_seconds',
            '_sort_order',
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name model_settings any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.model_settings' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.model_settings') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.ai_model_settings
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.ai_model_settings')
            AND g.tgname IN ('zz_changeover_model_settings_reconcile', 'zz_changeover_model_settings_reverse', 'zz_changeover_model_settings_emptied', 'zz_changeover_model_settings_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.ai_model_settings
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.ai_model_settings')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_model_name',
            '_provider',
            '_price_per_1k_input',
            '_price_per_1k_output',
            '_price_since',
            '_icon_url',
            '_by_legacy_name',
            '_parked',
            '_substituted'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name prompt_configs any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.prompt_configs' AS object,
        'is still there' AS problem
    WHERE to_regclass('public.prompt_configs') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and ai_management.prompts
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('ai_management.prompts')
            AND g.tgname IN ('zz_changeover_prompt_configs_reconcile', 'zz_changeover_prompt_configs_reverse', 'zz_changeover_prompt_configs_emptied', 'zz_changeover_prompt_configs_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from ai_management.prompts
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('ai_management.prompts')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_service_name',
            '_template',
            '_variables',
            '_version',
            '_author',
            '_change_note',
            '_editor_state',
            '_by_legacy_name',
            '_parked',
            '_substituted'
        )
) AS found (object, problem);
