-- ai-management: rolls the phase `copied` back.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration ai-management
\set phase copied
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_rollback(:'migration', :'phase', :'because') \gset ignored_

\set step settle.user_metrics
\set file 40_copied/70_settle_user_metrics.rollback.sql
\ir ../run_step.psql

\set step settle.usage_logs
\set file 40_copied/70_settle_usage_logs.rollback.sql
\ir ../run_step.psql

\set step settle.prompt_configs
\set file 40_copied/70_settle_prompt_configs.rollback.sql
\ir ../run_step.psql

\set step settle.performance_metrics
\set file 40_copied/70_settle_performance_metrics.rollback.sql
\ir ../run_step.psql

\set step settle.performance_data
\set file 40_copied/70_settle_performance_data.rollback.sql
\ir ../run_step.psql

\set step settle.model_settings
\set file 40_copied/70_settle_model_settings.rollback.sql
\ir ../run_step.psql

\set step settle.error_tracking
\set file 40_copied/70_settle_error_tracking.rollback.sql
\ir ../run_step.psql

\set step settle.debug_logs
\set file 40_copied/70_settle_debug_logs.rollback.sql
\ir ../run_step.psql

\set step settle.cost_allocations
\set file 40_copied/70_settle_cost_allocations.rollback.sql
\ir ../run_step.psql

\set step settle.billing_data
\set file 40_copied/70_settle_billing_data.rollback.sql
\ir ../run_step.psql

\set step settle.analytics_events
\set file 40_copied/70_settle_analytics_events.rollback.sql
\ir ../run_step.psql

\set step settle.ai_configs
\set file 40_copied/70_settle_ai_configs.rollback.sql
\ir ../run_step.psql

\set step foreign_key.prompts_feature_id_fkey
\set file 40_copied/65_foreign_key_prompts_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.prompt_versions_prompt_id_fkey
\set file 40_copied/65_foreign_key_prompt_versions_prompt_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.prompt_variables_prompt_id_fkey
\set file 40_copied/65_foreign_key_prompt_variables_prompt_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.feature_model_assignments_model_id_fkey
\set file 40_copied/65_foreign_key_feature_model_assignments_model_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.feature_model_assignments_feature_id_fkey
\set file 40_copied/65_foreign_key_feature_model_assignments_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_user_metrics_top_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_user_metrics_top_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_usage_logs_model_id_fkey
\set file 40_copied/65_foreign_key_ai_usage_logs_model_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_usage_logs_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_usage_logs_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_spending_model_id_fkey
\set file 40_copied/65_foreign_key_ai_spending_model_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_spending_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_spending_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_spending_allocations_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_spending_allocations_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_performance_samples_model_id_fkey
\set file 40_copied/65_foreign_key_ai_performance_samples_model_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_performance_samples_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_performance_samples_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_models_provider_fkey
\set file 40_copied/65_foreign_key_ai_models_provider_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_model_settings_provider_id_fkey
\set file 40_copied/65_foreign_key_ai_model_settings_provider_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_model_settings_model_id_fkey
\set file 40_copied/65_foreign_key_ai_model_settings_model_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_model_prices_settings_id_fkey
\set file 40_copied/65_foreign_key_ai_model_prices_settings_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_latency_summaries_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_latency_summaries_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_debug_events_provider_id_fkey
\set file 40_copied/65_foreign_key_ai_debug_events_provider_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_debug_events_model_id_fkey
\set file 40_copied/65_foreign_key_ai_debug_events_model_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_debug_events_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_debug_events_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step foreign_key.ai_analytics_events_feature_id_fkey
\set file 40_copied/65_foreign_key_ai_analytics_events_feature_id_fkey.rollback.sql
\ir ../run_step.psql

\set step index.prompts_legacy_key
\set file 40_copied/60_index_prompts_legacy_key.rollback.sql
\ir ../run_step.psql

\set step index.legacy_user_metrics_metric_date
\set file 40_copied/60_index_legacy_user_metrics_metric_date.rollback.sql
\ir ../run_step.psql

\set step index.legacy_usage_logs_user_id
\set file 40_copied/60_index_legacy_usage_logs_user_id.rollback.sql
\ir ../run_step.psql

\set step index.legacy_usage_logs_service_name_created_at
\set file 40_copied/60_index_legacy_usage_logs_service_name_created_at.rollback.sql
\ir ../run_step.psql

