-- Data set debugging: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.debug_logs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.error_tracking.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_metrics.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.debug_logs_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.error_tracking_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_metrics_retired.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_debug_events.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_performance_samples.
-- Undo: 50_switch_debugging.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Give debugging back to the legacy tables in one short transaction
DO $reverse$
DECLARE
    held_since timestamptz;
BEGIN
    IF migration.owner_of('ai-management', 'debugging') = 'legacy' THEN
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
        PERFORM migration.change_owner('ai-management', 'debugging', 'legacy');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- Who may use the names now may use the tables then; nearly all is done before the locks.
        PERFORM migration.same_rights(
            to_regclass('public.debug_logs'), to_regclass('public.debug_logs_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('public.error_tracking'), to_regclass('public.error_tracking_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('public.performance_metrics'), to_regclass('public.performance_metrics_retired')
        );
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            ALTER VIEW public.debug_logs SET SCHEMA migration_ai_management;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            ALTER VIEW public.error_tracking SET SCHEMA migration_ai_management;
            ALTER VIEW public.performance_metrics SET SCHEMA migration_ai_management;
            LOCK TABLE ai_management.ai_debug_events IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_debug_events IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_performance_samples IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.debug_logs'));
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.error_tracking'));
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.performance_metrics'));
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE ai_management.ai_debug_events
                DISABLE TRIGGER zz_changeover_debug_logs_reconcile,
                DISABLE TRIGGER zz_changeover_debug_logs_reverse,
                DISABLE TRIGGER zz_changeover_debug_logs_emptied,
                DISABLE TRIGGER zz_changeover_debug_logs_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.debug_logs'), to_regclass('public.debug_logs_retired')
            );
            DROP TRIGGER zz_changeover_debug_logs_retired ON public.debug_logs_retired;
            ALTER TABLE public.debug_logs_retired RENAME TO debug_logs;
            PERFORM migration.say_as_owner(to_regclass('public.debug_logs'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.debug_logs FROM migration_sync'
            ]);
            PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[
                format('REVOKE USAGE ON SEQUENCE %s FROM migration_sync', s.sequence)
            ])
            FROM pg_get_serial_sequence('public.debug_logs', 'id') AS s (sequence);
            ALTER TABLE public.debug_logs
                ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_truncate;
            ALTER TABLE ai_management.ai_debug_events
                DISABLE TRIGGER zz_changeover_error_tracking_reconcile,
                DISABLE TRIGGER zz_changeover_error_tracking_reverse,
                DISABLE TRIGGER zz_changeover_error_tracking_emptied,
                DISABLE TRIGGER zz_changeover_error_tracking_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.error_tracking'), to_regclass('public.error_tracking_retired')
            );
            DROP TRIGGER zz_changeover_error_tracking_retired ON public.error_tracking_retired;
            ALTER TABLE public.error_tracking_retired RENAME TO error_tracking;
            PERFORM migration.say_as_owner(to_regclass('public.error_tracking'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.error_tracking FROM migration_sync'
            ]);
            PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[
                format('REVOKE USAGE ON SEQUENCE %s FROM migration_sync', s.sequence)
            ])
            FROM pg_get_serial_sequence('public.error_tracking', 'id') AS s (sequence);
            ALTER TABLE public.error_tracking
                ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_truncate;
            ALTER TABLE ai_management.ai_performance_samples
                DISABLE TRIGGER zz_changeover_performance_metrics_reconcile,
                DISABLE TRIGGER zz_changeover_performance_metrics_reverse,
                DISABLE TRIGGER zz_changeover_performance_metrics_emptied,
                DISABLE TRIGGER zz_changeover_performance_metrics_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.performance_metrics'), to_regclass('public.performance_metrics_retired')
            );
            DROP TRIGGER zz_changeover_performance_metrics_retired ON public.performance_metrics_retired;
            ALTER TABLE public.performance_metrics_retired RENAME TO performance_metrics;
            PERFORM migration.say_as_owner(to_regclass('public.performance_metrics'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.performance_metrics FROM migration_sync'
            ]);
            PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[
                format('REVOKE USAGE ON SEQUENCE %s FROM migration_sync', s.sequence)
            ])
            FROM pg_get_serial_sequence('public.performance_metrics', 'id') AS s (sequence);
            ALTER TABLE public.performance_metrics
                ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_truncate;
            PERFORM migration.change_owner('ai-management', 'debugging', 'legacy');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'debugging' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then reverse again.';
END
$reverse$;
