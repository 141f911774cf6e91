-- ai-management: gives the data set `analytics` up before its switch; the legacy tables stay as they are.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration ai-management
\set data_set analytics
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_cancel(:'migration', :'data_set', :'because') AS begun \gset
\if :begun
    \set step reverse.user_metrics
    \set file 50_verified/88_reverse_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step reverse.performance_data
    \set file 50_verified/88_reverse_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step reverse.analytics_events
    \set file 50_verified/88_reverse_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.user_metrics
    \set file 50_verified/86_reconcile_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.performance_data
    \set file 50_verified/86_reconcile_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.analytics_events
    \set file 50_verified/86_reconcile_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step names.user_metrics
    \set file 50_verified/84_names_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step names.performance_data
    \set file 50_verified/84_names_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step names.analytics_events
    \set file 50_verified/84_names_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step validation.user_metrics
    \set file 50_verified/70_validation_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step validation.performance_data
    \set file 50_verified/70_validation_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step validation.analytics_events
    \set file 50_verified/70_validation_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step recheck.user_metrics
    \set file 50_verified/64_recheck_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step recheck.performance_data
    \set file 50_verified/64_recheck_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step recheck.analytics_events
    \set file 50_verified/64_recheck_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step repair.user_metrics
    \set file 50_verified/62_repair_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step repair.performance_data
    \set file 50_verified/62_repair_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step repair.analytics_events
    \set file 50_verified/62_repair_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step validator.user_metrics
    \set file 50_verified/60_validator_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step validator.performance_data
    \set file 50_verified/60_validator_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step validator.analytics_events
    \set file 50_verified/60_validator_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step oracle.user_metrics
    \set file 50_verified/59_oracle_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step oracle.performance_data
    \set file 50_verified/59_oracle_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step oracle.analytics_events
    \set file 50_verified/59_oracle_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step restored.user_metrics
    \set file 50_verified/58_restored_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step restored.performance_data
    \set file 50_verified/58_restored_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step restored.analytics_events
    \set file 50_verified/58_restored_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step settle.user_metrics
    \set file 40_copied/70_settle_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step settle.performance_data
    \set file 40_copied/70_settle_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step settle.analytics_events
    \set file 40_copied/70_settle_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step backfill.user_metrics
    \set file 30_copying/75_backfill_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step backfill.performance_data
    \set file 30_copying/75_backfill_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step backfill.analytics_events
    \set file 30_copying/75_backfill_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step copier.user_metrics
    \set file 30_copying/70_copier_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step copier.performance_data
    \set file 30_copying/70_copier_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step copier.analytics_events
    \set file 30_copying/70_copier_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step capture.user_metrics
    \set file 20_capturing/70_capture_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step capture.performance_data
    \set file 20_capturing/70_capture_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step capture.analytics_events
    \set file 20_capturing/70_capture_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step bring.user_metrics
    \set file 20_capturing/68_bring_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step bring.performance_data
    \set file 20_capturing/68_bring_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step bring.analytics_events
    \set file 20_capturing/68_bring_analytics_events.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.user_metrics
    \set file 20_capturing/67_looked_up_user_metrics.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.performance_data
    \set file 20_capturing/67_looked_up_performance_data.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.analytics_events
    \set file 20_capturing/67_looked_up_analytics_events.rollback.sql
    \ir ../run_step.psql
    SELECT migration.end_cancel(:'migration', :'data_set') \gset ignored_
\endif
SELECT migration.release(:'migration') \gset ignored_
