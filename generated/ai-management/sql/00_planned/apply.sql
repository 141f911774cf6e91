-- ai-management: applies the phase `planned`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration ai-management
\set phase planned
\set action apply
\ir 00_server_ai-management.apply.sql
\ir 01_control_roles_shared.apply.sql
\ir 02_control_schema_shared.apply.sql
\ir 03_control_events_table_shared.apply.sql
\ir 04_control_events_chain_shared.apply.sql
\ir 05_control_events_audit_shared.apply.sql
\ir 06_control_plan_tables_shared.apply.sql
\ir 07_control_plan_comments_shared.apply.sql
\ir 08_control_terms_shared.apply.sql
\ir 09_control_steps_table_shared.apply.sql
\ir 10_control_steps_state_shared.apply.sql
\ir 11_control_register_plan_shared.apply.sql
\ir 12_control_register_steps_shared.apply.sql
\ir 13_control_lock_shared.apply.sql
\ir 14_control_status_tables_shared.apply.sql
\ir 15_control_status_rules_shared.apply.sql
\ir 16_control_status_events_shared.apply.sql
\ir 17_control_status_calls_shared.apply.sql
\ir 18_control_pause_shared.apply.sql
\ir 19_control_phases_order_shared.apply.sql
\ir 20_control_steps_killed_shared.apply.sql
\ir 21_control_steps_begin_shared.apply.sql
\ir 22_control_steps_end_shared.apply.sql
\ir 23_control_steps_fail_shared.apply.sql
\ir 24_control_phases_begin_shared.apply.sql
\ir 25_control_phases_end_shared.apply.sql
\ir 26_control_phases_back_shared.apply.sql
\ir 27_control_owner_shared.apply.sql
\ir 28_control_gates_shared.apply.sql
\ir 29_control_gates_checks_shared.apply.sql
\ir 30_control_approvals_shared.apply.sql
\ir 31_control_turns_shared.apply.sql
\ir 32_control_final_shared.apply.sql
\ir 33_control_cancel_shared.apply.sql
\ir 34_control_backfill_tables_shared.apply.sql
\ir 35_control_backfill_comments_shared.apply.sql
\ir 36_control_backfill_calls_shared.apply.sql
\ir 37_control_backfill_throttle_shared.apply.sql
\ir 38_control_backfill_progress_shared.apply.sql
\ir 39_control_validation_tables_shared.apply.sql
\ir 40_control_validation_view_shared.apply.sql
\ir 41_control_validation_comments_shared.apply.sql
\ir 42_control_gates_shared_shared.apply.sql
\ir 43_control_identity_shared.apply.sql
\ir 44_control_views_shared.apply.sql
\ir 45_control_grants_shared.apply.sql
\ir 45_fact_results_shared.apply.sql
\ir 46_control_grants_runner_shared.apply.sql
\ir 46_edge_endpoints_shared.apply.sql
\ir 46_edge_known_shared.apply.sql
\ir 46_edge_loads_shared.apply.sql
\ir 46_edge_shadow_log_shared.apply.sql
\ir 46_edge_shadow_read_shared.apply.sql
\ir 46_edge_shadow_verdict_shared.apply.sql
\ir 46_edge_side_shared.apply.sql
\ir 46_edge_turn_gate_shared.apply.sql
\ir 46_edge_turn_made_shared.apply.sql
\ir 46_edge_usage_log_shared.apply.sql
\ir 46_edge_usage_read_shared.apply.sql
\ir 46_edge_usage_verdict_shared.apply.sql
\ir 46_edge_whole_shared.apply.sql
\ir 47_repairs_shared.apply.sql
\ir 47_rights_shared.apply.sql
\ir 47_store_result_shared.apply.sql
\ir 48_rechecks_shared.apply.sql
\ir 48_rollback_gate_shared.apply.sql
\ir 48_verified_shared.apply.sql
\ir 49_preflight_ai-management.apply.sql
\ir 50_register_ai-management.apply.sql
\ir 51_gates_ai-management.apply.sql
\ir 70_component_api_migration.apply.sql
\ir 70_component_cleanup.apply.sql
\ir 70_component_data_migration_ai_configs.apply.sql
\ir 70_component_data_migration_analytics.apply.sql
\ir 70_component_data_migration_costs.apply.sql
\ir 70_component_data_migration_debug_logs.apply.sql
\ir 70_component_frontend_migration.apply.sql
\ir 70_component_schema_creation.apply.sql
\ir 71_edge_nginx.apply.sql
\ir ../begin_phase.psql

\set step contract.ai_configs
\set file 00_planned/60_contract_ai_configs.apply.sql
\ir ../run_step.psql

\set step contract.analytics_events
\set file 00_planned/60_contract_analytics_events.apply.sql
\ir ../run_step.psql

\set step contract.billing_data
\set file 00_planned/60_contract_billing_data.apply.sql
\ir ../run_step.psql

\set step contract.cost_allocations
\set file 00_planned/60_contract_cost_allocations.apply.sql
\ir ../run_step.psql

\set step contract.debug_logs
\set file 00_planned/60_contract_debug_logs.apply.sql
\ir ../run_step.psql

\set step contract.error_tracking
\set file 00_planned/60_contract_error_tracking.apply.sql
\ir ../run_step.psql

\set step contract.model_settings
\set file 00_planned/60_contract_model_settings.apply.sql
\ir ../run_step.psql

\set step contract.performance_data
\set file 00_planned/60_contract_performance_data.apply.sql
\ir ../run_step.psql

\set step contract.performance_metrics
\set file 00_planned/60_contract_performance_metrics.apply.sql
\ir ../run_step.psql

\set step contract.prompt_configs
\set file 00_planned/60_contract_prompt_configs.apply.sql
\ir ../run_step.psql

\set step contract.usage_logs
\set file 00_planned/60_contract_usage_logs.apply.sql
\ir ../run_step.psql

\set step contract.user_metrics
\set file 00_planned/60_contract_user_metrics.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
