-- Control schema that all migrations of the database share
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 02_control_schema_shared.rollback.sql

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

--: Let no other migration change the control schema at the same time.
DO $one_at_a_time$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
END
$one_at_a_time$;

--: Create the schema that remembers what every migration of this database has done.
CREATE SCHEMA IF NOT EXISTS migration AUTHORIZATION migration_owner;

--: Give nobody the right to call what captures changes; triggers need no such right.
ALTER DEFAULT PRIVILEGES FOR ROLE migration_sync REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

--: Work as the owner of the control schema, without names of others.
DO $work_as_owner$
BEGIN
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    PERFORM pg_catalog.set_config('role', 'migration_owner', true);
END
$work_as_owner$;

--: Keep everybody out who is not named.
REVOKE ALL ON SCHEMA migration FROM PUBLIC;

--: Let the roles of the migrations look names up.
GRANT USAGE ON SCHEMA migration
    TO migration_sync, migration_runner, migration_approver, migration_auditor;

--: Give nobody the right to call what the owner creates, unless it is granted by name.
ALTER DEFAULT PRIVILEGES FOR ROLE migration_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

--: Say what the schema is for.
COMMENT ON SCHEMA migration IS
    'Control schema of Changeover, shared by all migrations of this database.';

COMMIT;
