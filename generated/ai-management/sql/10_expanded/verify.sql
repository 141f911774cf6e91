-- ai-management: verifies that the phase `expanded` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\ir 05_schemas_ai-management.verify.sql
\ir 10_role_ai_management_app.verify.sql
\ir 10_role_ai_management_reader.verify.sql
\ir 30_table_ai_analytics_events.verify.sql
\ir 30_table_ai_debug_events.verify.sql
\ir 30_table_ai_features.verify.sql
\ir 30_table_ai_latency_summaries.verify.sql
\ir 30_table_ai_model_prices.verify.sql
\ir 30_table_ai_model_settings.verify.sql
\ir 30_table_ai_models.verify.sql
\ir 30_table_ai_performance_samples.verify.sql
\ir 30_table_ai_providers.verify.sql
\ir 30_table_ai_spending.verify.sql
\ir 30_table_ai_spending_allocations.verify.sql
\ir 30_table_ai_usage_logs.verify.sql
\ir 30_table_ai_user_metrics.verify.sql
\ir 30_table_feature_model_assignments.verify.sql
\ir 30_table_prompt_variables.verify.sql
\ir 30_table_prompt_versions.verify.sql
\ir 30_table_prompts.verify.sql
\ir 32_partitions_ai_analytics_events.verify.sql
\ir 32_partitions_ai_debug_events.verify.sql
\ir 32_partitions_ai_performance_samples.verify.sql
\ir 32_partitions_ai_usage_logs.verify.sql
\ir 40_mapping_ai_configs.verify.sql
\ir 40_mapping_analytics_events.verify.sql
\ir 40_mapping_billing_data.verify.sql
\ir 40_mapping_cost_allocations.verify.sql
\ir 40_mapping_debug_logs.verify.sql
\ir 40_mapping_error_tracking.verify.sql
\ir 40_mapping_model_settings.verify.sql
\ir 40_mapping_performance_data.verify.sql
\ir 40_mapping_performance_metrics.verify.sql
\ir 40_mapping_prompt_configs.verify.sql
\ir 40_mapping_usage_logs.verify.sql
\ir 40_mapping_user_metrics.verify.sql
\ir 45_fence_ai_configs.verify.sql
\ir 45_fence_analytics_events.verify.sql
\ir 45_fence_billing_data.verify.sql
\ir 45_fence_cost_allocations.verify.sql
\ir 45_fence_debug_logs.verify.sql
\ir 45_fence_error_tracking.verify.sql
\ir 45_fence_model_settings.verify.sql
\ir 45_fence_performance_data.verify.sql
\ir 45_fence_performance_metrics.verify.sql
\ir 45_fence_prompt_configs.verify.sql
\ir 45_fence_usage_logs.verify.sql
\ir 45_fence_user_metrics.verify.sql
\ir 50_fact_cost_of_calls.verify.sql
\ir 50_fact_latency_of_services.verify.sql
\ir 50_fact_longest_answer.verify.sql
