-- ai-management: the rung L7, which looks at changed rows again and rolls through the rest.
-- Generated from the migration's specs. Run with psql -f, as often as you like: it spends ten
-- seconds on each mapping, or psql -v budget='1 minute', and goes on where it stopped.

\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
\if :{?budget}
\else
    \set budget '10 seconds'
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.ai_configs_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'settings') AS there \gset
\if :there
    CALL migration_ai_management.ai_configs_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.analytics_events_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'analytics') AS there \gset
\if :there
    CALL migration_ai_management.analytics_events_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.billing_data_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'costs') AS there \gset
\if :there
    CALL migration_ai_management.billing_data_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.cost_allocations_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'costs') AS there \gset
\if :there
    CALL migration_ai_management.cost_allocations_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.debug_logs_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'debugging') AS there \gset
\if :there
    CALL migration_ai_management.debug_logs_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.error_tracking_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'debugging') AS there \gset
\if :there
    CALL migration_ai_management.error_tracking_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.model_settings_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'settings') AS there \gset
\if :there
    CALL migration_ai_management.model_settings_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.performance_data_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'analytics') AS there \gset
\if :there
    CALL migration_ai_management.performance_data_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.performance_metrics_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'debugging') AS there \gset
\if :there
    CALL migration_ai_management.performance_metrics_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.prompt_configs_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'settings') AS there \gset
\if :there
    CALL migration_ai_management.prompt_configs_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.usage_logs_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'costs') AS there \gset
\if :there
    CALL migration_ai_management.usage_logs_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_ai_management.user_metrics_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('ai-management', 'analytics') AS there \gset
\if :there
    CALL migration_ai_management.user_metrics_recheck(:'budget');
\endif

SELECT d.mapping, d.compared, d.legacy_key, d.kind, d.columns, d.found_at
FROM migration.drift AS d
WHERE d.migration = 'ai-management'
ORDER BY d.mapping, d.legacy_key
LIMIT 100;
