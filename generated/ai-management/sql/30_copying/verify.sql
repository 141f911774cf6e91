-- ai-management: verifies that the phase `copying` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned

SELECT d.phase NOT IN ('cancelling', 'cancelled') AS live_settings
FROM migration.data_set AS d
WHERE (d.migration, d.name) = ('ai-management', 'settings') \gset

SELECT d.phase NOT IN ('cancelling', 'cancelled') AS live_analytics
FROM migration.data_set AS d
WHERE (d.migration, d.name) = ('ai-management', 'analytics') \gset

SELECT d.phase NOT IN ('cancelling', 'cancelled') AS live_costs
FROM migration.data_set AS d
WHERE (d.migration, d.name) = ('ai-management', 'costs') \gset

SELECT d.phase NOT IN ('cancelling', 'cancelled') AS live_debugging
FROM migration.data_set AS d
WHERE (d.migration, d.name) = ('ai-management', 'debugging') \gset
\if :live_settings
    \ir 70_copier_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 70_copier_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 70_copier_billing_data.verify.sql
\endif
\if :live_costs
    \ir 70_copier_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 70_copier_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 70_copier_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 70_copier_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 70_copier_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 70_copier_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 70_copier_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 70_copier_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 70_copier_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 75_backfill_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 75_backfill_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 75_backfill_billing_data.verify.sql
\endif
\if :live_costs
    \ir 75_backfill_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 75_backfill_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 75_backfill_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 75_backfill_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 75_backfill_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 75_backfill_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 75_backfill_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 75_backfill_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 75_backfill_user_metrics.verify.sql
\endif
