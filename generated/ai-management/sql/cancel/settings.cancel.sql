-- ai-management: gives the data set `settings` up before its switch; the legacy tables stay as they are.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration ai-management
\set data_set settings
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_cancel(:'migration', :'data_set', :'because') AS begun \gset
\if :begun
    \set step parked.prompt_configs
    \set file 50_verified/89_parked_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step parked.model_settings
    \set file 50_verified/89_parked_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step reverse.prompt_configs
    \set file 50_verified/88_reverse_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step reverse.model_settings
    \set file 50_verified/88_reverse_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step reverse.ai_configs
    \set file 50_verified/88_reverse_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step in_step.prompt_configs
    \set file 50_verified/87_in_step_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step in_step.model_settings
    \set file 50_verified/87_in_step_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.prompt_configs
    \set file 50_verified/86_reconcile_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.model_settings
    \set file 50_verified/86_reconcile_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step reconcile.ai_configs
    \set file 50_verified/86_reconcile_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step names.prompt_configs
    \set file 50_verified/84_names_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step names.model_settings
    \set file 50_verified/84_names_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step names.ai_configs
    \set file 50_verified/84_names_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step validation.prompt_configs_prompt_versions
    \set file 50_verified/70_validation_prompt_configs_prompt_versions.rollback.sql
    \ir ../run_step.psql
    \set step validation.prompt_configs_prompt_variables
    \set file 50_verified/70_validation_prompt_configs_prompt_variables.rollback.sql
    \ir ../run_step.psql
    \set step validation.prompt_configs
    \set file 50_verified/70_validation_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step validation.model_settings_ai_model_prices
    \set file 50_verified/70_validation_model_settings_ai_model_prices.rollback.sql
    \ir ../run_step.psql
    \set step validation.model_settings
    \set file 50_verified/70_validation_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step validation.ai_configs
    \set file 50_verified/70_validation_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step recheck.prompt_configs
    \set file 50_verified/64_recheck_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step recheck.model_settings
    \set file 50_verified/64_recheck_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step recheck.ai_configs
    \set file 50_verified/64_recheck_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step repair.prompt_configs
    \set file 50_verified/62_repair_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step repair.model_settings
    \set file 50_verified/62_repair_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step repair.ai_configs
    \set file 50_verified/62_repair_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step validator.prompt_configs_prompt_versions
    \set file 50_verified/60_validator_prompt_configs_prompt_versions.rollback.sql
    \ir ../run_step.psql
    \set step validator.prompt_configs_prompt_variables
    \set file 50_verified/60_validator_prompt_configs_prompt_variables.rollback.sql
    \ir ../run_step.psql
    \set step validator.prompt_configs
    \set file 50_verified/60_validator_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step validator.model_settings_ai_model_prices
    \set file 50_verified/60_validator_model_settings_ai_model_prices.rollback.sql
    \ir ../run_step.psql
    \set step validator.model_settings
    \set file 50_verified/60_validator_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step validator.ai_configs
    \set file 50_verified/60_validator_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step oracle.prompt_configs_prompt_versions
    \set file 50_verified/59_oracle_prompt_configs_prompt_versions.rollback.sql
    \ir ../run_step.psql
    \set step oracle.prompt_configs_prompt_variables
    \set file 50_verified/59_oracle_prompt_configs_prompt_variables.rollback.sql
    \ir ../run_step.psql
    \set step oracle.prompt_configs
    \set file 50_verified/59_oracle_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step oracle.model_settings_ai_model_prices
    \set file 50_verified/59_oracle_model_settings_ai_model_prices.rollback.sql
    \ir ../run_step.psql
    \set step oracle.model_settings
    \set file 50_verified/59_oracle_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step oracle.ai_configs
    \set file 50_verified/59_oracle_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step restored.prompt_configs
    \set file 50_verified/58_restored_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step restored.model_settings
    \set file 50_verified/58_restored_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step restored.ai_configs
    \set file 50_verified/58_restored_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step settle.prompt_configs
    \set file 40_copied/70_settle_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step settle.model_settings
    \set file 40_copied/70_settle_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step settle.ai_configs
    \set file 40_copied/70_settle_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step backfill.prompt_configs
    \set file 30_copying/75_backfill_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step backfill.model_settings
    \set file 30_copying/75_backfill_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step backfill.ai_configs
    \set file 30_copying/75_backfill_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step copier.prompt_configs
    \set file 30_copying/70_copier_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step copier.model_settings
    \set file 30_copying/70_copier_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step copier.ai_configs
    \set file 30_copying/70_copier_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step capture.prompt_configs
    \set file 20_capturing/70_capture_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step capture.model_settings
    \set file 20_capturing/70_capture_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step capture.ai_configs
    \set file 20_capturing/70_capture_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step bring.prompt_configs
    \set file 20_capturing/68_bring_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step bring.model_settings
    \set file 20_capturing/68_bring_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step bring.ai_configs
    \set file 20_capturing/68_bring_ai_configs.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.prompt_configs
    \set file 20_capturing/67_looked_up_prompt_configs.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.model_settings
    \set file 20_capturing/67_looked_up_model_settings.rollback.sql
    \ir ../run_step.psql
    \set step looked_up.ai_configs
    \set file 20_capturing/67_looked_up_ai_configs.rollback.sql
    \ir ../run_step.psql
    SELECT migration.end_cancel(:'migration', :'data_set') \gset ignored_
\endif
SELECT migration.release(:'migration') \gset ignored_
