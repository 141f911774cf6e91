-- Data set settings: only the new names are left, and there is no way back.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.ai_configs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.model_settings.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.prompt_configs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.feature_model_assignments.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_features.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_models.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_model_settings.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_model_prices.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_providers.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompts.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompt_versions.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.prompt_variables.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.ai_configs_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.model_settings_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.prompt_configs_retired.
-- Undo: 50_finalize_settings.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Finalize settings in one short transaction; from here on there is no way back
DO $finalize$
BEGIN
    IF migration.is_final('ai-management', 'settings') THEN
        RETURN;
    END IF;
    -- What others commit until the locks are held must be seen.
    IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a transaction at % sees nothing that was committed after its begin',
            pg_catalog.current_setting('transaction_isolation')
        USING
            ERRCODE = 'MG112',
            HINT = 'Run the file as it is, outside of any transaction.';
    END IF;
    -- What was open lately is asked again under the locks.
    PERFORM migration.refuse_unchecked('ai-management', 'settings', 'finalize');
    FOR attempt IN 1..200 LOOP
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            DROP VIEW public.ai_configs;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            DROP VIEW migration_ai_management.ai_configs_legacy_form;
            DROP VIEW migration_ai_management.ai_configs_restored;
            DROP VIEW migration_ai_management.ai_configs_actual;
            DROP VIEW public.model_settings;
            DROP VIEW migration_ai_management.model_settings_legacy_form;
            DROP VIEW migration_ai_management.model_settings_restored;
            DROP VIEW migration_ai_management.model_settings_actual;
            DROP VIEW migration_ai_management.model_settings_outside_legacy;
            DROP VIEW public.prompt_configs;
            DROP VIEW migration_ai_management.prompt_configs_legacy_form;
            DROP VIEW migration_ai_management.prompt_configs_restored;
            DROP VIEW migration_ai_management.prompt_configs_actual;
            DROP VIEW migration_ai_management.prompt_configs_outside_legacy;
            LOCK TABLE ai_management.feature_model_assignments IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_features IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_models IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_model_settings IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_model_prices IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_providers IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.prompts IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.prompt_versions IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.prompt_variables IN ACCESS EXCLUSIVE MODE;
            DROP TRIGGER zz_changeover_ai_configs_reconcile ON ai_management.feature_model_assignments;
            DROP TRIGGER zz_changeover_ai_configs_reverse ON ai_management.feature_model_assignments;
            DROP TRIGGER zz_changeover_ai_configs_emptied ON ai_management.feature_model_assignments;
            DROP TRIGGER zz_changeover_ai_configs_fence ON ai_management.feature_model_assignments;
            DROP TRIGGER zz_changeover_ai_configs_snapshot ON ai_management.feature_model_assignments;
            DROP TRIGGER zz_changeover_ai_configs_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_ai_configs_looked_up_2 ON ai_management.ai_models;
            DROP TRIGGER zz_changeover_ai_configs_capture ON public.ai_configs_retired;
            DROP TRIGGER zz_changeover_ai_configs_truncate ON public.ai_configs_retired;
            DROP INDEX ai_management.legacy_ai_configs_service_name_environment;
            ALTER TABLE ai_management.feature_model_assignments DROP COLUMN IF EXISTS _service_name;
            ALTER TABLE ai_management.feature_model_assignments DROP COLUMN IF EXISTS _environment;
            ALTER TABLE ai_management.feature_model_assignments DROP COLUMN IF EXISTS _model_name;
            ALTER TABLE ai_management.feature_model_assignments DROP COLUMN IF EXISTS _timeout_seconds;
            ALTER TABLE ai_management.feature_model_assignments DROP COLUMN IF EXISTS _sort_order;
            ALTER TABLE ai_management.feature_model_assignments DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.feature_model_assignments FROM PUBLIC;
            ALTER TABLE ai_management.feature_model_assignments ALTER COLUMN id SET DEFAULT gen_random_uuid();
            DROP TRIGGER zz_changeover_model_settings_reconcile ON ai_management.ai_model_settings;
            DROP TRIGGER zz_changeover_model_settings_reverse ON ai_management.ai_model_settings;
            DROP TRIGGER zz_changeover_model_settings_emptied ON ai_management.ai_model_settings;
            DROP TRIGGER zz_changeover_model_settings_in_step ON ai_management.ai_model_settings;
            DROP TRIGGER zz_changeover_model_settings_vacate ON ai_management.ai_model_settings;
            DROP TRIGGER zz_changeover_model_settings_whole ON ai_management.ai_model_settings;
            DROP TRIGGER zz_changeover_model_settings_ai_model_prices_lock ON ai_management.ai_model_prices;
            DROP TRIGGER zz_changeover_model_settings_ai_model_prices_tell ON ai_management.ai_model_prices;
            DROP TRIGGER zz_changeover_model_settings_ai_model_prices_truncated ON ai_management.ai_model_prices;
            DROP TRIGGER zz_changeover_model_settings_ai_model_prices_whole ON ai_management.ai_model_prices;
            DROP TRIGGER zz_changeover_model_settings_fence ON ai_management.ai_model_settings;
            DROP TRIGGER zz_changeover_model_settings_snapshot ON ai_management.ai_model_settings;
            DROP TRIGGER zz_changeover_model_settings_fence ON ai_management.ai_model_prices;
            DROP TRIGGER zz_changeover_model_settings_snapshot ON ai_management.ai_model_prices;
            DROP TRIGGER zz_changeover_model_settings_looked_up_1 ON ai_management.ai_models;
            DROP TRIGGER zz_changeover_model_settings_looked_up_2 ON ai_management.ai_providers;
            DROP TRIGGER zz_changeover_model_settings_capture ON public.model_settings_retired;
            DROP TRIGGER zz_changeover_model_settings_truncate ON public.model_settings_retired;
            DROP INDEX ai_management.ai_model_prices_parked;
            ALTER TABLE ai_management.ai_model_settings DROP COLUMN IF EXISTS _model_name;
            ALTER TABLE ai_management.ai_model_settings DROP COLUMN IF EXISTS _provider;
            ALTER TABLE ai_management.ai_model_settings DROP COLUMN IF EXISTS _price_per_1k_input;
            ALTER TABLE ai_management.ai_model_settings DROP COLUMN IF EXISTS _price_per_1k_output;
            ALTER TABLE ai_management.ai_model_settings DROP COLUMN IF EXISTS _price_since;
            ALTER TABLE ai_management.ai_model_settings DROP COLUMN IF EXISTS _icon_url;
            ALTER TABLE ai_management.ai_model_settings DROP COLUMN IF EXISTS _by_legacy_name;
            ALTER TABLE ai_management.ai_model_settings DROP COLUMN IF EXISTS _parked;
            ALTER TABLE ai_management.ai_model_settings DROP COLUMN IF EXISTS _substituted;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_model_settings FROM PUBLIC;
            DROP TRIGGER zz_changeover_prompt_configs_reconcile ON ai_management.prompts;
            DROP TRIGGER zz_changeover_prompt_configs_reverse ON ai_management.prompts;
            DROP TRIGGER zz_changeover_prompt_configs_emptied ON ai_management.prompts;
            DROP TRIGGER zz_changeover_prompt_configs_in_step ON ai_management.prompts;
            DROP TRIGGER zz_changeover_prompt_configs_vacate ON ai_management.prompts;
            DROP TRIGGER zz_changeover_prompt_configs_prompt_versions_lock ON ai_management.prompt_versions;
            DROP TRIGGER zz_changeover_prompt_configs_prompt_versions_tell ON ai_management.prompt_versions;
            DROP TRIGGER zz_changeover_prompt_configs_prompt_versions_truncated ON ai_management.prompt_versions;
            DROP TRIGGER zz_changeover_prompt_configs_prompt_variables_lock ON ai_management.prompt_variables;
            DROP TRIGGER zz_changeover_prompt_configs_prompt_variables_tell ON ai_management.prompt_variables;
            DROP TRIGGER zz_changeover_prompt_configs_prompt_variables_truncated ON ai_management.prompt_variables;
            DROP TRIGGER zz_changeover_prompt_configs_fence ON ai_management.prompts;
            DROP TRIGGER zz_changeover_prompt_configs_snapshot ON ai_management.prompts;
            DROP TRIGGER zz_changeover_prompt_configs_fence ON ai_management.prompt_versions;
            DROP TRIGGER zz_changeover_prompt_configs_snapshot ON ai_management.prompt_versions;
            DROP TRIGGER zz_changeover_prompt_configs_fence ON ai_management.prompt_variables;
            DROP TRIGGER zz_changeover_prompt_configs_snapshot ON ai_management.prompt_variables;
            DROP TRIGGER zz_changeover_prompt_configs_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_prompt_configs_capture ON public.prompt_configs_retired;
            DROP TRIGGER zz_changeover_prompt_configs_truncate ON public.prompt_configs_retired;
            DROP INDEX ai_management.prompt_versions_parked;
            DROP INDEX ai_management.prompt_variables_parked;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _service_name;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _template;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _variables;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _version;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _author;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _change_note;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _editor_state;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _by_legacy_name;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _parked;
            ALTER TABLE ai_management.prompts DROP COLUMN IF EXISTS _substituted;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.prompts FROM PUBLIC;
            ALTER TABLE ai_management.prompts ALTER COLUMN id SET DEFAULT gen_random_uuid();
            PERFORM migration.finalize('ai-management', 'settings');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'settings' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then finalize again.';
