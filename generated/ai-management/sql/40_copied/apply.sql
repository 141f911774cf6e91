-- ai-management: applies the phase `copied`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration ai-management
\set phase copied
\set action apply
\ir ../begin_phase.psql

\set step index.feature_model_assignments_legacy_key
\set file 40_copied/60_index_feature_model_assignments_legacy_key.apply.sql
\ir ../run_step.psql

\set step index.idx_ai_analytics_events_experiment
\set file 40_copied/60_index_idx_ai_analytics_events_experiment.apply.sql
\ir ../run_step.psql

\set step index.idx_ai_analytics_events_feature_event
\set file 40_copied/60_index_idx_ai_analytics_events_feature_event.apply.sql
\ir ../run_step.psql

\set step index.idx_ai_debug_events_feature_time
\set file 40_copied/60_index_idx_ai_debug_events_feature_time.apply.sql
\ir ../run_step.psql

\set step index.idx_ai_debug_events_open_errors
\set file 40_copied/60_index_idx_ai_debug_events_open_errors.apply.sql
\ir ../run_step.psql

\set step index.idx_ai_latency_summaries_feature_period
\set file 40_copied/60_index_idx_ai_latency_summaries_feature_period.apply.sql
\ir ../run_step.psql

\set step index.idx_ai_performance_samples_metric
\set file 40_copied/60_index_idx_ai_performance_samples_metric.apply.sql
\ir ../run_step.psql

\set step index.idx_ai_usage_logs_feature_time_cost
\set file 40_copied/60_index_idx_ai_usage_logs_feature_time_cost.apply.sql
\ir ../run_step.psql

\set step index.idx_ai_user_metrics_day
\set file 40_copied/60_index_idx_ai_user_metrics_day.apply.sql
\ir ../run_step.psql

\set step index.idx_feature_model_assignments_lookup
\set file 40_copied/60_index_idx_feature_model_assignments_lookup.apply.sql
\ir ../run_step.psql

\set step index.idx_prompts_feature
\set file 40_copied/60_index_idx_prompts_feature.apply.sql
\ir ../run_step.psql

\set step index.legacy_ai_configs_service_name_environment
\set file 40_copied/60_index_legacy_ai_configs_service_name_environment.apply.sql
\ir ../run_step.psql

\set step index.legacy_analytics_events_event_name_occurred_at
\set file 40_copied/60_index_legacy_analytics_events_event_name_occurred_at.apply.sql
\ir ../run_step.psql

\set step index.legacy_analytics_events_occurred_at
\set file 40_copied/60_index_legacy_analytics_events_occurred_at.apply.sql
\ir ../run_step.psql

\set step index.legacy_billing_data_period_start
\set file 40_copied/60_index_legacy_billing_data_period_start.apply.sql
\ir ../run_step.psql

\set step index.legacy_debug_logs_created_at
\set file 40_copied/60_index_legacy_debug_logs_created_at.apply.sql
\ir ../run_step.psql

\set step index.legacy_debug_logs_id
\set file 40_copied/60_index_legacy_debug_logs_id.apply.sql
\ir ../run_step.psql

\set step index.legacy_debug_logs_request_id
\set file 40_copied/60_index_legacy_debug_logs_request_id.apply.sql
\ir ../run_step.psql

\set step index.legacy_error_tracking_id
\set file 40_copied/60_index_legacy_error_tracking_id.apply.sql
\ir ../run_step.psql

\set step index.legacy_error_tracking_last_seen
\set file 40_copied/60_index_legacy_error_tracking_last_seen.apply.sql
\ir ../run_step.psql

\set step index.legacy_performance_metrics_id
\set file 40_copied/60_index_legacy_performance_metrics_id.apply.sql
\ir ../run_step.psql

\set step index.legacy_performance_metrics_metric_name_9102021f
\set file 40_copied/60_index_legacy_performance_metrics_metric_name_9102021f.apply.sql
\ir ../run_step.psql

\set step index.legacy_performance_metrics_recorded_at
\set file 40_copied/60_index_legacy_performance_metrics_recorded_at.apply.sql
\ir ../run_step.psql

\set step index.legacy_usage_logs_created_at
\set file 40_copied/60_index_legacy_usage_logs_created_at.apply.sql
\ir ../run_step.psql

