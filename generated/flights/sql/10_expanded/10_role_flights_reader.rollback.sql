-- Role flights_reader
-- Generated from specs/flights/roles/flights_reader.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 10_role_flights_reader.apply.sql

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

--: Take the role's right to look names up away again, where there is one.
DO $usage$
BEGIN
    IF EXISTS (
        SELECT
        FROM pg_catalog.pg_namespace AS n
        CROSS JOIN pg_catalog.aclexplode(n.nspacl) AS granted
        INNER JOIN pg_catalog.pg_roles AS r ON r.oid = granted.grantee
        WHERE n.nspname = 'flights'
            AND r.rolname = 'flights_reader'
    ) THEN
        REVOKE USAGE ON SCHEMA flights FROM flights_reader;
    END IF;
END
$usage$;

--: Drop the role when this migration made it and nothing else needs it.
DO $role$
DECLARE
    note text := (
        SELECT pg_catalog.shobj_description(r.oid, 'pg_authid')
        FROM pg_catalog.pg_roles AS r
        WHERE r.rolname = 'flights_reader'
    );
BEGIN
    IF note IS NULL OR pg_catalog.strpos(note, '(made by the migration flights)') = 0 THEN
        RETURN;
    END IF;
    DROP ROLE IF EXISTS flights_reader;
EXCEPTION
    WHEN dependent_objects_still_exist THEN
        PERFORM pg_catalog.set_config('client_min_messages', 'notice', true);
        RAISE NOTICE 'the role % stays: other objects or databases still need it',
            'flights_reader';
END
$role$;

COMMIT;
