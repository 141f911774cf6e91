-- Data set analytics: only the new names are left, and there is no way back.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.analytics_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.user_metrics.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_analytics_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_features.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_latency_summaries.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_user_metrics.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.analytics_events_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_data_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.user_metrics_retired.
-- Undo: 50_finalize_analytics.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Finalize analytics in one short transaction; from here on there is no way back
DO $finalize$
BEGIN
    IF migration.is_final('ai-management', 'analytics') THEN
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
    PERFORM migration.refuse_unchecked('ai-management', 'analytics', 'finalize');
    FOR attempt IN 1..200 LOOP
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            DROP VIEW public.analytics_events;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            DROP VIEW migration_ai_management.analytics_events_legacy_form;
            DROP VIEW migration_ai_management.analytics_events_restored;
            DROP VIEW migration_ai_management.analytics_events_actual;
            DROP VIEW public.performance_data;
            DROP VIEW migration_ai_management.performance_data_legacy_form;
            DROP VIEW migration_ai_management.performance_data_restored;
            DROP VIEW migration_ai_management.performance_data_actual;
            DROP VIEW public.user_metrics;
            DROP VIEW migration_ai_management.user_metrics_legacy_form;
            DROP VIEW migration_ai_management.user_metrics_restored;
            DROP VIEW migration_ai_management.user_metrics_actual;
            LOCK TABLE ai_management.ai_analytics_events IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_features IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_latency_summaries IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_user_metrics IN ACCESS EXCLUSIVE MODE;
            DROP TRIGGER zz_changeover_analytics_events_reconcile ON ai_management.ai_analytics_events;
            DROP TRIGGER zz_changeover_analytics_events_reverse ON ai_management.ai_analytics_events;
            DROP TRIGGER zz_changeover_analytics_events_emptied ON ai_management.ai_analytics_events;
            DROP TRIGGER zz_changeover_analytics_events_fence ON ai_management.ai_analytics_events;
            DROP TRIGGER zz_changeover_analytics_events_snapshot ON ai_management.ai_analytics_events;
            DROP TRIGGER zz_changeover_analytics_events_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_analytics_events_capture ON public.analytics_events_retired;
            DROP TRIGGER zz_changeover_analytics_events_truncate ON public.analytics_events_retired;
            DROP INDEX ai_management.legacy_analytics_events_occurred_at;
            DROP INDEX ai_management.legacy_analytics_events_event_name_occurred_at;
            ALTER TABLE ai_management.ai_analytics_events DROP COLUMN IF EXISTS _event_name;
            ALTER TABLE ai_management.ai_analytics_events DROP COLUMN IF EXISTS _service_name;
            ALTER TABLE ai_management.ai_analytics_events DROP COLUMN IF EXISTS _experiment;
            ALTER TABLE ai_management.ai_analytics_events DROP COLUMN IF EXISTS _variant;
            ALTER TABLE ai_management.ai_analytics_events DROP COLUMN IF EXISTS _user_agent;
            ALTER TABLE ai_management.ai_analytics_events DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_analytics_events FROM PUBLIC;
            DROP TRIGGER zz_changeover_performance_data_reconcile ON ai_management.ai_latency_summaries;
            DROP TRIGGER zz_changeover_performance_data_reverse ON ai_management.ai_latency_summaries;
            DROP TRIGGER zz_changeover_performance_data_emptied ON ai_management.ai_latency_summaries;
            DROP TRIGGER zz_changeover_performance_data_fence ON ai_management.ai_latency_summaries;
            DROP TRIGGER zz_changeover_performance_data_snapshot ON ai_management.ai_latency_summaries;
            DROP TRIGGER zz_changeover_performance_data_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_performance_data_capture ON public.performance_data_retired;
            DROP TRIGGER zz_changeover_performance_data_truncate ON public.performance_data_retired;
            ALTER TABLE ai_management.ai_latency_summaries DROP COLUMN IF EXISTS _avg_latency;
            ALTER TABLE ai_management.ai_latency_summaries DROP COLUMN IF EXISTS _p95_latency;
            ALTER TABLE ai_management.ai_latency_summaries DROP COLUMN IF EXISTS _p99_latency;
            ALTER TABLE ai_management.ai_latency_summaries DROP COLUMN IF EXISTS _computed_by;
            ALTER TABLE ai_management.ai_latency_summaries DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_latency_summaries FROM PUBLIC;
            ALTER TABLE ai_management.ai_latency_summaries ALTER COLUMN id SET DEFAULT gen_random_uuid();
            DROP TRIGGER zz_changeover_user_metrics_reconcile ON ai_management.ai_user_metrics;
            DROP TRIGGER zz_changeover_user_metrics_reverse ON ai_management.ai_user_metrics;
            DROP TRIGGER zz_changeover_user_metrics_emptied ON ai_management.ai_user_metrics;
            DROP TRIGGER zz_changeover_user_metrics_fence ON ai_management.ai_user_metrics;
            DROP TRIGGER zz_changeover_user_metrics_snapshot ON ai_management.ai_user_metrics;
            DROP TRIGGER zz_changeover_user_metrics_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_user_metrics_capture ON public.user_metrics_retired;
            DROP TRIGGER zz_changeover_user_metrics_truncate ON public.user_metrics_retired;
            DROP INDEX ai_management.legacy_user_metrics_metric_date;
            ALTER TABLE ai_management.ai_user_metrics DROP COLUMN IF EXISTS _top_service;
            ALTER TABLE ai_management.ai_user_metrics DROP COLUMN IF EXISTS _active_minutes;
            ALTER TABLE ai_management.ai_user_metrics DROP COLUMN IF EXISTS _engagement_score;
            ALTER TABLE ai_management.ai_user_metrics DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_user_metrics FROM PUBLIC;
            PERFORM migration.finalize('ai-management', 'analytics');
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
        HINT = 'Look for long transactions in pg_stat_activity, then finalize again.';
END
$finalize$;

--: Nothing calls what kept both names of analytics_events in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.analytics_events_looked_up_1(),
    migration_ai_management.analytics_events_reconcile(),
    migration_ai_management.analytics_events_reverse(),
    migration_ai_management.analytics_events_emptied(),
    migration_ai_management.analytics_events_fence();

--: Nothing calls what kept both names of performance_data in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.performance_data_looked_up_1(),
    migration_ai_management.performance_data_reconcile(),
    migration_ai_management.performance_data_reverse(),
    migration_ai_management.performance_data_emptied(),
    migration_ai_management.performance_data_fence();

--: Nothing calls what kept both names of user_metrics in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.user_metrics_looked_up_1(),
    migration_ai_management.user_metrics_reconcile(),
    migration_ai_management.user_metrics_reverse(),
    migration_ai_management.user_metrics_emptied(),
    migration_ai_management.user_metrics_fence();
