-- Schemas of Flights of New York
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 05_schemas_flights.apply.sql

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

--: The sync role has nothing to look up among the legacy tables any more.
REVOKE USAGE ON SCHEMA nyc FROM migration_sync;

--: Drop the schema migration_flights when this migration made it and it is empty.
DO $schema_work$
DECLARE
    note text := (
        SELECT pg_catalog.obj_description(n.oid, 'pg_namespace')
        FROM pg_catalog.pg_namespace AS n
        WHERE n.nspname = 'migration_flights'
    );
BEGIN
    IF note IS NULL OR pg_catalog.strpos(note, '(made by the migration flights)') = 0 THEN
        RETURN;
    END IF;
    DROP SCHEMA migration_flights RESTRICT;
EXCEPTION
    WHEN dependent_objects_still_exist THEN
        RAISE WARNING 'the schema % stays: somebody else has put something into it',
            'migration_flights';
END
$schema_work$;

--: Drop the schema flights when this migration made it and it is empty.
DO $schema_target$
DECLARE
    note text := (
        SELECT pg_catalog.obj_description(n.oid, 'pg_namespace')
        FROM pg_catalog.pg_namespace AS n
        WHERE n.nspname = 'flights'
    );
BEGIN
    IF note IS NULL OR pg_catalog.strpos(note, '(made by the migration flights)') = 0 THEN
        RETURN;
    END IF;
    DROP SCHEMA flights RESTRICT;
EXCEPTION
    WHEN dependent_objects_still_exist THEN
        RAISE WARNING 'the schema % stays: somebody else has put something into it',
            'flights';
END
$schema_target$;

COMMIT;
