-- ai-management: verifies that the phase `verified` is as its specs want it.
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
    \ir 58_restored_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 58_restored_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 58_restored_billing_data.verify.sql
\endif
\if :live_costs
    \ir 58_restored_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 58_restored_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 58_restored_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 58_restored_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 58_restored_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 58_restored_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 58_restored_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 58_restored_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 58_restored_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 59_oracle_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 59_oracle_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 59_oracle_billing_data.verify.sql
\endif
\if :live_costs
    \ir 59_oracle_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 59_oracle_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 59_oracle_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 59_oracle_model_settings.verify.sql
\endif
\if :live_settings
    \ir 59_oracle_model_settings_ai_model_prices.verify.sql
\endif
\if :live_analytics
    \ir 59_oracle_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 59_oracle_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 59_oracle_prompt_configs.verify.sql
\endif
\if :live_settings
    \ir 59_oracle_prompt_configs_prompt_variables.verify.sql
\endif
\if :live_settings
    \ir 59_oracle_prompt_configs_prompt_versions.verify.sql
\endif
\if :live_costs
    \ir 59_oracle_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 59_oracle_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 60_validator_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 60_validator_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 60_validator_billing_data.verify.sql
\endif
\if :live_costs
    \ir 60_validator_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 60_validator_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 60_validator_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 60_validator_model_settings.verify.sql
\endif
\if :live_settings
    \ir 60_validator_model_settings_ai_model_prices.verify.sql
\endif
\if :live_analytics
    \ir 60_validator_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 60_validator_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 60_validator_prompt_configs.verify.sql
\endif
\if :live_settings
    \ir 60_validator_prompt_configs_prompt_variables.verify.sql
\endif
\if :live_settings
    \ir 60_validator_prompt_configs_prompt_versions.verify.sql
\endif
\if :live_costs
    \ir 60_validator_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 60_validator_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 62_repair_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 62_repair_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 62_repair_billing_data.verify.sql
\endif
\if :live_costs
    \ir 62_repair_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 62_repair_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 62_repair_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 62_repair_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 62_repair_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 62_repair_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 62_repair_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 62_repair_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 62_repair_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 64_recheck_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 64_recheck_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 64_recheck_billing_data.verify.sql
\endif
\if :live_costs
    \ir 64_recheck_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 64_recheck_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 64_recheck_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 64_recheck_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 64_recheck_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 64_recheck_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 64_recheck_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 64_recheck_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 64_recheck_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 70_validation_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 70_validation_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 70_validation_billing_data.verify.sql
\endif
\if :live_costs
    \ir 70_validation_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 70_validation_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 70_validation_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 70_validation_model_settings.verify.sql
\endif
\if :live_settings
    \ir 70_validation_model_settings_ai_model_prices.verify.sql
\endif
\if :live_analytics
    \ir 70_validation_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 70_validation_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 70_validation_prompt_configs.verify.sql
\endif
\if :live_settings
    \ir 70_validation_prompt_configs_prompt_variables.verify.sql
\endif
\if :live_settings
    \ir 70_validation_prompt_configs_prompt_versions.verify.sql
\endif
\if :live_costs
    \ir 70_validation_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 70_validation_user_metrics.verify.sql
\endif
\ir 80_fact_comparison_cost_of_calls.verify.sql
\ir 80_fact_comparison_latency_of_services.verify.sql
\ir 80_fact_comparison_longest_answer.verify.sql
\if :live_settings
    \ir 84_names_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 84_names_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 84_names_billing_data.verify.sql
\endif
\if :live_costs
    \ir 84_names_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 84_names_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 84_names_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 84_names_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 84_names_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 84_names_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 84_names_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 84_names_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 84_names_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 86_reconcile_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 86_reconcile_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 86_reconcile_billing_data.verify.sql
\endif
\if :live_costs
    \ir 86_reconcile_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 86_reconcile_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 86_reconcile_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 86_reconcile_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 86_reconcile_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 86_reconcile_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 86_reconcile_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 86_reconcile_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 86_reconcile_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 87_in_step_model_settings.verify.sql
\endif
\if :live_settings
    \ir 87_in_step_prompt_configs.verify.sql
\endif
\if :live_settings
    \ir 88_reverse_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 88_reverse_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 88_reverse_billing_data.verify.sql
\endif
\if :live_costs
    \ir 88_reverse_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 88_reverse_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 88_reverse_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 88_reverse_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 88_reverse_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 88_reverse_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 88_reverse_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 88_reverse_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 88_reverse_user_metrics.verify.sql
\endif
\if :live_settings
    \ir 89_parked_model_settings.verify.sql
\endif
\if :live_settings
    \ir 89_parked_prompt_configs.verify.sql
\endif
\ir 90_dependants_ai-management.verify.sql
\ir 92_statements_ai-management.verify.sql
