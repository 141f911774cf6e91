-- ai-management: applies the phase `verified`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration ai-management
\set phase verified
\set action apply
\ir ../begin_phase.psql

\set step restored.ai_configs
\set file 50_verified/58_restored_ai_configs.apply.sql
\ir ../run_step.psql

\set step restored.analytics_events
\set file 50_verified/58_restored_analytics_events.apply.sql
\ir ../run_step.psql

\set step restored.billing_data
\set file 50_verified/58_restored_billing_data.apply.sql
\ir ../run_step.psql

\set step restored.cost_allocations
\set file 50_verified/58_restored_cost_allocations.apply.sql
\ir ../run_step.psql

\set step restored.debug_logs
\set file 50_verified/58_restored_debug_logs.apply.sql
\ir ../run_step.psql

\set step restored.error_tracking
\set file 50_verified/58_restored_error_tracking.apply.sql
\ir ../run_step.psql

\set step restored.model_settings
\set file 50_verified/58_restored_model_settings.apply.sql
\ir ../run_step.psql

\set step restored.performance_data
\set file 50_verified/58_restored_performance_data.apply.sql
\ir ../run_step.psql

\set step restored.performance_metrics
\set file 50_verified/58_restored_performance_metrics.apply.sql
\ir ../run_step.psql

\set step restored.prompt_configs
\set file 50_verified/58_restored_prompt_configs.apply.sql
\ir ../run_step.psql

\set step restored.usage_logs
\set file 50_verified/58_restored_usage_logs.apply.sql
\ir ../run_step.psql

\set step restored.user_metrics
\set file 50_verified/58_restored_user_metrics.apply.sql
\ir ../run_step.psql

\set step validator.ai_configs
\set file 50_verified/60_validator_ai_configs.apply.sql
\ir ../run_step.psql

\set step validator.analytics_events
\set file 50_verified/60_validator_analytics_events.apply.sql
\ir ../run_step.psql

\set step validator.billing_data
\set file 50_verified/60_validator_billing_data.apply.sql
\ir ../run_step.psql

\set step validator.cost_allocations
\set file 50_verified/60_validator_cost_allocations.apply.sql
\ir ../run_step.psql

\set step validator.debug_logs
\set file 50_verified/60_validator_debug_logs.apply.sql
\ir ../run_step.psql

\set step validator.error_tracking
\set file 50_verified/60_validator_error_tracking.apply.sql
\ir ../run_step.psql

\set step validator.model_settings
\set file 50_verified/60_validator_model_settings.apply.sql
\ir ../run_step.psql

\set step validator.model_settings_ai_model_prices
\set file 50_verified/60_validator_model_settings_ai_model_prices.apply.sql
\ir ../run_step.psql

\set step validator.performance_data
\set file 50_verified/60_validator_performance_data.apply.sql
\ir ../run_step.psql

\set step validator.performance_metrics
\set file 50_verified/60_validator_performance_metrics.apply.sql
\ir ../run_step.psql

\set step validator.prompt_configs
\set file 50_verified/60_validator_prompt_configs.apply.sql
\ir ../run_step.psql

\set step validator.prompt_configs_prompt_variables
\set file 50_verified/60_validator_prompt_configs_prompt_variables.apply.sql
\ir ../run_step.psql

\set step validator.prompt_configs_prompt_versions
\set file 50_verified/60_validator_prompt_configs_prompt_versions.apply.sql
\ir ../run_step.psql

\set step validator.usage_logs
\set file 50_verified/60_validator_usage_logs.apply.sql
\ir ../run_step.psql

\set step validator.user_metrics
\set file 50_verified/60_validator_user_metrics.apply.sql
\ir ../run_step.psql

\set step validation.ai_configs
\set file 50_verified/70_validation_ai_configs.apply.sql
\ir ../run_step.psql

\set step validation.analytics_events
\set file 50_verified/70_validation_analytics_events.apply.sql
\ir ../run_step.psql

\set step validation.billing_data
\set file 50_verified/70_validation_billing_data.apply.sql
\ir ../run_step.psql

\set step validation.cost_allocations
\set file 50_verified/70_validation_cost_allocations.apply.sql
\ir ../run_step.psql

\set step validation.debug_logs
\set file 50_verified/70_validation_debug_logs.apply.sql
\ir ../run_step.psql

\set step validation.error_tracking
\set file 50_verified/70_validation_error_tracking.apply.sql
\ir ../run_step.psql

\set step validation.model_settings
\set file 50_verified/70_validation_model_settings.apply.sql
\ir ../run_step.psql

\set step validation.model_settings_ai_model_prices
\set file 50_verified/70_validation_model_settings_ai_model_prices.apply.sql
\ir ../run_step.psql

\set step validation.performance_data
\set file 50_verified/70_validation_performance_data.apply.sql
\ir ../run_step.psql

\set step validation.performance_metrics
\set file 50_verified/70_validation_performance_metrics.apply.sql
\ir ../run_step.psql

\set step validation.prompt_configs
\set file 50_verified/70_validation_prompt_configs.apply.sql
\ir ../run_step.psql

\set step validation.prompt_configs_prompt_variables
\set file 50_verified/70_validation_prompt_configs_prompt_variables.apply.sql
\ir ../run_step.psql

\set step validation.prompt_configs_prompt_versions
\set file 50_verified/70_validation_prompt_configs_prompt_versions.apply.sql
\ir ../run_step.psql

\set step validation.usage_logs
\set file 50_verified/70_validation_usage_logs.apply.sql
\ir ../run_step.psql

\set step validation.user_metrics
\set file 50_verified/70_validation_user_metrics.apply.sql
\ir ../run_step.psql

\set step fact_comparison.cost_of_calls
\set file 50_verified/80_fact_comparison_cost_of_calls.apply.sql
\ir ../run_step.psql

\set step fact_comparison.latency_of_services
\set file 50_verified/80_fact_comparison_latency_of_services.apply.sql
\ir ../run_step.psql

\set step fact_comparison.longest_answer
\set file 50_verified/80_fact_comparison_longest_answer.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
