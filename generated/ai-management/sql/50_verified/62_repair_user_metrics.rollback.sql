-- Mapping user_metrics to ai_user_metrics: rows are repaired from their owner.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 62_repair_user_metrics.apply.sql

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
DROP PROCEDURE IF EXISTS migration_ai_management.user_metrics_repair_named();

--: The repair of a batch
DROP FUNCTION IF EXISTS migration_ai_management.user_metrics_repair_batch(jsonb[]);

--: The repair of some keys
DROP FUNCTION IF EXISTS migration_ai_management.user_metrics_repair(jsonb[]);

--: The repair of a retired row
DROP FUNCTION IF EXISTS migration_ai_management.user_metrics_repair_retired(uuid, date);

--: The repair of target rows
DROP FUNCTION IF EXISTS migration_ai_management.user_metrics_repair_target(uuid, date);

--: What is held of a key
DROP FUNCTION IF EXISTS migration_ai_management.user_metrics_held(uuid, date);

--: What the last comparison names
DROP FUNCTION IF EXISTS migration_ai_management.user_metrics_named();

COMMIT;
