-- ai-management: gives the data set `debugging` up before its switch; the legacy tables stay as they are.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration ai-management
\set data_set debugging
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_cancel(:'migration', :'data_set', :'because') AS begun \gset
\if :begun
    \set step reverse.performance_metrics
    \set file 50_verified/88_reverse_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step reverse.error_tracking
    \set file 50_verified/88_reverse_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step reverse.debug_logs
    \set file 50_verified/88_reverse_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.performance_metrics
    \set file 50_verified/86_reconcile_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.error_tracking
    \set file 50_verified/86_reconcile_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.debug_logs
    \set file 50_verified/86_reconcile_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step names.performance_metrics
    \set file 50_verified/84_names_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step names.error_tracking
    \set file 50_verified/84_names_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step names.debug_logs
    \set file 50_verified/84_names_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step validation.performance_metrics
    \set file 50_verified/70_validation_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step validation.error_tracking
    \set file 50_verified/70_validation_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step validation.debug_logs
    \set file 50_verified/70_validation_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step recheck.performance_metrics
    \set file 50_verified/64_recheck_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step recheck.error_tracking
    \set file 50_verified/64_recheck_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step recheck.debug_logs
    \set file 50_verified/64_recheck_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step repair.performance_metrics
    \set file 50_verified/62_repair_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step repair.error_tracking
    \set file 50_verified/62_repair_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step repair.debug_logs
    \set file 50_verified/62_repair_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step validator.performance_metrics
    \set file 50_verified/60_validator_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step validator.error_tracking
    \set file 50_verified/60_validator_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step validator.debug_logs
    \set file 50_verified/60_validator_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step oracle.performance_metrics
    \set file 50_verified/59_oracle_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step oracle.error_tracking
    \set file 50_verified/59_oracle_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step oracle.debug_logs
    \set file 50_verified/59_oracle_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step restored.performance_metrics
    \set file 50_verified/58_restored_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step restored.error_tracking
    \set file 50_verified/58_restored_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step restored.debug_logs
    \set file 50_verified/58_restored_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step settle.performance_metrics
    \set file 40_copied/70_settle_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step settle.error_tracking
    \set file 40_copied/70_settle_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step settle.debug_logs
    \set file 40_copied/70_settle_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step backfill.performance_metrics
    \set file 30_copying/75_backfill_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step backfill.error_tracking
    \set file 30_copying/75_backfill_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step backfill.debug_logs
    \set file 30_copying/75_backfill_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step copier.performance_metrics
    \set file 30_copying/70_copier_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step copier.error_tracking
    \set file 30_copying/70_copier_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step copier.debug_logs
    \set file 30_copying/70_copier_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step capture.performance_metrics
    \set file 20_capturing/70_capture_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step capture.error_tracking
    \set file 20_capturing/70_capture_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step capture.debug_logs
    \set file 20_capturing/70_capture_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step bring.performance_metrics
    \set file 20_capturing/68_bring_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step bring.error_tracking
    \set file 20_capturing/68_bring_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step bring.debug_logs
    \set file 20_capturing/68_bring_debug_logs.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.performance_metrics
    \set file 20_capturing/67_looked_up_performance_metrics.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.error_tracking
    \set file 20_capturing/67_looked_up_error_tracking.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.debug_logs
    \set file 20_capturing/67_looked_up_debug_logs.rollback.sql
    \ir ../run_step.psql
    SELECT migration.end_cancel(:'migration', :'data_set') \gset ignored_
\endif
SELECT migration.release(:'migration') \gset ignored_
