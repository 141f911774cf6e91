-- Mapping performance_metrics to ai_performance_samples: the legacy name over the owner of the rows.
-- Generated from specs/ai-management/mappings/performance_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 84_names_performance_metrics.apply.sql

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

--: The routine that dresses the view
DROP FUNCTION IF EXISTS migration_ai_management.performance_metrics_dress();

--: The legacy name as a view
DROP VIEW IF EXISTS migration_ai_management.performance_metrics;

--: The owner's rows in the words of the legacy table
DROP VIEW IF EXISTS migration_ai_management.performance_metrics_legacy_form;

COMMIT;
