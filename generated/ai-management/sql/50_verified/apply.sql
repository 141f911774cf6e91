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

\set step oracle.ai_configs
\set file 50_verified/59_oracle_ai_configs.apply.sql
\ir ../run_step.psql

\set step oracle.analytics_events
\set file 50_verified/59_oracle_analytics_events.apply.sql
\ir ../run_step.psql

\set step oracle.billing_data
\set file 50_verified/59_oracle_billing_data.apply.sql
\ir ../run_step.psql

\set step oracle.cost_allocations
\set file 50_verified/59_oracle_cost_allocations.apply.sql
\ir ../run_step.psql

\set step oracle.debug_logs
\set file 50_verified/59_oracle_debug_logs.apply.sql
\ir ../run_step.psql

\set step oracle.error_tracking
\set file 50_verified/59_oracle_error_tracking.apply.sql
\ir ../run_step.psql

\set step oracle.model_settings
\set file 50_verified/59_oracle_model_settings.apply.sql
\ir ../run_step.psql

\set step oracle.model_settings_ai_model_prices
\set file 50_verified/59_oracle_model_settings_ai_model_prices.apply.sql
\ir ../run_step.psql

\set step oracle.performance_data
\set file 50_verified/59_oracle_performance_data.apply.sql
\ir ../run_step.psql

\set step oracle.performance_metrics
\set file 50_verified/59_oracle_performance_metrics.apply.sql
\ir ../run_step.psql

\set step oracle.prompt_configs
\set file 50_verified/59_oracle_prompt_configs.apply.sql
\ir ../run_step.psql

\set step oracle.prompt_configs_prompt_variables
\set file 50_verified/59_oracle_prompt_configs_prompt_variables.apply.sql
\ir ../run_step.psql

\set step oracle.prompt_configs_prompt_versions
\set file 50_verified/59_oracle_prompt_configs_prompt_versions.apply.sql
\ir ../run_step.psql

\set step oracle.usage_logs
\set file 50_verified/59_oracle_usage_logs.apply.sql
\ir ../run_step.psql

\set step oracle.user_metrics
\set file 50_verified/59_oracle_user_metrics.apply.sql
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

\set step repair.ai_configs
\set file 50_verified/62_repair_ai_configs.apply.sql
\ir ../run_step.psql

\set step repair.analytics_events
\set file 50_verified/62_repair_analytics_events.apply.sql
\ir ../run_step.psql

\set step repair.billing_data
\set file 50_verified/62_repair_billing_data.apply.sql
\ir ../run_step.psql

\set step repair.cost_allocations
\set file 50_verified/62_repair_cost_allocations.apply.sql
\ir ../run_step.psql

\set step repair.debug_logs
\set file 50_verified/62_repair_debug_logs.apply.sql
\ir ../run_step.psql

\set step repair.error_tracking
\set file 50_verified/62_repair_error_tracking.apply.sql
\ir ../run_step.psql

\set step repair.model_settings
\set file 50_verified/62_repair_model_settings.apply.sql
\ir ../run_step.psql

\set step repair.performance_data
\set file 50_verified/62_repair_performance_data.apply.sql
\ir ../run_step.psql

\set step repair.performance_metrics
\set file 50_verified/62_repair_performance_metrics.apply.sql
\ir ../run_step.psql

\set step repair.prompt_configs
\set file 50_verified/62_repair_prompt_configs.apply.sql
\ir ../run_step.psql

\set step repair.usage_logs
\set file 50_verified/62_repair_usage_logs.apply.sql
\ir ../run_step.psql

\set step repair.user_metrics
\set file 50_verified/62_repair_user_metrics.apply.sql
\ir ../run_step.psql

\set step recheck.ai_configs
\set file 50_verified/64_recheck_ai_configs.apply.sql
\ir ../run_step.psql

\set step recheck.analytics_events
\set file 50_verified/64_recheck_analytics_events.apply.sql
\ir ../run_step.psql

\set step recheck.billing_data
\set file 50_verified/64_recheck_billing_data.apply.sql
\ir ../run_step.psql

\set step recheck.cost_allocations
\set file 50_verified/64_recheck_cost_allocations.apply.sql
\ir ../run_step.psql

\set step recheck.debug_logs
\set file 50_verified/64_recheck_debug_logs.apply.sql
\ir ../run_step.psql

\set step recheck.error_tracking
\set file 50_verified/64_recheck_error_tracking.apply.sql
\ir ../run_step.psql

\set step recheck.model_settings
\set file 50_verified/64_recheck_model_settings.apply.sql
\ir ../run_step.psql

\set step recheck.performance_data
\set file 50_verified/64_recheck_performance_data.apply.sql
\ir ../run_step.psql

\set step recheck.performance_metrics
\set file 50_verified/64_recheck_performance_metrics.apply.sql
\ir ../run_step.psql

\set step recheck.prompt_configs
\set file 50_verified/64_recheck_prompt_configs.apply.sql
\ir ../run_step.psql

\set step recheck.usage_logs
\set file 50_verified/64_recheck_usage_logs.apply.sql
\ir ../run_step.psql

\set step recheck.user_metrics
\set file 50_verified/64_recheck_user_metrics.apply.sql
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

\set step names.ai_configs
\set file 50_verified/84_names_ai_configs.apply.sql
\ir ../run_step.psql

