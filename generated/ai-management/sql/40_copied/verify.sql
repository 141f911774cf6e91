-- ai-management: verifies that the phase `copied` is as its specs want it.
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
\ir 60_index_feature_model_assignments_legacy_key.verify.sql
\ir 60_index_idx_ai_analytics_events_experiment.verify.sql
\ir 60_index_idx_ai_analytics_events_feature_event.verify.sql
\ir 60_index_idx_ai_debug_events_feature_time.verify.sql
\ir 60_index_idx_ai_debug_events_open_errors.verify.sql
\ir 60_index_idx_ai_latency_summaries_feature_period.verify.sql
\ir 60_index_idx_ai_performance_samples_metric.verify.sql
\ir 60_index_idx_ai_usage_logs_feature_time_cost.verify.sql
\ir 60_index_idx_ai_user_metrics_day.verify.sql
\ir 60_index_idx_feature_model_assignments_lookup.verify.sql
\ir 60_index_idx_prompts_feature.verify.sql
\ir 60_index_legacy_ai_configs_service_name_environment.verify.sql
\ir 60_index_legacy_analytics_events_event_name_occurred_at.verify.sql
\ir 60_index_legacy_analytics_events_occurred_at.verify.sql
\ir 60_index_legacy_billing_data_period_start.verify.sql
\ir 60_index_legacy_debug_logs_created_at.verify.sql
\ir 60_index_legacy_debug_logs_id.verify.sql
\ir 60_index_legacy_debug_logs_request_id.verify.sql
\ir 60_index_legacy_error_tracking_id.verify.sql
\ir 60_index_legacy_error_tracking_last_seen.verify.sql
\ir 60_index_legacy_performance_metrics_id.verify.sql
\ir 60_index_legacy_performance_metrics_metric_name_9102021f.verify.sql
\ir 60_index_legacy_performance_metrics_recorded_at.verify.sql
\ir 60_index_legacy_usage_logs_created_at.verify.sql
\ir 60_index_legacy_usage_logs_id.verify.sql
\ir 60_index_legacy_usage_logs_service_name_created_at.verify.sql
\ir 60_index_legacy_usage_logs_user_id.verify.sql
\ir 60_index_legacy_user_metrics_metric_date.verify.sql
\ir 60_index_prompts_legacy_key.verify.sql
\ir 65_foreign_key_ai_analytics_events_feature_id_fkey.verify.sql
\ir 65_foreign_key_ai_debug_events_feature_id_fkey.verify.sql
\ir 65_foreign_key_ai_debug_events_model_id_fkey.verify.sql
\ir 65_foreign_key_ai_debug_events_provider_id_fkey.verify.sql
\ir 65_foreign_key_ai_latency_summaries_feature_id_fkey.verify.sql
\ir 65_foreign_key_ai_model_prices_settings_id_fkey.verify.sql
\ir 65_foreign_key_ai_model_settings_model_id_fkey.verify.sql
\ir 65_foreign_key_ai_model_settings_provider_id_fkey.verify.sql
\ir 65_foreign_key_ai_models_provider_fkey.verify.sql
\ir 65_foreign_key_ai_performance_samples_feature_id_fkey.verify.sql
\ir 65_foreign_key_ai_performance_samples_model_id_fkey.verify.sql
\ir 65_foreign_key_ai_spending_allocations_feature_id_fkey.verify.sql
\ir 65_foreign_key_ai_spending_feature_id_fkey.verify.sql
\ir 65_foreign_key_ai_spending_model_id_fkey.verify.sql
\ir 65_foreign_key_ai_usage_logs_feature_id_fkey.verify.sql
\ir 65_foreign_key_ai_usage_logs_model_id_fkey.verify.sql
\ir 65_foreign_key_ai_user_metrics_top_feature_id_fkey.verify.sql
\ir 65_foreign_key_feature_model_assignments_feature_id_fkey.verify.sql
\ir 65_foreign_key_feature_model_assignments_model_id_fkey.verify.sql
\ir 65_foreign_key_prompt_variables_prompt_id_fkey.verify.sql
\ir 65_foreign_key_prompt_versions_prompt_id_fkey.verify.sql
\ir 65_foreign_key_prompts_feature_id_fkey.verify.sql
\if :live_settings
    \ir 70_settle_ai_configs.verify.sql
\endif
\if :live_analytics
    \ir 70_settle_analytics_events.verify.sql
\endif
\if :live_costs
    \ir 70_settle_billing_data.verify.sql
\endif
\if :live_costs
    \ir 70_settle_cost_allocations.verify.sql
\endif
\if :live_debugging
    \ir 70_settle_debug_logs.verify.sql
\endif
\if :live_debugging
    \ir 70_settle_error_tracking.verify.sql
\endif
\if :live_settings
    \ir 70_settle_model_settings.verify.sql
\endif
\if :live_analytics
    \ir 70_settle_performance_data.verify.sql
\endif
\if :live_debugging
    \ir 70_settle_performance_metrics.verify.sql
\endif
\if :live_settings
    \ir 70_settle_prompt_configs.verify.sql
\endif
\if :live_costs
    \ir 70_settle_usage_logs.verify.sql
\endif
\if :live_analytics
    \ir 70_settle_user_metrics.verify.sql
\endif
