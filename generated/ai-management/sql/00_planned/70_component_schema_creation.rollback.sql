-- Component schema_creation: New schema beside the existing tables
-- Generated from specs/ai-management/components/schema_creation.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_component_schema_creation.apply.sql

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

-- Nothing to undo: what is registered here is the memory of the migration and stays.

COMMIT;
