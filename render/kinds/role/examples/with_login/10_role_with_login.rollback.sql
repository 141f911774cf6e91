-- Role with_login
-- Generated from specs/example/roles/with_login.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 10_role_with_login.apply.sql

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
        WHERE n.nspname = 'example'
            AND r.rolname = 'with_login'
    ) THEN
        REVOKE USAGE ON SCHEMA example FROM with_login;
    END IF;
END
$usage$;

--: Drop the role when this migration made it and nothing else needs it.
DO $role$
DECLARE
    note text := (
        SELECT pg_catalog.shobj_description(r.oid, 'pg_authid')
        FROM pg_catalog.pg_roles AS r
        WHERE r.rolname = 'with_login'
    );
BEGIN
    IF note IS NULL OR pg_catalog.strpos(note, '(made by the migration example)') = 0 THEN
        RETURN;
    END IF;
    DROP ROLE IF EXISTS with_login;
EXCEPTION
    WHEN dependent_objects_still_exist THEN
        PERFORM pg_catalog.set_config('client_min_messages', 'notice', true);
        RAISE NOTICE 'the role % stays: other objects or databases still need it',
            'with_login';
END
$role$;

COMMIT;
