-- ai-management: verifies that the phase `copying` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\ir 70_copier_ai_configs.verify.sql
\ir 70_copier_analytics_events.verify.sql
\ir 70_copier_billing_data.verify.sql
\ir 70_copier_cost_allocations.verify.sql
\ir 70_copier_debug_logs.verify.sql
\ir 70_copier_error_tracking.verify.sql
\ir 70_copier_model_settings.verify.sql
\ir 70_copier_performance_data.verify.sql
\ir 70_copier_performance_metrics.verify.sql
\ir 70_copier_prompt_configs.verify.sql
\ir 70_copier_usage_logs.verify.sql
\ir 70_copier_user_metrics.verify.sql
\ir 75_backfill_ai_configs.verify.sql
\ir 75_backfill_analytics_events.verify.sql
\ir 75_backfill_billing_data.verify.sql
\ir 75_backfill_cost_allocations.verify.sql
\ir 75_backfill_debug_logs.verify.sql
\ir 75_backfill_error_tracking.verify.sql
\ir 75_backfill_model_settings.verify.sql
\ir 75_backfill_performance_data.verify.sql
\ir 75_backfill_performance_metrics.verify.sql
\ir 75_backfill_prompt_configs.verify.sql
\ir 75_backfill_usage_logs.verify.sql
\ir 75_backfill_user_metrics.verify.sql
