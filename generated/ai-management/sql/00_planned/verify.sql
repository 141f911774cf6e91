-- ai-management: verifies that the phase `planned` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\ir 00_server_ai-management.verify.sql
\ir 01_control_roles_shared.verify.sql
\ir 02_control_schema_shared.verify.sql
\ir 03_control_events_table_shared.verify.sql
\ir 04_control_events_chain_shared.verify.sql
\ir 05_control_events_audit_shared.verify.sql
\ir 06_control_plan_tables_shared.verify.sql
\ir 07_control_plan_comments_shared.verify.sql
\ir 08_control_steps_table_shared.verify.sql
\ir 09_control_steps_state_shared.verify.sql
\ir 10_control_register_plan_shared.verify.sql
\ir 11_control_register_steps_shared.verify.sql
\ir 12_control_lock_shared.verify.sql
\ir 13_control_status_tables_shared.verify.sql
\ir 14_control_status_rules_shared.verify.sql
\ir 15_control_status_events_shared.verify.sql
\ir 16_control_status_calls_shared.verify.sql
\ir 17_control_pause_shared.verify.sql
\ir 18_control_phases_order_shared.verify.sql
\ir 19_control_steps_killed_shared.verify.sql
\ir 20_control_steps_begin_shared.verify.sql
\ir 21_control_steps_end_shared.verify.sql
\ir 22_control_steps_fail_shared.verify.sql
\ir 23_control_phases_begin_shared.verify.sql
\ir 24_control_phases_end_shared.verify.sql
\ir 25_control_phases_back_shared.verify.sql
\ir 26_control_owner_shared.verify.sql
\ir 27_control_final_shared.verify.sql
\ir 28_control_backfill_tables_shared.verify.sql
\ir 29_control_backfill_comments_shared.verify.sql
\ir 30_control_backfill_calls_shared.verify.sql
\ir 31_control_backfill_throttle_shared.verify.sql
\ir 32_control_backfill_progress_shared.verify.sql
\ir 33_control_validation_tables_shared.verify.sql
\ir 34_control_validation_view_shared.verify.sql
\ir 35_control_validation_comments_shared.verify.sql
\ir 36_control_identity_shared.verify.sql
\ir 37_control_views_shared.verify.sql
\ir 38_control_grants_shared.verify.sql
\ir 39_control_grants_runner_shared.verify.sql
\ir 45_fact_results_shared.verify.sql
\ir 45_store_result_shared.verify.sql
\ir 46_rollback_gate_shared.verify.sql
\ir 47_verified_shared.verify.sql
\ir 48_preflight_ai-management.verify.sql
\ir 50_register_ai-management.verify.sql
\ir 60_contract_ai_configs.verify.sql
\ir 60_contract_analytics_events.verify.sql
\ir 60_contract_billing_data.verify.sql
\ir 60_contract_cost_allocations.verify.sql
\ir 60_contract_debug_logs.verify.sql
\ir 60_contract_error_tracking.verify.sql
\ir 60_contract_model_settings.verify.sql
\ir 60_contract_performance_data.verify.sql
\ir 60_contract_performance_metrics.verify.sql
\ir 60_contract_prompt_configs.verify.sql
\ir 60_contract_usage_logs.verify.sql
\ir 60_contract_user_metrics.verify.sql
\ir 70_component_api_migration.verify.sql
\ir 70_component_cleanup.verify.sql
\ir 70_component_data_migration_ai_configs.verify.sql
\ir 70_component_data_migration_analytics.verify.sql
\ir 70_component_data_migration_costs.verify.sql
\ir 70_component_data_migration_debug_logs.verify.sql
\ir 70_component_frontend_migration.verify.sql
\ir 70_component_schema_creation.verify.sql
