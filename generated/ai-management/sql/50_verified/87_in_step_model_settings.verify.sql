-- Mapping model_settings to ai_model_settings: its parts follow it, and tell it.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
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

--: The triggers are there
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'trigger is missing, or not as awake as the owner of the rows wants it' AS problem
    FROM (
        VALUES
            ('ai_management.ai_model_settings', 'zz_changeover_model_settings_in_step'),
            ('ai_management.ai_model_settings', 'zz_changeover_model_settings_vacate'),
            ('ai_management.ai_model_settings', 'zz_changeover_model_settings_whole'),
            ('ai_management.ai_model_prices', 'zz_changeover_model_settings_ai_model_prices_lock'),
            ('ai_management.ai_model_prices', 'zz_changeover_model_settings_ai_model_prices_tell'),
            ('ai_management.ai_model_prices', 'zz_changeover_model_settings_ai_model_prices_truncated'),
            ('ai_management.ai_model_prices', 'zz_changeover_model_settings_ai_model_prices_whole')
    ) AS wanted (relation, name)
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass(wanted.relation)
            AND g.tgname = wanted.name
            AND g.tgenabled = CASE migration.owner_of('ai-management', 'settings') WHEN 'new' THEN 'A' ELSE 'D' END
    )
) AS found (object, problem);
