-- ai-management: repairs the rows that the last comparisons name, from their owner.
-- Generated from the migration's specs. Run with psql -f: it shows what would change, and changes
-- nothing. With psql -v yes=1 -f it repairs; then a new comparison is due.

\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET changeover.writer = 'migration';
\if :{?limit}
\else
    \set limit 20
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.ai_configs_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile ai_configs
        CALL migration_ai_management.ai_configs_repair_named();
    \else
        \echo would reconcile in ai_configs:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.ai_configs_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.ai_configs_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.analytics_events_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile analytics_events
        CALL migration_ai_management.analytics_events_repair_named();
    \else
        \echo would reconcile in analytics_events:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.analytics_events_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.analytics_events_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.billing_data_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile billing_data
        CALL migration_ai_management.billing_data_repair_named();
    \else
        \echo would reconcile in billing_data:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.billing_data_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.billing_data_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.cost_allocations_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile cost_allocations
        CALL migration_ai_management.cost_allocations_repair_named();
    \else
        \echo would reconcile in cost_allocations:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.cost_allocations_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.cost_allocations_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.debug_logs_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile debug_logs
        CALL migration_ai_management.debug_logs_repair_named();
    \else
        \echo would reconcile in debug_logs:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.debug_logs_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.debug_logs_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.error_tracking_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile error_tracking
        CALL migration_ai_management.error_tracking_repair_named();
    \else
        \echo would reconcile in error_tracking:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.error_tracking_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.error_tracking_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.model_settings_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile model_settings
        CALL migration_ai_management.model_settings_repair_named();
    \else
        \echo would reconcile in model_settings:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.model_settings_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.model_settings_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.performance_data_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile performance_data
        CALL migration_ai_management.performance_data_repair_named();
    \else
        \echo would reconcile in performance_data:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.performance_data_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.performance_data_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.performance_metrics_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile performance_metrics
        CALL migration_ai_management.performance_metrics_repair_named();
    \else
        \echo would reconcile in performance_metrics:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.performance_metrics_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.performance_metrics_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.prompt_configs_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile prompt_configs
        CALL migration_ai_management.prompt_configs_repair_named();
    \else
        \echo would reconcile in prompt_configs:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.prompt_configs_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.prompt_configs_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.usage_logs_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile usage_logs
        CALL migration_ai_management.usage_logs_repair_named();
    \else
        \echo would reconcile in usage_logs:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.usage_logs_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.usage_logs_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_ai_management.user_metrics_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile user_metrics
        CALL migration_ai_management.user_metrics_repair_named();
    \else
        \echo would reconcile in user_metrics:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_ai_management.user_metrics_repair(
            ARRAY(SELECT n.legacy_key FROM migration_ai_management.user_metrics_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif
