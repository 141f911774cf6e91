-- Role ai_management_app
-- Generated from specs/ai-management/roles/ai_management_app.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 10_role_ai_management_app.rollback.sql

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

--: Create the role when it is missing; a role that exists stays as it is.
DO $role$
BEGIN
    IF EXISTS (
        SELECT
        FROM pg_catalog.pg_roles AS r
        WHERE r.rolname = 'ai_management_app'
    ) THEN
        RETURN;
    END IF;
    CREATE ROLE ai_management_app NOLOGIN;
    COMMENT ON ROLE ai_management_app IS
        'The AI management application; reads and changes its tables. (made by the migration ai-management)';
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        NULL; -- Another session was faster.
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the role % is missing and % may not create it',
            'ai_management_app', current_user
        USING
            ERRCODE = 'MG011',
            HINT = 'Apply this step once as a superuser or as a role with CREATEROLE.';
END
$role$;

--: Let the role look names up in the target schema; tables grant the rest.
GRANT USAGE ON SCHEMA ai_management TO ai_management_app;

COMMIT;
