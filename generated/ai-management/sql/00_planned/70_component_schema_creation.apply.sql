-- Component schema_creation: New schema beside the existing tables
-- Generated from specs/ai-management/components/schema_creation.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_component_schema_creation.rollback.sql

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

--: Register the component, so that the phases move its status.
DO $component$
BEGIN
    PERFORM migration.register_component(
        'ai-management',
        'schema_creation',
        NULL,
        'expanded',
        'expanded'
    );
END
$component$;

COMMIT;
