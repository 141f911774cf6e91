-- ai-management: applies the phase `copied`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration ai-management
\set phase copied
\set action apply
\ir ../begin_phase.psql

\set step index.idx_ai_usage_logs_feature_time_cost
\set file 40_copied/60_index_idx_ai_usage_logs_feature_time_cost.apply.sql
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

\set step settle.billing_data
\set file 40_copied/70_settle_billing_data.apply.sql
\ir ../run_step.psql

\set step settle.cost_allocations
\set file 40_copied/70_settle_cost_allocations.apply.sql
\ir ../run_step.psql

\set step settle.usage_logs
\set file 40_copied/70_settle_usage_logs.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
