-- ai-management: rolls the phase `planned` back.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration ai-management
\set phase planned
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_rollback(:'migration', :'phase', :'because') \gset ignored_

\set step contract.user_metrics
\set file 00_planned/60_contract_user_metrics.rollback.sql
\ir ../run_step.psql

\set step contract.usage_logs
\set file 00_planned/60_contract_usage_logs.rollback.sql
\ir ../run_step.psql

\set step contract.prompt_configs
\set file 00_planned/60_contract_prompt_configs.rollback.sql
\ir ../run_step.psql

\set step contract.performance_metrics
\set file 00_planned/60_contract_performance_metrics.rollback.sql
\ir ../run_step.psql

\set step contract.performance_data
\set file 00_planned/60_contract_performance_data.rollback.sql
\ir ../run_step.psql

\set step contract.model_settings
\set file 00_planned/60_contract_model_settings.rollback.sql
\ir ../run_step.psql

\set step contract.error_tracking
\set file 00_planned/60_contract_error_tracking.rollback.sql
\ir ../run_step.psql

\set step contract.debug_logs
\set file 00_planned/60_contract_debug_logs.rollback.sql
\ir ../run_step.psql

\set step contract.cost_allocations
\set file 00_planned/60_contract_cost_allocations.rollback.sql
\ir ../run_step.psql

\set step contract.billing_data
\set file 00_planned/60_contract_billing_data.rollback.sql
\ir ../run_step.psql

\set step contract.analytics_events
\set file 00_planned/60_contract_analytics_events.rollback.sql
\ir ../run_step.psql

\set step contract.ai_configs
\set file 00_planned/60_contract_ai_configs.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
