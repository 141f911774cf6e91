-- Component api_migration: Legacy routes answered by the new API
-- Generated from specs/ai-management/components/api_migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_component_api_migration.rollback.sql

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
        'api_migration',
        NULL,
        'rolling_out',
        'finalized'
    );
END
$component$;

COMMIT;
