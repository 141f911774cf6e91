-- Schemas of 1. Shop & *stock*
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 05_schemas_ai-management.rollback.sql

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

--: Create the schema shop when it is missing, and let the roles look names up.
DO $schema_target$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_namespace AS n
        WHERE n.nspname = 'shop'
    ) THEN
        CREATE SCHEMA shop AUTHORIZATION migration_owner;
        COMMENT ON SCHEMA shop IS
            'The new tables of 1. Shop & *stock* (made by the migration ai-management).';
    END IF;
    GRANT USAGE, CREATE ON SCHEMA shop TO migration_owner;
    GRANT USAGE ON SCHEMA shop TO migration_sync, migration_runner;
END
$schema_target$;

--: Create the schema migration_ai_management when it is missing, and let the roles look names up.
DO $schema_work$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_namespace AS n
        WHERE n.nspname = 'migration_ai_management'
    ) THEN
        CREATE SCHEMA migration_ai_management AUTHORIZATION migration_owner;
        COMMENT ON SCHEMA migration_ai_management IS
            'What 1. Shop & *stock* works with until it is completed (made by the migration ai-management).';
    END IF;
    GRANT USAGE, CREATE ON SCHEMA migration_ai_management TO migration_owner, migration_sync;
    GRANT USAGE ON SCHEMA migration_ai_management TO migration_sync, migration_runner;
END
$schema_work$;

--: Let the sync role look names up among the legacy tables, which it keeps current after a switch.
GRANT USAGE ON SCHEMA public TO migration_sync;

COMMIT;
