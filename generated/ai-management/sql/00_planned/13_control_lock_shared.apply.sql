-- One session at a time applies a migration
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 13_control_lock_shared.rollback.sql

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

--: Work as the owner of the control schema, one migration at a time, without names of others.
DO $work_as_owner$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    PERFORM pg_catalog.set_config('role', 'migration_owner', true);
END
$work_as_owner$;

--: Define the number by which sessions exclude each other from applying one migration.
CREATE OR REPLACE FUNCTION migration.lock_key(migration text)
RETURNS bigint
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
RETURN hashtextextended('migration ' || lock_key.migration, 0);

--: Define who is applying a migration now.
CREATE OR REPLACE FUNCTION migration.lock_holder(migration text)
RETURNS int
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $lock_holder$
    SELECT l.pid
    FROM pg_locks AS l
    WHERE l.locktype = 'advisory'
        AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
        AND l.objsubid = 1
        AND (l.classid::bigint << 32 | l.objid::bigint) = migration.lock_key(lock_holder.migration)
        AND l.granted
$lock_holder$;

--: Define how a session becomes the only one that applies a migration; whoever does is not awaited.
CREATE OR REPLACE FUNCTION migration.acquire(migration text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $acquire$
DECLARE
    other record;
BEGIN
    IF migration.lock_holder(acquire.migration) = pg_backend_pid() THEN
        RETURN;
    END IF;
    -- Whose client has gone holds it for the moment, up to 2 s, until the server has noticed.
    FOR attempt IN 1..50 LOOP
        IF pg_try_advisory_lock(migration.lock_key(acquire.migration)) THEN
            RETURN;
        END IF;
        PERFORM pg_sleep(0.05);
    END LOOP;
    SELECT a.pid, a.usename, a.backend_start INTO other
    FROM pg_stat_activity AS a
    WHERE a.pid = migration.lock_holder(acquire.migration);
    IF NOT FOUND AND pg_try_advisory_lock(migration.lock_key(acquire.migration)) THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'another session is applying %', acquire.migration
    USING
        ERRCODE = 'MG041',
        DETAIL = format('Server process %s, user %s, connected since %s.', other.pid,
            other.usename, coalesce(other.backend_start::text, 'an unknown time')),
        HINT = format('Wait until it has finished. To stop it: SELECT pg_terminate_backend(%s);',
            other.pid);
END
$acquire$;

--: Define how it lets others apply again.
CREATE OR REPLACE FUNCTION migration.release(migration text)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $release$
BEGIN
    RETURN migration.lock_holder(release.migration) IS NOT DISTINCT FROM pg_backend_pid()
        AND pg_advisory_unlock(migration.lock_key(release.migration));
END
$release$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('lock_key(text)', 'Key of the advisory lock of a migration.'),
        ('lock_holder(text)', 'Server process that is applying a migration, or NULL.'),
        ('acquire(text)', 'Be the only session that applies a migration, or fail.'),
        ('release(text)', 'Let others apply the migration; false if it was not held.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