END
$finalize$;

--: Nothing calls what kept both names of ai_configs in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.ai_configs_looked_up_1(),
    migration_ai_management.ai_configs_looked_up_2(),
    migration_ai_management.ai_configs_reconcile(),
    migration_ai_management.ai_configs_reverse(),
    migration_ai_management.ai_configs_emptied(),
    migration_ai_management.ai_configs_fence();

--: Nothing calls what kept both names of model_settings in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.model_settings_looked_up_1(),
    migration_ai_management.model_settings_looked_up_2(),
    migration_ai_management.model_settings_in_step(),
    migration_ai_management.model_settings_vacate(),
    migration_ai_management.model_settings_whole(),
    migration_ai_management.model_settings_ai_model_prices_lock(),
    migration_ai_management.model_settings_ai_model_prices_tell(),
    migration_ai_management.model_settings_ai_model_prices_truncated(),
    migration_ai_management.model_settings_ai_model_prices_whole(),
    migration_ai_management.model_settings_reconcile(),
    migration_ai_management.model_settings_reverse(),
    migration_ai_management.model_settings_emptied(),
    migration_ai_management.model_settings_fence();

--: Nothing calls what kept both names of prompt_configs in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.prompt_configs_looked_up_1(),
    migration_ai_management.prompt_configs_in_step(),
    migration_ai_management.prompt_configs_vacate(),
    migration_ai_management.prompt_configs_prompt_versions_lock(),
    migration_ai_management.prompt_configs_prompt_versions_tell(),
    migration_ai_management.prompt_configs_prompt_versions_truncated(),
    migration_ai_management.prompt_configs_prompt_variables_lock(),
    migration_ai_management.prompt_configs_prompt_variables_tell(),
    migration_ai_management.prompt_configs_prompt_variables_truncated(),
    migration_ai_management.prompt_configs_reconcile(),
    migration_ai_management.prompt_configs_reverse(),
    migration_ai_management.prompt_configs_emptied(),
    migration_ai_management.prompt_configs_fence();
