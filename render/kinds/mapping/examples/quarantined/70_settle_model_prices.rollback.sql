-- Mapping model_prices to ai_model_prices: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_settle_model_prices.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: The routine that brings quarantined rows in
DROP PROCEDURE IF EXISTS migration_ai_management.model_prices_redrive();

--: The procedure that drains the journal
DROP PROCEDURE IF EXISTS migration_ai_management.model_prices_replay(integer);

--: The routine that replays a few keys
DROP FUNCTION IF EXISTS migration_ai_management.model_prices_replay_batch(integer);