\set step names.analytics_events
\set file 50_verified/84_names_analytics_events.apply.sql
\ir ../run_step.psql

\set step names.billing_data
\set file 50_verified/84_names_billing_data.apply.sql
\ir ../run_step.psql

\set step names.cost_allocations
\set file 50_verified/84_names_cost_allocations.apply.sql
\ir ../run_step.psql

\set step names.debug_logs
\set file 50_verified/84_names_debug_logs.apply.sql
\ir ../run_step.psql

\set step names.error_tracking
\set file 50_verified/84_names_error_tracking.apply.sql
\ir ../run_step.psql

\set step names.model_settings
\set file 50_verified/84_names_model_settings.apply.sql
\ir ../run_step.psql

\set step names.performance_data
\set file 50_verified/84_names_performance_data.apply.sql
\ir ../run_step.psql

\set step names.performance_metrics
\set file 50_verified/84_names_performance_metrics.apply.sql
\ir ../run_step.psql

\set step names.prompt_configs
\set file 50_verified/84_names_prompt_configs.apply.sql
\ir ../run_step.psql

\set step names.usage_logs
\set file 50_verified/84_names_usage_logs.apply.sql
\ir ../run_step.psql

\set step names.user_metrics
\set file 50_verified/84_names_user_metrics.apply.sql
\ir ../run_step.psql

\set step reconcile.ai_configs
\set file 50_verified/86_reconcile_ai_configs.apply.sql
\ir ../run_step.psql

\set step reconcile.analytics_events
\set file 50_verified/86_reconcile_analytics_events.apply.sql
\ir ../run_step.psql

\set step reconcile.billing_data
\set file 50_verified/86_reconcile_billing_data.apply.sql
\ir ../run_step.psql

\set step reconcile.cost_allocations
\set file 50_verified/86_reconcile_cost_allocations.apply.sql
\ir ../run_step.psql

\set step reconcile.debug_logs
\set file 50_verified/86_reconcile_debug_logs.apply.sql
\ir ../run_step.psql

\set step reconcile.error_tracking
\set file 50_verified/86_reconcile_error_tracking.apply.sql
\ir ../run_step.psql

\set step reconcile.model_settings
\set file 50_verified/86_reconcile_model_settings.apply.sql
\ir ../run_step.psql

\set step reconcile.performance_data
\set file 50_verified/86_reconcile_performance_data.apply.sql
\ir ../run_step.psql

\set step reconcile.performance_metrics
\set file 50_verified/86_reconcile_performance_metrics.apply.sql
\ir ../run_step.psql

\set step reconcile.prompt_configs
\set file 50_verified/86_reconcile_prompt_configs.apply.sql
\ir ../run_step.psql

\set step reconcile.usage_logs
\set file 50_verified/86_reconcile_usage_logs.apply.sql
\ir ../run_step.psql

\set step reconcile.user_metrics
\set file 50_verified/86_reconcile_user_metrics.apply.sql
\ir ../run_step.psql

\set step in_step.model_settings
\set file 50_verified/87_in_step_model_settings.apply.sql
\ir ../run_step.psql

\set step in_step.prompt_configs
\set file 50_verified/87_in_step_prompt_configs.apply.sql
\ir ../run_step.psql

\set step reverse.ai_configs
\set file 50_verified/88_reverse_ai_configs.apply.sql
\ir ../run_step.psql

\set step reverse.analytics_events
\set file 50_verified/88_reverse_analytics_events.apply.sql
\ir ../run_step.psql

\set step reverse.billing_data
\set file 50_verified/88_reverse_billing_data.apply.sql
\ir ../run_step.psql

\set step reverse.cost_allocations
\set file 50_verified/88_reverse_cost_allocations.apply.sql
\ir ../run_step.psql

\set step reverse.debug_logs
\set file 50_verified/88_reverse_debug_logs.apply.sql
\ir ../run_step.psql

\set step reverse.error_tracking
\set file 50_verified/88_reverse_error_tracking.apply.sql
\ir ../run_step.psql

\set step reverse.model_settings
\set file 50_verified/88_reverse_model_settings.apply.sql
\ir ../run_step.psql

\set step reverse.performance_data
\set file 50_verified/88_reverse_performance_data.apply.sql
\ir ../run_step.psql

\set step reverse.performance_metrics
\set file 50_verified/88_reverse_performance_metrics.apply.sql
\ir ../run_step.psql

\set step reverse.prompt_configs
\set file 50_verified/88_reverse_prompt_configs.apply.sql
\ir ../run_step.psql

\set step reverse.usage_logs
\set file 50_verified/88_reverse_usage_logs.apply.sql
\ir ../run_step.psql

\set step reverse.user_metrics
\set file 50_verified/88_reverse_user_metrics.apply.sql
\ir ../run_step.psql

\set step parked.model_settings
\set file 50_verified/89_parked_model_settings.apply.sql
\ir ../run_step.psql

\set step parked.prompt_configs
\set file 50_verified/89_parked_prompt_configs.apply.sql
\ir ../run_step.psql

\set step dependants.ai-management
\set file 50_verified/90_dependants_ai-management.apply.sql
\ir ../run_step.psql

\set step statements.ai-management
\set file 50_verified/92_statements_ai-management.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
