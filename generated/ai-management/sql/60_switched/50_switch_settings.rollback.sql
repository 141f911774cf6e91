-- Data set settings: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.ai_configs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.model_settings.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.prompt_configs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.ai_configs_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.model_settings_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.prompt_configs_retired.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.feature_model_assignments.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_settings.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_prices.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompts.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompt_versions.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompt_variables.
-- Undo: 50_switch_settings.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Give settings back to the legacy tables in one short transaction
DO $reverse$
DECLARE
    held_since timestamptz;
    rows bigint;
BEGIN
    IF migration.owner_of('ai-management', 'settings') = 'legacy' THEN
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
    -- What is slow the first time in a session is done once before the locks, and taken back.
    -- What refuses it will do so again.
    BEGIN
        PERFORM migration.change_owner('ai-management', 'settings', 'legacy');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- Who may use the names now may use the tables then; nearly all is done before the locks.
        PERFORM migration.same_rights(
            to_regclass('public.ai_configs'), to_regclass('public.ai_configs_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('public.model_settings'), to_regclass('public.model_settings_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('public.prompt_configs'), to_regclass('public.prompt_configs_retired')
        );
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            ALTER VIEW public.ai_configs SET SCHEMA migration_ai_management;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            ALTER VIEW public.model_settings SET SCHEMA migration_ai_management;
            ALTER VIEW public.prompt_configs SET SCHEMA migration_ai_management;
            LOCK TABLE ai_management.feature_model_assignments IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_model_settings IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_model_prices IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.prompts IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.prompt_versions IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.prompt_variables IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.ai_configs'));
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.model_settings'));
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.prompt_configs'));
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE ai_management.feature_model_assignments
                DISABLE TRIGGER zz_changeover_ai_configs_reconcile,
                DISABLE TRIGGER zz_changeover_ai_configs_reverse,
                DISABLE TRIGGER zz_changeover_ai_configs_emptied,
                DISABLE TRIGGER zz_changeover_ai_configs_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.ai_configs'), to_regclass('public.ai_configs_retired')
            );
            DROP TRIGGER zz_changeover_ai_configs_retired ON public.ai_configs_retired;
            ALTER TABLE public.ai_configs_retired RENAME TO ai_configs;
            PERFORM migration.say_as_owner(to_regclass('public.ai_configs'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.ai_configs FROM migration_sync'
            ]);
            PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[
                format('REVOKE USAGE ON SEQUENCE %s FROM migration_sync', s.sequence)
            ])
            FROM pg_get_serial_sequence('public.ai_configs', 'id') AS s (sequence);
            ALTER TABLE public.ai_configs
                ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_truncate;
            ALTER TABLE ai_management.ai_model_settings
                DISABLE TRIGGER zz_changeover_model_settings_reconcile,
                DISABLE TRIGGER zz_changeover_model_settings_reverse,
                DISABLE TRIGGER zz_changeover_model_settings_emptied,
                DISABLE TRIGGER zz_changeover_model_settings_in_step,
                DISABLE TRIGGER zz_changeover_model_settings_vacate,
                DISABLE TRIGGER zz_changeover_model_settings_whole,
                DISABLE TRIGGER zz_changeover_model_settings_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_fence;
            ALTER TABLE ai_management.ai_model_prices
                DISABLE TRIGGER zz_changeover_model_settings_ai_model_prices_lock,
                DISABLE TRIGGER zz_changeover_model_settings_ai_model_prices_tell,
                DISABLE TRIGGER zz_changeover_model_settings_ai_model_prices_truncated,
                DISABLE TRIGGER zz_changeover_model_settings_ai_model_prices_whole,
                DISABLE TRIGGER zz_changeover_model_settings_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.model_settings'), to_regclass('public.model_settings_retired')
            );
            DROP TRIGGER zz_changeover_model_settings_retired ON public.model_settings_retired;
            ALTER TABLE public.model_settings_retired RENAME TO model_settings;
            PERFORM migration.say_as_owner(to_regclass('public.model_settings'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.model_settings FROM migration_sync'
            ]);
            ALTER TABLE public.model_settings
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_truncate;
            ALTER TABLE ai_management.prompts
                DISABLE TRIGGER zz_changeover_prompt_configs_reconcile,
                DISABLE TRIGGER zz_changeover_prompt_configs_reverse,
                DISABLE TRIGGER zz_changeover_prompt_configs_emptied,
                DISABLE TRIGGER zz_changeover_prompt_configs_in_step,
                DISABLE TRIGGER zz_changeover_prompt_configs_vacate,
                DISABLE TRIGGER zz_changeover_prompt_configs_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_fence;
            ALTER TABLE ai_management.prompt_versions
                DISABLE TRIGGER zz_changeover_prompt_configs_prompt_versions_lock,
                DISABLE TRIGGER zz_changeover_prompt_configs_prompt_versions_tell,
                DISABLE TRIGGER zz_changeover_prompt_configs_prompt_versions_truncated,
                DISABLE TRIGGER zz_changeover_prompt_configs_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_fence;
            ALTER TABLE ai_management.prompt_variables
                DISABLE TRIGGER zz_changeover_prompt_configs_prompt_variables_lock,
                DISABLE TRIGGER zz_changeover_prompt_configs_prompt_variables_tell,
                DISABLE TRIGGER zz_changeover_prompt_configs_prompt_variables_truncated,
                DISABLE TRIGGER zz_changeover_prompt_configs_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.prompt_configs'), to_regclass('public.prompt_configs_retired')
            );
            DROP TRIGGER zz_changeover_prompt_configs_retired ON public.prompt_configs_retired;
            ALTER TABLE public.prompt_configs_retired RENAME TO prompt_configs;
            PERFORM migration.say_as_owner(to_regclass('public.prompt_configs'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.prompt_configs FROM migration_sync'
            ]);
            PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[
                format('REVOKE USAGE ON SEQUENCE %s FROM migration_sync', s.sequence)
            ])
            FROM pg_get_serial_sequence('public.prompt_configs', 'id') AS s (sequence);
            ALTER TABLE public.prompt_configs
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_truncate;
            rows := migration_ai_management.model_settings_park();
            IF rows > 0 THEN
                RAISE WARNING '% rows that % cannot hold are kept in %', rows, 'model_settings', 'migration_ai_management.model_settings_parked';
            END IF;
            rows := migration_ai_management.prompt_configs_park();
            IF rows > 0 THEN
                RAISE WARNING '% rows that % cannot hold are kept in %', rows, 'prompt_configs', 'migration_ai_management.prompt_configs_parked';
            END IF;
            PERFORM migration.change_owner('ai-management', 'settings', 'legacy');
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
        HINT = 'Look for long transactions in pg_stat_activity, then reverse again.';
END
$reverse$;
