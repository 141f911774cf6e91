-- Mapping model_settings to ai_model_prices: the routines that compare every row.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 60_validator_model_settings_ai_model_prices.apply.sql

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

--: The gate
DROP FUNCTION IF EXISTS migration_ai_management.model_settings_ai_model_prices_gate();

--: The procedure that compares in one snapshot
DROP PROCEDURE IF EXISTS migration_ai_management.model_settings_ai_model_prices_validate();

--: The routine that compares
DROP FUNCTION IF EXISTS migration_ai_management.model_settings_ai_model_prices_compare();

--: The view of what must be there
DROP VIEW IF EXISTS migration_ai_management.model_settings_ai_model_prices_expected;

--: The view of what is there
DROP VIEW IF EXISTS migration_ai_management.model_settings_ai_model_prices_actual;

COMMIT;
