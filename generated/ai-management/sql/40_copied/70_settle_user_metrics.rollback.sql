-- Mapping user_metrics to ai_user_metrics: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_settle_user_metrics.apply.sql

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
DROP PROCEDURE IF EXISTS migration_ai_management.user_metrics_redrive();

--: The procedure that drains the journal
DROP PROCEDURE IF EXISTS migration_ai_management.user_metrics_replay(integer);

--: The routine that replays a few keys
DROP FUNCTION IF EXISTS migration_ai_management.user_metrics_replay_batch(integer);
