-- Schemas of Flights of New York
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 05_schemas_flights.rollback.sql

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

--: Create the schema flights when it is missing, and let the roles look names up.
DO $schema_target$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_namespace AS n
        WHERE n.nspname = 'flights'
    ) THEN
        CREATE SCHEMA flights AUTHORIZATION migration_owner;
        COMMENT ON SCHEMA flights IS
            'The new tables of Flights of New York (made by the migration flights).';
    END IF;
    GRANT USAGE, CREATE ON SCHEMA flights TO migration_owner;
    GRANT USAGE ON SCHEMA flights TO migration_sync, migration_runner;
END
$schema_target$;

--: Create the schema migration_flights when it is missing, and let the roles look names up.
DO $schema_work$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_namespace AS n
        WHERE n.nspname = 'migration_flights'
    ) THEN
        CREATE SCHEMA migration_flights AUTHORIZATION migration_owner;
        COMMENT ON SCHEMA migration_flights IS
            'What Flights of New York works with until it is completed (made by the migration flights).';
    END IF;
    GRANT USAGE, CREATE ON SCHEMA migration_flights TO migration_owner, migration_sync;
    GRANT USAGE ON SCHEMA migration_flights TO migration_sync, migration_runner;
END
$schema_work$;

--: Let the sync role look names up among the legacy tables, which it keeps current after a switch.
GRANT USAGE ON SCHEMA nyc TO migration_sync;

COMMIT;
