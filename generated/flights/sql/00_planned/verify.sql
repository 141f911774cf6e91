-- flights: verifies that the phase `planned` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\ir 00_server_flights.verify.sql
\ir 01_control_roles_shared.verify.sql
\ir 02_control_schema_shared.verify.sql
\ir 03_control_events_table_shared.verify.sql
\ir 04_control_events_chain_shared.verify.sql
\ir 05_control_events_audit_shared.verify.sql
\ir 06_control_plan_tables_shared.verify.sql
\ir 07_control_plan_comments_shared.verify.sql
\ir 08_control_terms_shared.verify.sql
\ir 09_control_steps_table_shared.verify.sql
\ir 10_control_steps_state_shared.verify.sql
\ir 11_control_register_plan_shared.verify.sql
\ir 12_control_register_steps_shared.verify.sql
\ir 13_control_lock_shared.verify.sql
\ir 14_control_status_tables_shared.verify.sql
\ir 15_control_status_rules_shared.verify.sql
\ir 16_control_status_events_shared.verify.sql
\ir 17_control_status_calls_shared.verify.sql
\ir 18_control_pause_shared.verify.sql
\ir 19_control_phases_order_shared.verify.sql
\ir 20_control_steps_killed_shared.verify.sql
\ir 21_control_steps_begin_shared.verify.sql
\ir 22_control_steps_end_shared.verify.sql
\ir 23_control_steps_fail_shared.verify.sql
\ir 24_control_phases_begin_shared.verify.sql
\ir 25_control_phases_end_shared.verify.sql
\ir 26_control_phases_back_shared.verify.sql
\ir 27_control_owner_shared.verify.sql
\ir 28_control_gates_shared.verify.sql
\ir 29_control_gates_checks_shared.verify.sql
\ir 30_control_approvals_shared.verify.sql
\ir 31_control_turns_shared.verify.sql
\ir 32_control_final_shared.verify.sql
\ir 33_control_cancel_shared.verify.sql
\ir 34_control_backfill_tables_shared.verify.sql
\ir 35_control_backfill_comments_shared.verify.sql
\ir 36_control_backfill_calls_shared.verify.sql
\ir 37_control_backfill_throttle_shared.verify.sql
\ir 38_control_backfill_progress_shared.verify.sql
\ir 39_control_validation_tables_shared.verify.sql
\ir 40_control_validation_view_shared.verify.sql
\ir 41_control_validation_comments_shared.verify.sql
\ir 42_control_gates_shared_shared.verify.sql
\ir 43_control_identity_shared.verify.sql
\ir 44_control_views_shared.verify.sql
\ir 45_control_grants_shared.verify.sql
\ir 46_control_grants_runner_shared.verify.sql
\ir 47_repairs_shared.verify.sql
\ir 47_rights_shared.verify.sql
\ir 47_store_result_shared.verify.sql
\ir 48_rechecks_shared.verify.sql
\ir 48_rollback_gate_shared.verify.sql
\ir 48_verified_shared.verify.sql
\ir 49_preflight_flights.verify.sql
\ir 50_register_flights.verify.sql
\ir 51_gates_flights.verify.sql
\ir 60_contract_airlines.verify.sql
\ir 60_contract_airports.verify.sql
\ir 60_contract_flights.verify.sql
\ir 60_contract_planes.verify.sql
\ir 60_contract_weather.verify.sql
\ir 70_component_data_migration_flights.verify.sql
\ir 70_component_schema_creation.verify.sql
