-- ai-management: applies the phase `expanded`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration ai-management
\set phase expanded
\set action apply
\ir ../begin_phase.psql

\set step schemas.ai-management
\set file 10_expanded/05_schemas_ai-management.apply.sql
\ir ../run_step.psql

\set step role.ai_management_app
\set file 10_expanded/10_role_ai_management_app.apply.sql
\ir ../run_step.psql

\set step role.ai_management_reader
\set file 10_expanded/10_role_ai_management_reader.apply.sql
\ir ../run_step.psql

\set step table.ai_analytics_events
\set file 10_expanded/30_table_ai_analytics_events.apply.sql
\ir ../run_step.psql

\set step table.ai_debug_events
\set file 10_expanded/30_table_ai_debug_events.apply.sql
\ir ../run_step.psql

\set step table.ai_features
\set file 10_expanded/30_table_ai_features.apply.sql
\ir ../run_step.psql

\set step table.ai_latency_summaries
\set file 10_expanded/30_table_ai_latency_summaries.apply.sql
\ir ../run_step.psql

\set step table.ai_model_prices
\set file 10_expanded/30_table_ai_model_prices.apply.sql
\ir ../run_step.psql

\set step table.ai_model_settings
\set file 10_expanded/30_table_ai_model_settings.apply.sql
\ir ../run_step.psql

\set step table.ai_models
\set file 10_expanded/30_table_ai_models.apply.sql
\ir ../run_step.psql

\set step table.ai_performance_samples
\set file 10_expanded/30_table_ai_performance_samples.apply.sql
\ir ../run_step.psql

\set step table.ai_providers
\set file 10_expanded/30_table_ai_providers.apply.sql
\ir ../run_step.psql

\set step table.ai_spending
\set file 10_expanded/30_table_ai_spending.apply.sql
\ir ../run_step.psql

\set step table.ai_spending_allocations
\set file 10_expanded/30_table_ai_spending_allocations.apply.sql
\ir ../run_step.psql

\set step table.ai_usage_logs
\set file 10_expanded/30_table_ai_usage_logs.apply.sql
\ir ../run_step.psql

\set step table.ai_user_metrics
\set file 10_expanded/30_table_ai_user_metrics.apply.sql
\ir ../run_step.psql

\set step table.feature_model_assignments
\set file 10_expanded/30_table_feature_model_assignments.apply.sql
\ir ../run_step.psql

\set step table.prompt_variables
\set file 10_expanded/30_table_prompt_variables.apply.sql
\ir ../run_step.psql

\set step table.prompt_versions
\set file 10_expanded/30_table_prompt_versions.apply.sql
\ir ../run_step.psql

\set step table.prompts
\set file 10_expanded/30_table_prompts.apply.sql
\ir ../run_step.psql

\set step partitions.ai_analytics_events
\set file 10_expanded/32_partitions_ai_analytics_events.apply.sql
\ir ../run_step.psql

\set step partitions.ai_debug_events
\set file 10_expanded/32_partitions_ai_debug_events.apply.sql
\ir ../run_step.psql

\set step partitions.ai_performance_samples
\set file 10_expanded/32_partitions_ai_performance_samples.apply.sql
\ir ../run_step.psql

\set step partitions.ai_usage_logs
\set file 10_expanded/32_partitions_ai_usage_logs.apply.sql
\ir ../run_step.psql

\set step mapping.ai_configs
\set file 10_expanded/40_mapping_ai_configs.apply.sql
\ir ../run_step.psql

\set step mapping.analytics_events
\set file 10_expanded/40_mapping_analytics_events.apply.sql
\ir ../run_step.psql

\set step mapping.billing_data
\set file 10_expanded/40_mapping_billing_data.apply.sql
\ir ../run_step.psql

\set step mapping.cost_allocations
\set file 10_expanded/40_mapping_cost_allocations.apply.sql
\ir ../run_step.psql

\set step mapping.debug_logs
\set file 10_expanded/40_mapping_debug_logs.apply.sql
\ir ../run_step.psql

\set step mapping.error_tracking
\set file 10_expanded/40_mapping_error_tracking.apply.sql
\ir ../run_step.psql

\set step mapping.model_settings
\set file 10_expanded/40_mapping_model_settings.apply.sql
\ir ../run_step.psql

\set step mapping.performance_data
\set file 10_expanded/40_mapping_performance_data.apply.sql
\ir ../run_step.psql

\set step mapping.performance_metrics
\set file 10_expanded/40_mapping_performance_metrics.apply.sql
\ir ../run_step.psql

\set step mapping.prompt_configs
\set file 10_expanded/40_mapping_prompt_configs.apply.sql
\ir ../run_step.psql

\set step mapping.usage_logs
\set file 10_expanded/40_mapping_usage_logs.apply.sql
\ir ../run_step.psql

\set step mapping.user_metrics
\set file 10_expanded/40_mapping_user_metrics.apply.sql
\ir ../run_step.psql

\set step fence.ai_configs
\set file 10_expanded/45_fence_ai_configs.apply.sql
\ir ../run_step.psql

\set step fence.analytics_events
\set file 10_expanded/45_fence_analytics_events.apply.sql
\ir ../run_step.psql

\set step fence.billing_data
\set file 10_expanded/45_fence_billing_data.apply.sql
\ir ../run_step.psql

\set step fence.cost_allocations
\set file 10_expanded/45_fence_cost_allocations.apply.sql
\ir ../run_step.psql

\set step fence.debug_logs
\set file 10_expanded/45_fence_debug_logs.apply.sql
\ir ../run_step.psql

\set step fence.error_tracking
\set file 10_expanded/45_fence_error_tracking.apply.sql
\ir ../run_step.psql

\set step fence.model_settings
\set file 10_expanded/45_fence_model_settings.apply.sql
\ir ../run_step.psql

\set step fence.performance_data
\set file 10_expanded/45_fence_performance_data.apply.sql
\ir ../run_step.psql

\set step fence.performance_metrics
\set file 10_expanded/45_fence_performance_metrics.apply.sql
\ir ../run_step.psql

\set step fence.prompt_configs
\set file 10_expanded/45_fence_prompt_configs.apply.sql
\ir ../run_step.psql

\set step fence.usage_logs
\set file 10_expanded/45_fence_usage_logs.apply.sql
\ir ../run_step.psql

\set step fence.user_metrics
\set file 10_expanded/45_fence_user_metrics.apply.sql
\ir ../run_step.psql

\set step fact.cost_of_calls
\set file 10_expanded/50_fact_cost_of_calls.apply.sql
\ir ../run_step.psql

\set step fact.latency_of_services
\set file 10_expanded/50_fact_latency_of_services.apply.sql
\ir ../run_step.psql

\set step fact.longest_answer
\set file 10_expanded/50_fact_longest_answer.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
