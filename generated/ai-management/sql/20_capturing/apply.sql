-- ai-management: applies the phase `capturing`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration ai-management
\set phase capturing
\set action apply
\ir ../begin_phase.psql

\set step looked_up.ai_configs
\set file 20_capturing/67_looked_up_ai_configs.apply.sql
\ir ../run_step.psql

\set step looked_up.analytics_events
\set file 20_capturing/67_looked_up_analytics_events.apply.sql
\ir ../run_step.psql

\set step looked_up.billing_data
\set file 20_capturing/67_looked_up_billing_data.apply.sql
\ir ../run_step.psql

\set step looked_up.cost_allocations
\set file 20_capturing/67_looked_up_cost_allocations.apply.sql
\ir ../run_step.psql

\set step looked_up.debug_logs
\set file 20_capturing/67_looked_up_debug_logs.apply.sql
\ir ../run_step.psql

\set step looked_up.error_tracking
\set file 20_capturing/67_looked_up_error_tracking.apply.sql
\ir ../run_step.psql

\set step looked_up.model_settings
\set file 20_capturing/67_looked_up_model_settings.apply.sql
\ir ../run_step.psql

\set step looked_up.performance_data
\set file 20_capturing/67_looked_up_performance_data.apply.sql
\ir ../run_step.psql

\set step looked_up.performance_metrics
\set file 20_capturing/67_looked_up_performance_metrics.apply.sql
\ir ../run_step.psql

\set step looked_up.prompt_configs
\set file 20_capturing/67_looked_up_prompt_configs.apply.sql
\ir ../run_step.psql

\set step looked_up.usage_logs
\set file 20_capturing/67_looked_up_usage_logs.apply.sql
\ir ../run_step.psql

\set step looked_up.user_metrics
\set file 20_capturing/67_looked_up_user_metrics.apply.sql
\ir ../run_step.psql

\set step bring.ai_configs
\set file 20_capturing/68_bring_ai_configs.apply.sql
\ir ../run_step.psql

\set step bring.analytics_events
\set file 20_capturing/68_bring_analytics_events.apply.sql
\ir ../run_step.psql

\set step bring.billing_data
\set file 20_capturing/68_bring_billing_data.apply.sql
\ir ../run_step.psql

\set step bring.cost_allocations
\set file 20_capturing/68_bring_cost_allocations.apply.sql
\ir ../run_step.psql

\set step bring.debug_logs
\set file 20_capturing/68_bring_debug_logs.apply.sql
\ir ../run_step.psql

\set step bring.error_tracking
\set file 20_capturing/68_bring_error_tracking.apply.sql
\ir ../run_step.psql

\set step bring.model_settings
\set file 20_capturing/68_bring_model_settings.apply.sql
\ir ../run_step.psql

\set step bring.performance_data
\set file 20_capturing/68_bring_performance_data.apply.sql
\ir ../run_step.psql

\set step bring.performance_metrics
\set file 20_capturing/68_bring_performance_metrics.apply.sql
\ir ../run_step.psql

\set step bring.prompt_configs
\set file 20_capturing/68_bring_prompt_configs.apply.sql
\ir ../run_step.psql

\set step bring.usage_logs
\set file 20_capturing/68_bring_usage_logs.apply.sql
\ir ../run_step.psql

\set step bring.user_metrics
\set file 20_capturing/68_bring_user_metrics.apply.sql
\ir ../run_step.psql

\set step capture.ai_configs
\set file 20_capturing/70_capture_ai_configs.apply.sql
\ir ../run_step.psql

\set step capture.analytics_events
\set file 20_capturing/70_capture_analytics_events.apply.sql
\ir ../run_step.psql

\set step capture.billing_data
\set file 20_capturing/70_capture_billing_data.apply.sql
\ir ../run_step.psql

\set step capture.cost_allocations
\set file 20_capturing/70_capture_cost_allocations.apply.sql
\ir ../run_step.psql

\set step capture.debug_logs
\set file 20_capturing/70_capture_debug_logs.apply.sql
\ir ../run_step.psql

\set step capture.error_tracking
\set file 20_capturing/70_capture_error_tracking.apply.sql
\ir ../run_step.psql

\set step capture.model_settings
\set file 20_capturing/70_capture_model_settings.apply.sql
\ir ../run_step.psql

\set step capture.performance_data
\set file 20_capturing/70_capture_performance_data.apply.sql
\ir ../run_step.psql

\set step capture.performance_metrics
\set file 20_capturing/70_capture_performance_metrics.apply.sql
\ir ../run_step.psql

\set step capture.prompt_configs
\set file 20_capturing/70_capture_prompt_configs.apply.sql
\ir ../run_step.psql

\set step capture.usage_logs
\set file 20_capturing/70_capture_usage_logs.apply.sql
\ir ../run_step.psql

\set step capture.user_metrics
\set file 20_capturing/70_capture_user_metrics.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
