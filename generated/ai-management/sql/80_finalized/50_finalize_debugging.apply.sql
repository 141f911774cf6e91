-- Data set debugging: only the new names are left, and there is no way back.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.debug_logs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.error_tracking.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_metrics.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_debug_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_features.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_models.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_providers.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_performance_samples.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.debug_logs_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.error_tracking_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_metrics_retired.
-- Undo: 50_finalize_debugging.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Finalize debugging in one short transaction; from here on there is no way back
DO $finalize$
BEGIN
    IF migration.is_final('ai-management', 'debugging') THEN
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
    PERFORM migration.refuse_unchecked('ai-management', 'debugging', 'finalize');
    FOR attempt IN 1..200 LOOP
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            DROP VIEW public.debug_logs;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            DROP VIEW migration_ai_management.debug_logs_legacy_form;
            DROP VIEW migration_ai_management.debug_logs_restored;
            DROP VIEW migration_ai_management.debug_logs_actual;
            DROP VIEW public.error_tracking;
            DROP VIEW migration_ai_management.error_tracking_legacy_form;
            DROP VIEW migration_ai_management.error_tracking_restored;
            DROP VIEW migration_ai_management.error_tracking_actual;
            DROP VIEW public.performance_metrics;
            DROP VIEW migration_ai_management.performance_metrics_legacy_form;
            DROP VIEW migration_ai_management.performance_metrics_restored;
            DROP VIEW migration_ai_management.performance_metrics_actual;
            LOCK TABLE ai_management.ai_debug_events IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_features IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_models IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_providers IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_performance_samples IN ACCESS EXCLUSIVE MODE;
            DROP TRIGGER zz_changeover_debug_logs_reconcile ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_debug_logs_reverse ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_debug_logs_emptied ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_debug_logs_fence ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_debug_logs_snapshot ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_debug_logs_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_debug_logs_looked_up_2 ON ai_management.ai_models;
            DROP TRIGGER zz_changeover_debug_logs_looked_up_3 ON ai_management.ai_providers;
            DROP TRIGGER zz_changeover_debug_logs_capture ON public.debug_logs_retired;
            DROP TRIGGER zz_changeover_debug_logs_truncate ON public.debug_logs_retired;
            DROP INDEX ai_management.legacy_debug_logs_created_at;
            DROP INDEX ai_management.legacy_debug_logs_request_id;
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _debug_logs_service_name;
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _debug_logs_model_name;
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _debug_logs_thread_name;
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_debug_events FROM PUBLIC;
            ALTER TABLE ai_management.ai_debug_events ALTER COLUMN id SET DEFAULT gen_random_uuid();
            DROP TRIGGER zz_changeover_error_tracking_reconcile ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_error_tracking_reverse ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_error_tracking_emptied ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_error_tracking_fence ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_error_tracking_snapshot ON ai_management.ai_debug_events;
            DROP TRIGGER zz_changeover_error_tracking_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_error_tracking_looked_up_2 ON ai_management.ai_models;
            DROP TRIGGER zz_changeover_error_tracking_looked_up_3 ON ai_management.ai_providers;
            DROP TRIGGER zz_changeover_error_tracking_capture ON public.error_tracking_retired;
            DROP TRIGGER zz_changeover_error_tracking_truncate ON public.error_tracking_retired;
            DROP INDEX ai_management.legacy_error_tracking_last_seen;
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _error_tracking_severity;
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _error_tracking_service_name;
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _error_tracking_model_name;
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _error_tracking_fingerprint;
            ALTER TABLE ai_management.ai_debug_events DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_debug_events FROM PUBLIC;
            ALTER TABLE ai_management.ai_debug_events ALTER COLUMN id SET DEFAULT gen_random_uuid();
            DROP TRIGGER zz_changeover_performance_metrics_reconcile ON ai_management.ai_performance_samples;
            DROP TRIGGER zz_changeover_performance_metrics_reverse ON ai_management.ai_performance_samples;
            DROP TRIGGER zz_changeover_performance_metrics_emptied ON ai_management.ai_performance_samples;
            DROP TRIGGER zz_changeover_performance_metrics_fence ON ai_management.ai_performance_samples;
            DROP TRIGGER zz_changeover_performance_metrics_snapshot ON ai_management.ai_performance_samples;
            DROP TRIGGER zz_changeover_performance_metrics_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_performance_metrics_looked_up_2 ON ai_management.ai_models;
            DROP TRIGGER zz_changeover_performance_metrics_capture ON public.performance_metrics_retired;
            DROP TRIGGER zz_changeover_performance_metrics_truncate ON public.performance_metrics_retired;
            DROP INDEX ai_management.legacy_performance_metrics_recorded_at;
            DROP INDEX ai_management.legacy_performance_metrics_metric_name_9102021f;
            ALTER TABLE ai_management.ai_performance_samples DROP COLUMN IF EXISTS _metric_name;
            ALTER TABLE ai_management.ai_performance_samples DROP COLUMN IF EXISTS _service_name;
            ALTER TABLE ai_management.ai_performance_samples DROP COLUMN IF EXISTS _model_name;
            ALTER TABLE ai_management.ai_performance_samples DROP COLUMN IF EXISTS _host;
            ALTER TABLE ai_management.ai_performance_samples DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_performance_samples FROM PUBLIC;
            ALTER TABLE ai_management.ai_performance_samples ALTER COLUMN id SET DEFAULT gen_random_uuid();
            PERFORM migration.finalize('ai-management', 'debugging');
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
        HINT = 'Look for long transactions in pg_stat_activity, then finalize again.';
END
$finalize$;

--: Nothing calls what kept both names of debug_logs in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.debug_logs_looked_up_1(),
    migration_ai_management.debug_logs_looked_up_2(),
    migration_ai_management.debug_logs_looked_up_3(),
    migration_ai_management.debug_logs_reconcile(),
    migration_ai_management.debug_logs_reverse(),
    migration_ai_management.debug_logs_emptied(),
    migration_ai_management.debug_logs_fence();

--: Nothing calls what kept both names of error_tracking in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.error_tracking_looked_up_1(),
    migration_ai_management.error_tracking_looked_up_2(),
    migration_ai_management.error_tracking_looked_up_3(),
    migration_ai_management.error_tracking_reconcile(),
    migration_ai_management.error_tracking_reverse(),
    migration_ai_management.error_tracking_emptied(),
    migration_ai_management.error_tracking_fence();

--: Nothing calls what kept both names of performance_metrics in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.performance_metrics_looked_up_1(),
    migration_ai_management.performance_metrics_looked_up_2(),
    migration_ai_management.performance_metrics_reconcile(),
    migration_ai_management.performance_metrics_reverse(),
    migration_ai_management.performance_metrics_emptied(),
    migration_ai_management.performance_metrics_fence();
