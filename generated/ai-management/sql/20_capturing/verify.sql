-- ai-management: verifies that the phase `capturing` is as its specs want it.
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
    \ir 67_looked_up_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 67_looked_up_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 67_looked_up_billing_data.verify.sql
\endif
\if :live_costs
    \ir 67_looked_up_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 67_looked_up_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 67_looked_up_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 67_looked_up_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 67_looked_up_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 67_looked_up_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 67_looked_up_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 67_looked_up_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 67_looked_up_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 68_bring_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 68_bring_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 68_bring_billing_data.verify.sql
\endif
\if :live_costs
    \ir 68_bring_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 68_bring_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 68_bring_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 68_bring_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 68_bring_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 68_bring_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 68_bring_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 68_bring_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 68_bring_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 70_capture_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 70_capture_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 70_capture_billing_data.verify.sql
\endif
\if :live_costs
    \ir 70_capture_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 70_capture_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 70_capture_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 70_capture_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 70_capture_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 70_capture_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 70_capture_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 70_capture_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 70_capture_user_metrics.verify.sql
\endif
