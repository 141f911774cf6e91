-- ai-management: verifies that the phase `verified` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\ir 58_restored_ai_configs.verify.sql
\ir 58_restored_analytics_events.verify.sql
\ir 58_restored_billing_data.verify.sql
\ir 58_restored_cost_allocations.verify.sql
\ir 58_restored_debug_logs.verify.sql
\ir 58_restored_error_tracking.verify.sql
\ir 58_restored_model_settings.verify.sql
\ir 58_restored_performance_data.verify.sql
\ir 58_restored_performance_metrics.verify.sql
\ir 58_restored_prompt_configs.verify.sql
\ir 58_restored_usage_logs.verify.sql
\ir 58_restored_user_metrics.verify.sql
\ir 60_validator_ai_configs.verify.sql
\ir 60_validator_analytics_events.verify.sql
\ir 60_validator_billing_data.verify.sql
\ir 60_validator_cost_allocations.verify.sql
\ir 60_validator_debug_logs.verify.sql
\ir 60_validator_error_tracking.verify.sql
\ir 60_validator_model_settings.verify.sql
\ir 60_validator_model_settings_ai_model_prices.verify.sql
\ir 60_validator_performance_data.verify.sql
\ir 60_validator_performance_metrics.verify.sql
\ir 60_validator_prompt_configs.verify.sql
\ir 60_validator_prompt_configs_prompt_variables.verify.sql
\ir 60_validator_prompt_configs_prompt_versions.verify.sql
\ir 60_validator_usage_logs.verify.sql
\ir 60_validator_user_metrics.verify.sql
\ir 70_validation_ai_configs.verify.sql
\ir 70_validation_analytics_events.verify.sql
\ir 70_validation_billing_data.verify.sql
\ir 70_validation_cost_allocations.verify.sql
\ir 70_validation_debug_logs.verify.sql
\ir 70_validation_error_tracking.verify.sql
\ir 70_validation_model_settings.verify.sql
\ir 70_validation_model_settings_ai_model_prices.verify.sql
\ir 70_validation_performance_data.verify.sql
\ir 70_validation_performance_metrics.verify.sql
\ir 70_validation_prompt_configs.verify.sql
\ir 70_validation_prompt_configs_prompt_variables.verify.sql
\ir 70_validation_prompt_configs_prompt_versions.verify.sql
\ir 70_validation_usage_logs.verify.sql
\ir 70_validation_user_metrics.verify.sql
\ir 80_fact_comparison_cost_of_calls.verify.sql
\ir 80_fact_comparison_latency_of_services.verify.sql
\ir 80_fact_comparison_longest_answer.verify.sql