\set step index.legacy_usage_logs_id
\set file 40_copied/60_index_legacy_usage_logs_id.rollback.sql
\ir ../run_step.psql

\set step index.legacy_usage_logs_created_at
\set file 40_copied/60_index_legacy_usage_logs_created_at.rollback.sql
\ir ../run_step.psql

\set step index.legacy_performance_metrics_recorded_at
\set file 40_copied/60_index_legacy_performance_metrics_recorded_at.rollback.sql
\ir ../run_step.psql

\set step index.legacy_performance_metrics_metric_name_9102021f
\set file 40_copied/60_index_legacy_performance_metrics_metric_name_9102021f.rollback.sql
\ir ../run_step.psql

\set step index.legacy_performance_metrics_id
\set file 40_copied/60_index_legacy_performance_metrics_id.rollback.sql
\ir ../run_step.psql

\set step index.legacy_error_tracking_last_seen
\set file 40_copied/60_index_legacy_error_tracking_last_seen.rollback.sql
\ir ../run_step.psql

\set step index.legacy_error_tracking_id
\set file 40_copied/60_index_legacy_error_tracking_id.rollback.sql
\ir ../run_step.psql

\set step index.legacy_debug_logs_request_id
\set file 40_copied/60_index_legacy_debug_logs_request_id.rollback.sql
\ir ../run_step.psql

\set step index.legacy_debug_logs_id
\set file 40_copied/60_index_legacy_debug_logs_id.rollback.sql
\ir ../run_step.psql

\set step index.legacy_debug_logs_created_at
\set file 40_copied/60_index_legacy_debug_logs_created_at.rollback.sql
\ir ../run_step.psql

\set step index.legacy_billing_data_period_start
\set file 40_copied/60_index_legacy_billing_data_period_start.rollback.sql
\ir ../run_step.psql

\set step index.legacy_analytics_events_occurred_at
\set file 40_copied/60_index_legacy_analytics_events_occurred_at.rollback.sql
\ir ../run_step.psql

\set step index.legacy_analytics_events_event_name_occurred_at
\set file 40_copied/60_index_legacy_analytics_events_event_name_occurred_at.rollback.sql
\ir ../run_step.psql

\set step index.legacy_ai_configs_service_name_environment
\set file 40_copied/60_index_legacy_ai_configs_service_name_environment.rollback.sql
\ir ../run_step.psql

\set step index.idx_prompts_feature
\set file 40_copied/60_index_idx_prompts_feature.rollback.sql
\ir ../run_step.psql

\set step index.idx_feature_model_assignments_lookup
\set file 40_copied/60_index_idx_feature_model_assignments_lookup.rollback.sql
\ir ../run_step.psql

\set step index.idx_ai_user_metrics_day
\set file 40_copied/60_index_idx_ai_user_metrics_day.rollback.sql
\ir ../run_step.psql

\set step index.idx_ai_usage_logs_feature_time_cost
\set file 40_copied/60_index_idx_ai_usage_logs_feature_time_cost.rollback.sql
\ir ../run_step.psql

\set step index.idx_ai_performance_samples_metric
\set file 40_copied/60_index_idx_ai_performance_samples_metric.rollback.sql
\ir ../run_step.psql

\set step index.idx_ai_latency_summaries_feature_period
\set file 40_copied/60_index_idx_ai_latency_summaries_feature_period.rollback.sql
\ir ../run_step.psql

\set step index.idx_ai_debug_events_open_errors
\set file 40_copied/60_index_idx_ai_debug_events_open_errors.rollback.sql
\ir ../run_step.psql

\set step index.idx_ai_debug_events_feature_time
\set file 40_copied/60_index_idx_ai_debug_events_feature_time.rollback.sql
\ir ../run_step.psql

\set step index.idx_ai_analytics_events_feature_event
\set file 40_copied/60_index_idx_ai_analytics_events_feature_event.rollback.sql
\ir ../run_step.psql

\set step index.idx_ai_analytics_events_experiment
\set file 40_copied/60_index_idx_ai_analytics_events_experiment.rollback.sql
\ir ../run_step.psql

\set step index.feature_model_assignments_legacy_key
\set file 40_copied/60_index_feature_model_assignments_legacy_key.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
