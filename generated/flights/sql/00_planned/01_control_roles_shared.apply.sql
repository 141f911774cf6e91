-- Roles that own, synchronise, run, approve and audit
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 01_control_roles_shared.rollback.sql

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

--: Create the roles that own, synchronise, run, approve and audit; those that exist stay.
DO $control_roles$
DECLARE
    wanted name;
BEGIN
    FOREACH wanted IN ARRAY '{migration_owner, migration_sync, migration_runner,
                              migration_approver, migration_auditor}'::name[]
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE r.rolname = wanted);
        BEGIN
            EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', wanted);
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN
                NULL; -- Another session was faster.
            WHEN insufficient_privilege THEN
                RAISE EXCEPTION 'the role % is missing and % may not create it',
                    wanted, current_user
                USING
                    ERRCODE = 'MG011',
                    HINT = 'Apply this step once as a superuser or as a role with CREATEROLE.';
        END;
    END LOOP;
END
$control_roles$;

--: Let whoever applies this act for the roles that own, synchronise and run.
DO $control_memberships$
DECLARE
    wanted name;
    -- From 16 on, a member may be without the right to SET ROLE.
    acting text := CASE
        WHEN pg_catalog.current_setting('server_version_num')::int >= 160000 THEN 'SET'
        ELSE 'MEMBER'
    END;
BEGIN
    FOREACH wanted IN ARRAY '{migration_owner, migration_sync, migration_runner}'::name[]
    LOOP
        CONTINUE WHEN pg_catalog.pg_has_role(current_user, wanted, acting)
            AND pg_catalog.pg_has_role(current_user, wanted, 'USAGE');
        BEGIN
            EXECUTE pg_catalog.format('GRANT %I TO CURRENT_USER', wanted);
        EXCEPTION
            WHEN unique_violation THEN
                NULL; -- Another session was faster.
            WHEN insufficient_privilege THEN
                RAISE EXCEPTION '% is not a member of the role % and may not become one',
                    current_user, wanted
                USING
                    ERRCODE = 'MG011',
                    HINT = pg_catalog.format(
                        'As a superuser, run: GRANT %I TO %I;', wanted, current_user
                    );
        END;
    END LOOP;
END
$control_memberships$;

--: Let the owner see which sessions live and how far the replicas are, if that may be granted.
DO $control_statistics$
BEGIN
    IF NOT pg_catalog.pg_has_role('migration_owner', 'pg_read_all_stats', 'USAGE') THEN
        GRANT pg_read_all_stats TO migration_owner;
    END IF;
EXCEPTION
    WHEN insufficient_privilege OR unique_violation THEN
        NULL; -- Without it the throttle sees no replication lag.
END
$control_statistics$;

COMMIT;
