-- ai-management: gives the data set `costs` up before its switch; the legacy tables stay as they are.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration ai-management
\set data_set costs
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_cancel(:'migration', :'data_set', :'because') AS begun \gset
\if :begun
    \set step reverse.usage_logs
    \set file 50_verified/88_reverse_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step reverse.cost_allocations
    \set file 50_verified/88_reverse_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step reverse.billing_data
    \set file 50_verified/88_reverse_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.usage_logs
    \set file 50_verified/86_reconcile_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.cost_allocations
    \set file 50_verified/86_reconcile_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.billing_data
    \set file 50_verified/86_reconcile_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step names.usage_logs
    \set file 50_verified/84_names_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step names.cost_allocations
    \set file 50_verified/84_names_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step names.billing_data
    \set file 50_verified/84_names_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step validation.usage_logs
    \set file 50_verified/70_validation_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step validation.cost_allocations
    \set file 50_verified/70_validation_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step validation.billing_data
    \set file 50_verified/70_validation_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step recheck.usage_logs
    \set file 50_verified/64_recheck_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step recheck.cost_allocations
    \set file 50_verified/64_recheck_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step recheck.billing_data
    \set file 50_verified/64_recheck_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step repair.usage_logs
    \set file 50_verified/62_repair_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step repair.cost_allocations
    \set file 50_verified/62_repair_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step repair.billing_data
    \set file 50_verified/62_repair_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step validator.usage_logs
    \set file 50_verified/60_validator_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step validator.cost_allocations
    \set file 50_verified/60_validator_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step validator.billing_data
    \set file 50_verified/60_validator_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step oracle.usage_logs
    \set file 50_verified/59_oracle_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step oracle.cost_allocations
    \set file 50_verified/59_oracle_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step oracle.billing_data
    \set file 50_verified/59_oracle_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step restored.usage_logs
    \set file 50_verified/58_restored_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step restored.cost_allocations
    \set file 50_verified/58_restored_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step restored.billing_data
    \set file 50_verified/58_restored_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step settle.usage_logs
    \set file 40_copied/70_settle_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step settle.cost_allocations
    \set file 40_copied/70_settle_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step settle.billing_data
    \set file 40_copied/70_settle_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step backfill.usage_logs
    \set file 30_copying/75_backfill_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step backfill.cost_allocations
    \set file 30_copying/75_backfill_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step backfill.billing_data
    \set file 30_copying/75_backfill_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step copier.usage_logs
    \set file 30_copying/70_copier_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step copier.cost_allocations
    \set file 30_copying/70_copier_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step copier.billing_data
    \set file 30_copying/70_copier_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step capture.usage_logs
    \set file 20_capturing/70_capture_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step capture.cost_allocations
    \set file 20_capturing/70_capture_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step capture.billing_data
    \set file 20_capturing/70_capture_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step bring.usage_logs
    \set file 20_capturing/68_bring_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step bring.cost_allocations
    \set file 20_capturing/68_bring_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step bring.billing_data
    \set file 20_capturing/68_bring_billing_data.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.usage_logs
    \set file 20_capturing/67_looked_up_usage_logs.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.cost_allocations
    \set file 20_capturing/67_looked_up_cost_allocations.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.billing_data
    \set file 20_capturing/67_looked_up_billing_data.rollback.sql
    \ir ../run_step.psql
    SELECT migration.end_cancel(:'migration', :'data_set') \gset ignored_
\endif
SELECT migration.release(:'migration') \gset ignored_
