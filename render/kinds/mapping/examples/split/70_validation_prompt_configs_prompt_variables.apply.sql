-- Mapping prompt_configs to prompt_variables: compares every row, in one snapshot.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_validation_prompt_configs_prompt_variables.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Wait for a TRUNCATE to end; what this asks for is in nobody's way
SET lock_timeout = '30s';

--: Past the point of no return one name is left, and nothing keeps it in step with another
SELECT migration.refuse_final('ai-management', 'settings');

--: Drain the journal first
CALL migration_ai_management.prompt_configs_replay();

--: Compare every row in one snapshot and store the result
CALL migration_ai_management.prompt_configs_prompt_variables_validate();

--: Go on only when nothing differs
SELECT migration_ai_management.prompt_configs_prompt_variables_gate();
