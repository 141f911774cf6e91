-- Data set settings: the new tables own its rows, and both names reach them.
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

--: ai_configs is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.ai_configs' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.ai_configs')
    WHERE
        (d.migration, d.name) = ('ai-management', 'settings')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of ai_configs, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'settings')
        AND (
            (
                g.tgrelid IN (to_regclass('public.ai_configs'), to_regclass('public.ai_configs_retired'))
                AND g.tgname IN ('zz_changeover_ai_configs_capture', 'zz_changeover_ai_configs_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.feature_model_assignments')
                AND g.tgname IN (
                    'zz_changeover_ai_configs_reconcile',
                    'zz_changeover_ai_configs_reverse',
                    'zz_changeover_ai_configs_emptied'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.feature_model_assignments')
                AND g.tgname = 'zz_changeover_ai_configs_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.feature_model_assignments')
                AND g.tgname = 'zz_changeover_ai_configs_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that ai_configs has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('ai_management.feature_model_assignments')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'settings', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_ai_configs_snapshot')
    )
) AS found (object, problem);

--: model_settings is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.model_settings' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.model_settings')
    WHERE
        (d.migration, d.name) = ('ai-management', 'settings')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of model_settings, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'settings')
        AND (
            (
                g.tgrelid IN (to_regclass('public.model_settings'), to_regclass('public.model_settings_retired'))
                AND g.tgname IN ('zz_changeover_model_settings_capture', 'zz_changeover_model_settings_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_model_settings')
                AND g.tgname IN (
                    'zz_changeover_model_settings_reconcile',
                    'zz_changeover_model_settings_reverse',
                    'zz_changeover_model_settings_emptied',
                    'zz_changeover_model_settings_in_step',
                    'zz_changeover_model_settings_vacate',
                    'zz_changeover_model_settings_whole'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_model_settings')
                AND g.tgname = 'zz_changeover_model_settings_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_model_settings')
                AND g.tgname = 'zz_changeover_model_settings_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_model_prices')
                AND g.tgname IN (
                    'zz_changeover_model_settings_ai_model_prices_lock',
                    'zz_changeover_model_settings_ai_model_prices_tell',
                    'zz_changeover_model_settings_ai_model_prices_truncated',
                    'zz_changeover_model_settings_ai_model_prices_whole'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_model_prices')
                AND g.tgname = 'zz_changeover_model_settings_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.ai_model_prices')
                AND g.tgname = 'zz_changeover_model_settings_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that model_settings has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('ai_management.ai_model_settings'),
            ('ai_management.ai_model_prices')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'settings', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_model_settings_snapshot')
    )
) AS found (object, problem);

--: prompt_configs is a view exactly when the new side owns its rows, and never missing
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'public.prompt_configs' AS object,
        CASE
            WHEN c.oid IS NULL THEN 'is missing'
            ELSE format('is of the kind %s, and the owner is %s', c.relkind, d.owner)
        END AS problem
    FROM migration.data_set AS d
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = to_regclass('public.prompt_configs')
    WHERE
        (d.migration, d.name) = ('ai-management', 'settings')
        AND (c.relkind = 'v') IS DISTINCT FROM (d.owner = 'new')
) AS found (object, problem);

--: Of prompt_configs, only what belongs to the owner's side is awake
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        format('fires as %L, and the owner is %s', g.tgenabled, d.owner) AS problem
    FROM pg_catalog.pg_trigger AS g
    CROSS JOIN migration.data_set AS d
    WHERE
        (d.migration, d.name) = ('ai-management', 'settings')
        AND (
            (
                g.tgrelid IN (to_regclass('public.prompt_configs'), to_regclass('public.prompt_configs_retired'))
                AND g.tgname IN ('zz_changeover_prompt_configs_capture', 'zz_changeover_prompt_configs_truncate')
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.prompts')
                AND g.tgname IN (
                    'zz_changeover_prompt_configs_reconcile',
                    'zz_changeover_prompt_configs_reverse',
                    'zz_changeover_prompt_configs_emptied',
                    'zz_changeover_prompt_configs_in_step',
                    'zz_changeover_prompt_configs_vacate'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.prompts')
                AND g.tgname = 'zz_changeover_prompt_configs_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.prompts')
                AND g.tgname = 'zz_changeover_prompt_configs_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.prompt_versions')
                AND g.tgname IN (
                    'zz_changeover_prompt_configs_prompt_versions_lock',
                    'zz_changeover_prompt_configs_prompt_versions_tell',
                    'zz_changeover_prompt_configs_prompt_versions_truncated'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.prompt_versions')
                AND g.tgname = 'zz_changeover_prompt_configs_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.prompt_versions')
                AND g.tgname = 'zz_changeover_prompt_configs_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.prompt_variables')
                AND g.tgname IN (
                    'zz_changeover_prompt_configs_prompt_variables_lock',
                    'zz_changeover_prompt_configs_prompt_variables_tell',
                    'zz_changeover_prompt_configs_prompt_variables_truncated'
                )
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.prompt_variables')
                AND g.tgname = 'zz_changeover_prompt_configs_fence'
                AND (g.tgenabled = 'A') <> (d.owner = 'legacy')
            )
            OR (
                g.tgrelid = to_regclass('ai_management.prompt_variables')
                AND g.tgname = 'zz_changeover_prompt_configs_snapshot'
                AND (g.tgenabled = 'A') <> (d.owner = 'new')
            )
        )
) AS found (object, problem);

--: An old snapshot writes to no table that prompt_configs has become
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'lets a snapshot from before the switch write' AS problem
    FROM (
        VALUES
            ('ai_management.prompts'),
            ('ai_management.prompt_versions'),
            ('ai_management.prompt_variables')
    ) AS wanted (name)
    INNER JOIN migration.data_set AS d
        ON (d.migration, d.name, d.owner) = ('ai-management', 'settings', 'new')
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            (g.tgrelid, g.tgname) = (to_regclass(wanted.name), 'zz_changeover_prompt_configs_snapshot')
    )
) AS found (object, problem);
