-- Data set analytics: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.analytics_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.user_metrics.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.analytics_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.performance_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.user_metrics.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_analytics_events.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_latency_summaries.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_user_metrics.
-- Undo: 50_switch_analytics.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Switch analytics in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
DECLARE
    held_since timestamptz;
BEGIN
    IF migration.owner_of('ai-management', 'analytics') = 'new' THEN
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
    PERFORM migration.refuse_unchecked('ai-management', 'analytics', 'switch');
    PERFORM migration.refuse_closed('ai-management', 'analytics', 'switch', false);
    -- What is slow the first time in a session is done once before the locks, and taken back.
    -- What refuses it will do so again.
    BEGIN
        PERFORM migration.change_owner('ai-management', 'analytics', 'new');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- What takes long is done before the locks as well, last what is noted meanwhile.
        PERFORM migration_ai_management.analytics_events_dress();
        PERFORM migration_ai_management.performance_data_dress();
        PERFORM migration_ai_management.user_metrics_dress();
        CALL migration_ai_management.analytics_events_replay(5);
        CALL migration_ai_management.performance_data_replay(5);
        CALL migration_ai_management.user_metrics_replay(5);
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.analytics_events IN ACCESS EXCLUSIVE MODE;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            LOCK TABLE public.performance_data IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.user_metrics IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_analytics_events IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_latency_summaries IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_user_metrics IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('public.analytics_events'));
            PERFORM migration.wait_for_rights(to_regclass('public.performance_data'));
            PERFORM migration.wait_for_rights(to_regclass('public.user_metrics'));
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.event_id IS NULL)
                FROM (SELECT j.event_id FROM migration_ai_management.analytics_events_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.analytics_events_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.service_name IS NULL)
                FROM (SELECT j.service_name FROM migration_ai_management.performance_data_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.performance_data_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.user_id IS NULL)
                FROM (SELECT j.user_id FROM migration_ai_management.user_metrics_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.user_metrics_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.analytics_events_journal)
                OR EXISTS (SELECT FROM migration_ai_management.performance_data_journal)
                OR EXISTS (SELECT FROM migration_ai_management.user_metrics_journal)
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
                    AND q.mapping IN ('analytics_events', 'performance_data', 'user_metrics')
                    AND q.origin <> 'backfill'
            ) THEN
                RAISE lock_not_available;
            END IF;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.analytics_events_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.analytics_events'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.analytics_events TO migration_sync'
            ]);
            ALTER TABLE public.analytics_events
                DISABLE TRIGGER zz_changeover_analytics_events_capture,
                DISABLE TRIGGER zz_changeover_analytics_events_truncate;
            ALTER TABLE public.analytics_events RENAME TO analytics_events_retired;
            CREATE TRIGGER zz_changeover_analytics_events_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.analytics_events_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.analytics_events_refuse_retired();
            ALTER TABLE public.analytics_events_retired ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_retired;
            ALTER VIEW migration_ai_management.analytics_events SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_analytics_events_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_analytics_events
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.ai_analytics_events
                ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_snapshot,
                DISABLE TRIGGER zz_changeover_analytics_events_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.performance_data_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.performance_data'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.performance_data TO migration_sync'
            ]);
            ALTER TABLE public.performance_data
                DISABLE TRIGGER zz_changeover_performance_data_capture,
                DISABLE TRIGGER zz_changeover_performance_data_truncate;
            ALTER TABLE public.performance_data RENAME TO performance_data_retired;
            CREATE TRIGGER zz_changeover_performance_data_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.performance_data_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.performance_data_refuse_retired();
            ALTER TABLE public.performance_data_retired ENABLE ALWAYS TRIGGER zz_changeover_performance_data_retired;
            ALTER VIEW migration_ai_management.performance_data SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_performance_data_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_latency_summaries
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.ai_latency_summaries
                ENABLE ALWAYS TRIGGER zz_changeover_performance_data_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_performance_data_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_performance_data_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_performance_data_snapshot,
                DISABLE TRIGGER zz_changeover_performance_data_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.user_metrics_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.user_metrics'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.user_metrics TO migration_sync'
            ]);
            ALTER TABLE public.user_metrics
                DISABLE TRIGGER zz_changeover_user_metrics_capture,
                DISABLE TRIGGER zz_changeover_user_metrics_truncate;
            ALTER TABLE public.user_metrics RENAME TO user_metrics_retired;
            CREATE TRIGGER zz_changeover_user_metrics_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.user_metrics_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.user_metrics_refuse_retired();
            ALTER TABLE public.user_metrics_retired ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_retired;
            ALTER VIEW migration_ai_management.user_metrics SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_user_metrics_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_user_metrics
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.ai_user_metrics
                ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_snapshot,
                DISABLE TRIGGER zz_changeover_user_metrics_fence;
            PERFORM migration.change_owner('ai-management', 'analytics', 'new');
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
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
