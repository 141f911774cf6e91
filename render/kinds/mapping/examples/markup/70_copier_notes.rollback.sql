-- Mapping notes to remarks: the routines that copy history in batches.
-- Generated from specs/ai-management/mappings/notes.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_copier_notes.apply.sql

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
DROP PROCEDURE IF EXISTS migration_ai_management.notes_backfill(interval);

--: The routine that copied one batch
DROP FUNCTION IF EXISTS migration_ai_management.notes_copy_batch(integer, uuid, uuid);

--: The routine that planned the ranges
DROP FUNCTION IF EXISTS migration_ai_management.notes_plan_ranges(integer);

COMMIT;