\set step index.legacy_usage_logs_id
\set file 40_copied/60_index_legacy_usage_logs_id.apply.sql
\ir ../run_step.psql

\set step index.legacy_usage_logs_service_name_created_at
\set file 40_copied/60_index_legacy_usage_logs_service_name_created_at.apply.sql
\ir ../run_step.psql

\set step index.legacy_usage_logs_user_id
\set file 40_copied/60_index_legacy_usage_logs_user_id.apply.sql
\ir ../run_step.psql

\set step index.legacy_user_metrics_metric_date
\set file 40_copied/60_index_legacy_user_metrics_metric_date.apply.sql
\ir ../run_step.psql

\set step index.prompts_legacy_key
\set file 40_copied/60_index_prompts_legacy_key.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_analytics_events_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_analytics_events_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_debug_events_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_debug_events_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_debug_events_model_id_fkey
\set file 40_copied/65_foreign_key_ai_debug_events_model_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_debug_events_provider_id_fkey
\set file 40_copied/65_foreign_key_ai_debug_events_provider_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_latency_summaries_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_latency_summaries_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_model_prices_settings_id_fkey
\set file 40_copied/65_foreign_key_ai_model_prices_settings_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_model_settings_model_id_fkey
\set file 40_copied/65_foreign_key_ai_model_settings_model_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_model_settings_provider_id_fkey
\set file 40_copied/65_foreign_key_ai_model_settings_provider_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_models_provider_fkey
\set file 40_copied/65_foreign_key_ai_models_provider_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_performance_samples_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_performance_samples_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_performance_samples_model_id_fkey
\set file 40_copied/65_foreign_key_ai_performance_samples_model_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_spending_allocations_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_spending_allocations_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_spending_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_spending_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_spending_model_id_fkey
\set file 40_copied/65_foreign_key_ai_spending_model_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_usage_logs_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_usage_logs_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_usage_logs_model_id_fkey
\set file 40_copied/65_foreign_key_ai_usage_logs_model_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.ai_user_metrics_top_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_user_metrics_top_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.feature_model_assignments_feature_id_fkey
\set file 40_copied/65_foreign_key_feature_model_assignments_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.feature_model_assignments_model_id_fkey
\set file 40_copied/65_foreign_key_feature_model_assignments_model_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.prompt_variables_prompt_id_fkey
\set file 40_copied/65_foreign_key_prompt_variables_prompt_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.prompt_versions_prompt_id_fkey
\set file 40_copied/65_foreign_key_prompt_versions_prompt_id_fkey.apply.sql
\ir ../run_step.psql

\set step foreign_key.prompts_feature_id_fkey
\set file 40_copied/65_foreign_key_prompts_feature_id_fkey.apply.sql
\ir ../run_step.psql

\set step settle.ai_configs
\set file 40_copied/70_settle_ai_configs.apply.sql
\ir ../run_step.psql

\set step settle.analytics_events
\set file 40_copied/70_settle_analytics_events.apply.sql
\ir ../run_step.psql

\set step settle.billing_data
\set file 40_copied/70_settle_billing_data.apply.sql
\ir ../run_step.psql

\set step settle.cost_allocations
\set file 40_copied/70_settle_cost_allocations.apply.sql
\ir ../run_step.psql

\set step settle.debug_logs
\set file 40_copied/70_settle_debug_logs.apply.sql
\ir ../run_step.psql

\set step settle.error_tracking
\set file 40_copied/70_settle_error_tracking.apply.sql
\ir ../run_step.psql

\set step settle.model_settings
\set file 40_copied/70_settle_model_settings.apply.sql
\ir ../run_step.psql

\set step settle.performance_data
\set file 40_copied/70_settle_performance_data.apply.sql
\ir ../run_step.psql

\set step settle.performance_metrics
\set file 40_copied/70_settle_performance_metrics.apply.sql
\ir ../run_step.psql

\set step settle.prompt_configs
\set file 40_copied/70_settle_prompt_configs.apply.sql
\ir ../run_step.psql

\set step settle.usage_logs
\set file 40_copied/70_settle_usage_logs.apply.sql
\ir ../run_step.psql

\set step settle.user_metrics
\set file 40_copied/70_settle_user_metrics.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
