-- Mapping usage_logs to ai_usage_logs: the legacy name over the owner of the rows.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 84_names_usage_logs.apply.sql

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
DROP FUNCTION IF EXISTS migration_ai_management.usage_logs_dress();

--: The legacy name as a view
DROP VIEW IF EXISTS migration_ai_management.usage_logs;

--: The owner's rows in the words of the legacy table
DROP VIEW IF EXISTS migration_ai_management.usage_logs_legacy_form;

COMMIT;
