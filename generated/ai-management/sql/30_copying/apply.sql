-- ai-management: applies the phase `copying`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration ai-management
\set phase copying
\set action apply
\ir ../begin_phase.psql

\set step copier.ai_configs
\set file 30_copying/70_copier_ai_configs.apply.sql
\ir ../run_step.psql

\set step copier.analytics_events
\set file 30_copying/70_copier_analytics_events.apply.sql
\ir ../run_step.psql

\set step copier.billing_data
\set file 30_copying/70_copier_billing_data.apply.sql
\ir ../run_step.psql

\set step copier.cost_allocations
\set file 30_copying/70_copier_cost_allocations.apply.sql
\ir ../run_step.psql

\set step copier.debug_logs
\set file 30_copying/70_copier_debug_logs.apply.sql
\ir ../run_step.psql

\set step copier.error_tracking
\set file 30_copying/70_copier_error_tracking.apply.sql
\ir ../run_step.psql

\set step copier.model_settings
\set file 30_copying/70_copier_model_settings.apply.sql
\ir ../run_step.psql

\set step copier.performance_data
\set file 30_copying/70_copier_performance_data.apply.sql
\ir ../run_step.psql

\set step copier.performance_metrics
\set file 30_copying/70_copier_performance_metrics.apply.sql
\ir ../run_step.psql

\set step copier.prompt_configs
\set file 30_copying/70_copier_prompt_configs.apply.sql
\ir ../run_step.psql

\set step copier.usage_logs
\set file 30_copying/70_copier_usage_logs.apply.sql
\ir ../run_step.psql

\set step copier.user_metrics
\set file 30_copying/70_copier_user_metrics.apply.sql
\ir ../run_step.psql

\set step backfill.ai_configs
\set file 30_copying/75_backfill_ai_configs.apply.sql
\ir ../run_step.psql

\set step backfill.analytics_events
\set file 30_copying/75_backfill_analytics_events.apply.sql
\ir ../run_step.psql

\set step backfill.billing_data
\set file 30_copying/75_backfill_billing_data.apply.sql
\ir ../run_step.psql

\set step backfill.cost_allocations
\set file 30_copying/75_backfill_cost_allocations.apply.sql
\ir ../run_step.psql

\set step backfill.debug_logs
\set file 30_copying/75_backfill_debug_logs.apply.sql
\ir ../run_step.psql

\set step backfill.error_tracking
\set file 30_copying/75_backfill_error_tracking.apply.sql
\ir ../run_step.psql

\set step backfill.model_settings
\set file 30_copying/75_backfill_model_settings.apply.sql
\ir ../run_step.psql

\set step backfill.performance_data
\set file 30_copying/75_backfill_performance_data.apply.sql
\ir ../run_step.psql

\set step backfill.performance_metrics
\set file 30_copying/75_backfill_performance_metrics.apply.sql
\ir ../run_step.psql

\set step backfill.prompt_configs
\set file 30_copying/75_backfill_prompt_configs.apply.sql
\ir ../run_step.psql

\set step backfill.usage_logs
\set file 30_copying/75_backfill_usage_logs.apply.sql
\ir ../run_step.psql

\set step backfill.user_metrics
\set file 30_copying/75_backfill_user_metrics.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
