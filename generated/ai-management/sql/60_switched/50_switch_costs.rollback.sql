-- Data set costs: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.billing_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.cost_allocations.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.usage_logs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.billing_data_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.cost_allocations_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.usage_logs_retired.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_spending.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_spending_allocations.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_usage_logs.
-- Undo: 50_switch_costs.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Give costs back to the legacy tables in one short transaction
DO $reverse$
DECLARE
    held_since timestamptz;
BEGIN
    IF migration.owner_of('ai-management', 'costs') = 'legacy' THEN
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
        PERFORM migration.change_owner('ai-management', 'costs', 'legacy');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- Who may use the names now may use the tables then; nearly all is done before the locks.
        PERFORM migration.same_rights(
            to_regclass('public.billing_data'), to_regclass('public.billing_data_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('public.cost_allocations'), to_regclass('public.cost_allocations_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('public.usage_logs'), to_regclass('public.usage_logs_retired')
        );
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            ALTER VIEW public.billing_data SET SCHEMA migration_ai_management;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            ALTER VIEW public.cost_allocations SET SCHEMA migration_ai_management;
            ALTER VIEW public.usage_logs SET SCHEMA migration_ai_management;
            LOCK TABLE ai_management.ai_spending IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_spending_allocations IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_usage_logs IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.billing_data'));
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.cost_allocations'));
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.usage_logs'));
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE ai_management.ai_spending
                DISABLE TRIGGER zz_changeover_billing_data_reconcile,
                DISABLE TRIGGER zz_changeover_billing_data_reverse,
                DISABLE TRIGGER zz_changeover_billing_data_emptied,
                DISABLE TRIGGER zz_changeover_billing_data_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_billing_data_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.billing_data'), to_regclass('public.billing_data_retired')
            );
            DROP TRIGGER zz_changeover_billing_data_retired ON public.billing_data_retired;
            ALTER TABLE public.billing_data_retired RENAME TO billing_data;
            PERFORM migration.say_as_owner(to_regclass('public.billing_data'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.billing_data FROM migration_sync'
            ]);
            ALTER TABLE public.billing_data
                ENABLE ALWAYS TRIGGER zz_changeover_billing_data_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_billing_data_truncate;
            ALTER TABLE ai_management.ai_spending_allocations
                DISABLE TRIGGER zz_changeover_cost_allocations_reconcile,
                DISABLE TRIGGER zz_changeover_cost_allocations_reverse,
                DISABLE TRIGGER zz_changeover_cost_allocations_emptied,
                DISABLE TRIGGER zz_changeover_cost_allocations_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.cost_allocations'), to_regclass('public.cost_allocations_retired')
            );
            DROP TRIGGER zz_changeover_cost_allocations_retired ON public.cost_allocations_retired;
            ALTER TABLE public.cost_allocations_retired RENAME TO cost_allocations;
            PERFORM migration.say_as_owner(to_regclass('public.cost_allocations'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.cost_allocations FROM migration_sync'
            ]);
            ALTER TABLE public.cost_allocations
                ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_truncate;
            ALTER TABLE ai_management.ai_usage_logs
                DISABLE TRIGGER zz_changeover_usage_logs_reconcile,
                DISABLE TRIGGER zz_changeover_usage_logs_reverse,
                DISABLE TRIGGER zz_changeover_usage_logs_emptied,
                DISABLE TRIGGER zz_changeover_usage_logs_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.usage_logs'), to_regclass('public.usage_logs_retired')
            );
            DROP TRIGGER zz_changeover_usage_logs_retired ON public.usage_logs_retired;
            ALTER TABLE public.usage_logs_retired RENAME TO usage_logs;
            PERFORM migration.say_as_owner(to_regclass('public.usage_logs'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.usage_logs FROM migration_sync'
            ]);
            PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[
                format('REVOKE USAGE ON SEQUENCE %s FROM migration_sync', s.sequence)
            ])
            FROM pg_get_serial_sequence('public.usage_logs', 'id') AS s (sequence);
            ALTER TABLE public.usage_logs
                ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_truncate;
            PERFORM migration.change_owner('ai-management', 'costs', 'legacy');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'costs' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then reverse again.';
END
$reverse$;
