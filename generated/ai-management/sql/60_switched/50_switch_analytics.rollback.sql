-- Data set analytics: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.analytics_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.user_metrics.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.analytics_events_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_data_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.user_metrics_retired.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_analytics_events.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_latency_summaries.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_user_metrics.
-- Undo: 50_switch_analytics.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Give analytics back to the legacy tables in one short transaction
DO $reverse$
DECLARE
    held_since timestamptz;
BEGIN
    IF migration.owner_of('ai-management', 'analytics') = 'legacy' THEN
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
        PERFORM migration.change_owner('ai-management', 'analytics', 'legacy');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- Who may use the names now may use the tables then; nearly all is done before the locks.
        PERFORM migration.same_rights(
            to_regclass('public.analytics_events'), to_regclass('public.analytics_events_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('public.performance_data'), to_regclass('public.performance_data_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('public.user_metrics'), to_regclass('public.user_metrics_retired')
        );
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            ALTER VIEW public.analytics_events SET SCHEMA migration_ai_management;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            ALTER VIEW public.performance_data SET SCHEMA migration_ai_management;
            ALTER VIEW public.user_metrics SET SCHEMA migration_ai_management;
            LOCK TABLE ai_management.ai_analytics_events IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_latency_summaries IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_user_metrics IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.analytics_events'));
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.performance_data'));
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.user_metrics'));
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE ai_management.ai_analytics_events
                DISABLE TRIGGER zz_changeover_analytics_events_reconcile,
                DISABLE TRIGGER zz_changeover_analytics_events_reverse,
                DISABLE TRIGGER zz_changeover_analytics_events_emptied,
                DISABLE TRIGGER zz_changeover_analytics_events_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.analytics_events'), to_regclass('public.analytics_events_retired')
            );
            DROP TRIGGER zz_changeover_analytics_events_retired ON public.analytics_events_retired;
            ALTER TABLE public.analytics_events_retired RENAME TO analytics_events;
            PERFORM migration.say_as_owner(to_regclass('public.analytics_events'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.analytics_events FROM migration_sync'
            ]);
            ALTER TABLE public.analytics_events
                ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_truncate;
            ALTER TABLE ai_management.ai_latency_summaries
                DISABLE TRIGGER zz_changeover_performance_data_reconcile,
                DISABLE TRIGGER zz_changeover_performance_data_reverse,
                DISABLE TRIGGER zz_changeover_performance_data_emptied,
                DISABLE TRIGGER zz_changeover_performance_data_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_performance_data_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.performance_data'), to_regclass('public.performance_data_retired')
            );
            DROP TRIGGER zz_changeover_performance_data_retired ON public.performance_data_retired;
            ALTER TABLE public.performance_data_retired RENAME TO performance_data;
            PERFORM migration.say_as_owner(to_regclass('public.performance_data'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.performance_data FROM migration_sync'
            ]);
            ALTER TABLE public.performance_data
                ENABLE ALWAYS TRIGGER zz_changeover_performance_data_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_performance_data_truncate;
            ALTER TABLE ai_management.ai_user_metrics
                DISABLE TRIGGER zz_changeover_user_metrics_reconcile,
                DISABLE TRIGGER zz_changeover_user_metrics_reverse,
                DISABLE TRIGGER zz_changeover_user_metrics_emptied,
                DISABLE TRIGGER zz_changeover_user_metrics_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.user_metrics'), to_regclass('public.user_metrics_retired')
            );
            DROP TRIGGER zz_changeover_user_metrics_retired ON public.user_metrics_retired;
            ALTER TABLE public.user_metrics_retired RENAME TO user_metrics;
            PERFORM migration.say_as_owner(to_regclass('public.user_metrics'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.user_metrics FROM migration_sync'
            ]);
            ALTER TABLE public.user_metrics
                ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_truncate;
            PERFORM migration.change_owner('ai-management', 'analytics', 'legacy');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'analytics' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then reverse again.';
END
$reverse$;
