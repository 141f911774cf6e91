-- Mapping error_tracking to ai_errors: the routines that copy history in batches.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_copier_error_tracking.apply.sql

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

--: The procedure that copied history
DROP PROCEDURE IF EXISTS migration_ai_management.error_tracking_backfill(interval);

--: The routine that copied one batch
DROP FUNCTION IF EXISTS migration_ai_management.error_tracking_copy_batch(integer, bigint, bigint);

--: The routine that planned the ranges
DROP FUNCTION IF EXISTS migration_ai_management.error_tracking_plan_ranges(integer);

COMMIT;
