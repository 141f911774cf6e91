-- Data set settings: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.ai_configs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.model_settings.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.prompt_configs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.ai_configs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.model_settings.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.prompt_configs.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.feature_model_assignments.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_settings.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_prices.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompts.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompt_versions.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompt_variables.
-- Undo: 50_switch_settings.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Switch settings in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
DECLARE
    held_since timestamptz;
    rows bigint;
BEGIN
    IF migration.owner_of('ai-management', 'settings') = 'new' THEN
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
    -- What no write can close is asked before anybody has to wait; the rest again under the locks.
    PERFORM migration.refuse_unchecked('ai-management', 'settings', 'switch');
    PERFORM migration.refuse_closed('ai-management', 'settings', 'switch', false);
    -- What is slow the first time in a session is done once before the locks, and taken back.
    -- What refuses it will do so again.
    BEGIN
        PERFORM migration.change_owner('ai-management', 'settings', 'new');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- What takes long is done before the locks as well, last what is noted meanwhile.
        PERFORM migration_ai_management.ai_configs_dress();
        PERFORM migration_ai_management.model_settings_dress();
        PERFORM migration_ai_management.prompt_configs_dress();
        CALL migration_ai_management.ai_configs_replay(5);
        CALL migration_ai_management.model_settings_replay(5);
        CALL migration_ai_management.prompt_configs_replay(5);
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.ai_configs IN ACCESS EXCLUSIVE MODE;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            LOCK TABLE public.model_settings IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.prompt_configs IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.feature_model_assignments IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_model_settings IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_model_prices IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.prompts IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.prompt_versions IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.prompt_variables IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('public.ai_configs'));
            PERFORM migration.wait_for_rights(to_regclass('public.model_settings'));
            PERFORM migration.wait_for_rights(to_regclass('public.prompt_configs'));
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.id IS NULL)
                FROM (SELECT j.id FROM migration_ai_management.ai_configs_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.ai_configs_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.id IS NULL)
                FROM (SELECT j.id FROM migration_ai_management.model_settings_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.model_settings_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.id IS NULL)
                FROM (SELECT j.id FROM migration_ai_management.prompt_configs_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.prompt_configs_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.ai_configs_journal)
                OR EXISTS (SELECT FROM migration_ai_management.model_settings_journal)
                OR EXISTS (SELECT FROM migration_ai_management.prompt_configs_journal)
            THEN
                RAISE lock_not_available;
            END IF;
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            -- Where there is no better moment, they wait no longer than this would for a lock.
            IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                RAISE lock_not_available;
            END IF;
            -- A value that another row still held a moment ago may be free when it is tried again.
            IF attempt <= 20 AND EXISTS (
                SELECT
                FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.sqlstate) = ('ai-management', '23505')
                    AND q.mapping IN ('ai_configs', 'model_settings', 'prompt_configs')
                    AND q.origin <> 'backfill'
            ) THEN
                RAISE lock_not_available;
            END IF;
            -- What the last reverse has set aside comes back.
            rows := migration_ai_management.model_settings_unpark();
            IF rows > 0 THEN
                RAISE WARNING '% rows that legacy could not hold have no place any more, and stay in %', rows, 'migration_ai_management.model_settings_parked';
            END IF;
            -- What the last reverse has set aside comes back.
            rows := migration_ai_management.prompt_configs_unpark();
            IF rows > 0 THEN
                RAISE WARNING '% rows that legacy could not hold have no place any more, and stay in %', rows, 'migration_ai_management.prompt_configs_parked';
            END IF;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.ai_configs_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.ai_configs'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.ai_configs TO migration_sync'
            ]);
            PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[
                format('GRANT USAGE ON SEQUENCE %s TO migration_sync', s.sequence)
            ])
            FROM pg_get_serial_sequence('public.ai_configs', 'id') AS s (sequence);
            ALTER TABLE public.ai_configs
                DISABLE TRIGGER zz_changeover_ai_configs_capture,
                DISABLE TRIGGER zz_changeover_ai_configs_truncate;
            ALTER TABLE public.ai_configs RENAME TO ai_configs_retired;
            CREATE TRIGGER zz_changeover_ai_configs_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.ai_configs_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.ai_configs_refuse_retired();
            ALTER TABLE public.ai_configs_retired ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_retired;
            ALTER VIEW migration_ai_management.ai_configs SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_ai_configs_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.feature_model_assignments
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.feature_model_assignments
                ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_snapshot,
                DISABLE TRIGGER zz_changeover_ai_configs_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.model_settings_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.model_settings'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.model_settings TO migration_sync'
            ]);
            ALTER TABLE public.model_settings
                DISABLE TRIGGER zz_changeover_model_settings_capture,
                DISABLE TRIGGER zz_changeover_model_settings_truncate;
            ALTER TABLE public.model_settings RENAME TO model_settings_retired;
            CREATE TRIGGER zz_changeover_model_settings_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.model_settings_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.model_settings_refuse_retired();
            ALTER TABLE public.model_settings_retired ENABLE ALWAYS TRIGGER zz_changeover_model_settings_retired;
            ALTER VIEW migration_ai_management.model_settings SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_model_settings_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_model_settings
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.ai_model_settings
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_in_step,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_vacate,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_whole,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_snapshot,
                DISABLE TRIGGER zz_changeover_model_settings_fence;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_model_settings_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_model_prices
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.ai_model_prices
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_ai_model_prices_lock,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_ai_model_prices_tell,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_ai_model_prices_truncated,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_ai_model_prices_whole,
                ENABLE ALWAYS TRIGGER zz_changeover_model_settings_snapshot,
                DISABLE TRIGGER zz_changeover_model_settings_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.prompt_configs_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.prompt_configs'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.prompt_configs TO migration_sync'
            ]);
            PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[
                format('GRANT USAGE ON SEQUENCE %s TO migration_sync', s.sequence)
            ])
            FROM pg_get_serial_sequence('public.prompt_configs', 'id') AS s (sequence);
            ALTER TABLE public.prompt_configs
                DISABLE TRIGGER zz_changeover_prompt_configs_capture,
                DISABLE TRIGGER zz_changeover_prompt_configs_truncate;
            ALTER TABLE public.prompt_configs RENAME TO prompt_configs_retired;
            CREATE TRIGGER zz_changeover_prompt_configs_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.prompt_configs_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.prompt_configs_refuse_retired();
            ALTER TABLE public.prompt_configs_retired ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_retired;
            ALTER VIEW migration_ai_management.prompt_configs SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.prompts
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.prompts
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_in_step,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_vacate,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_snapshot,
                DISABLE TRIGGER zz_changeover_prompt_configs_fence;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.prompt_versions
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.prompt_versions
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_versions_lock,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_versions_tell,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_versions_truncated,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_snapshot,
                DISABLE TRIGGER zz_changeover_prompt_configs_fence;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.prompt_variables
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.prompt_variables
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_variables_lock,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_variables_tell,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_variables_truncated,
                ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_snapshot,
                DISABLE TRIGGER zz_changeover_prompt_configs_fence;
            PERFORM migration.change_owner('ai-management', 'settings', 'new');
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
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
