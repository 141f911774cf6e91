-- ai-management: rolls the phase `copying` back.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration ai-management
\set phase copying
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_rollback(:'migration', :'phase', :'because') \gset ignored_

\set step backfill.user_metrics
\set file 30_copying/75_backfill_user_metrics.rollback.sql
\ir ../run_step.psql

\set step backfill.usage_logs
\set file 30_copying/75_backfill_usage_logs.rollback.sql
\ir ../run_step.psql

\set step backfill.prompt_configs
\set file 30_copying/75_backfill_prompt_configs.rollback.sql
\ir ../run_step.psql

\set step backfill.performance_metrics
\set file 30_copying/75_backfill_performance_metrics.rollback.sql
\ir ../run_step.psql

\set step backfill.performance_data
\set file 30_copying/75_backfill_performance_data.rollback.sql
\ir ../run_step.psql

\set step backfill.model_settings
\set file 30_copying/75_backfill_model_settings.rollback.sql
\ir ../run_step.psql

\set step backfill.error_tracking
\set file 30_copying/75_backfill_error_tracking.rollback.sql
\ir ../run_step.psql

\set step backfill.debug_logs
\set file 30_copying/75_backfill_debug_logs.rollback.sql
\ir ../run_step.psql

\set step backfill.cost_allocations
\set file 30_copying/75_backfill_cost_allocations.rollback.sql
\ir ../run_step.psql

\set step backfill.billing_data
\set file 30_copying/75_backfill_billing_data.rollback.sql
\ir ../run_step.psql

\set step backfill.analytics_events
\set file 30_copying/75_backfill_analytics_events.rollback.sql
\ir ../run_step.psql

\set step backfill.ai_configs
\set file 30_copying/75_backfill_ai_configs.rollback.sql
\ir ../run_step.psql

\set step copier.user_metrics
\set file 30_copying/70_copier_user_metrics.rollback.sql
\ir ../run_step.psql

\set step copier.usage_logs
\set file 30_copying/70_copier_usage_logs.rollback.sql
\ir ../run_step.psql

\set step copier.prompt_configs
\set file 30_copying/70_copier_prompt_configs.rollback.sql
\ir ../run_step.psql

\set step copier.performance_metrics
\set file 30_copying/70_copier_performance_metrics.rollback.sql
\ir ../run_step.psql

\set step copier.performance_data
\set file 30_copying/70_copier_performance_data.rollback.sql
\ir ../run_step.psql

\set step copier.model_settings
\set file 30_copying/70_copier_model_settings.rollback.sql
\ir ../run_step.psql

\set step copier.error_tracking
\set file 30_copying/70_copier_error_tracking.rollback.sql
\ir ../run_step.psql

\set step copier.debug_logs
\set file 30_copying/70_copier_debug_logs.rollback.sql
\ir ../run_step.psql

\set step copier.cost_allocations
\set file 30_copying/70_copier_cost_allocations.rollback.sql
\ir ../run_step.psql

\set step copier.billing_data
\set file 30_copying/70_copier_billing_data.rollback.sql
\ir ../run_step.psql

\set step copier.analytics_events
\set file 30_copying/70_copier_analytics_events.rollback.sql
\ir ../run_step.psql

\set step copier.ai_configs
\set file 30_copying/70_copier_ai_configs.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
