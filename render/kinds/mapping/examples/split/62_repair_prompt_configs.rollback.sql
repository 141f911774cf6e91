-- Mapping prompt_configs to prompts: rows are repaired from their owner.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 62_repair_prompt_configs.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

BEGIN;

--: The repair of all that is named
DROP PROCEDURE IF EXISTS migration_ai_management.prompt_configs_repair_named();

--: The repair of a batch
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_repair_batch(jsonb[]);

--: The repair of some keys
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_repair(jsonb[]);

--: The repair of a retired row
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_repair_retired(bigint);

--: The repair of target rows
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_repair_target(bigint);

--: What is held of a key
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_held(bigint);

--: What the last comparison names
DROP FUNCTION IF EXISTS migration_ai_management.prompt_configs_named();

COMMIT;
