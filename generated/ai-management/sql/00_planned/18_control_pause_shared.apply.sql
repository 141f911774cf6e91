-- Pausing and resuming a migration
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 18_control_pause_shared.rollback.sql

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

--: Define how an operator stops the beginning of further steps and batches.
CREATE OR REPLACE FUNCTION migration.pause(migration text, reason text)
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $pause$
BEGIN
    IF coalesce(trim(reason), '') = '' THEN
        RAISE EXCEPTION 'a pause of % needs a reason', pause.migration
        USING ERRCODE = 'MG054', HINT = 'Say why; whoever finds it paused will want to know.';
    END IF;
    UPDATE migration.control AS c
    SET paused = true,
        pause_reason = pause.reason,
        updated_at = clock_timestamp()
    WHERE c.migration = pause.migration AND NOT c.paused;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM migration.record_event(
        pause.migration, 'paused', pause.migration, jsonb_build_object('reason', pause.reason)
    );
    PERFORM migration.set_status(s.migration, s.component, 'paused', pause.reason)
    FROM migration.migration_status AS s
    WHERE s.migration = pause.migration AND s.status = 'in_progress';
    RETURN true;
END
$pause$;

--: Define how an operator lets it go on.
CREATE OR REPLACE FUNCTION migration.resume(migration text)
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $resume$
BEGIN
    UPDATE migration.control AS c
    SET paused = false,
        pause_reason = NULL,
        updated_at = clock_timestamp()
    WHERE c.migration = resume.migration AND c.paused;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM migration.record_event(resume.migration, 'resumed', resume.migration);
    PERFORM migration.set_status(s.migration, s.component, 'in_progress')
    FROM migration.migration_status AS s
    WHERE s.migration = resume.migration AND s.status = 'paused';
    RETURN true;
END
$resume$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('pause(text, text)', 'Let no further step or batch begin; false when paused already.'),
        ('resume(text)', 'Let steps and batches begin again; false when not paused.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
