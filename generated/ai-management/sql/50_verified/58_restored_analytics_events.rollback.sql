-- Mapping analytics_events to ai_analytics_events: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_analytics_events.apply.sql

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

--: The way back
DROP VIEW IF EXISTS migration_ai_management.analytics_events_restored;

--: The legacy rows
DROP VIEW IF EXISTS migration_ai_management.analytics_events_legacy_rows;

COMMIT;
