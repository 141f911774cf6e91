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

\set step settle.usage_logs
\set file 40_copied/70_settle_usage_logs.rollback.sql
\ir ../run_step.psql

\set step settle.cost_allocations
\set file 40_copied/70_settle_cost_allocations.rollback.sql
\ir ../run_step.psql

\set step settle.billing_data
\set file 40_copied/70_settle_billing_data.rollback.sql
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

\set step index.idx_ai_usage_logs_feature_time_cost
\set file 40_copied/60_index_idx_ai_usage_logs_feature_time_cost.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
