-- State of a step, judged by its attempts
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 10_control_steps_state_shared.rollback.sql

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

--: Define the state of a step, which is what its last run left.
CREATE OR REPLACE FUNCTION migration.step_state(migration text, step text)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $step_state$
    SELECT coalesce(
        (
            SELECT CASE
                WHEN r.state <> 'done' THEN r.state
                WHEN r.action = 'apply' THEN 'applied'
                ELSE 'pending'
            END
            FROM migration.step_run AS r
            WHERE r.migration = step_state.migration
                AND r.step = step_state.step
                AND r.action <> 'verify'
            ORDER BY r.run DESC
            LIMIT 1
        ),
        'pending'
    )
$step_state$;

--: Define the content in force of a step: what was last applied and not rolled back.
CREATE OR REPLACE FUNCTION migration.applied_sha256(migration text, step text)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $applied_sha256$
    SELECT CASE WHEN r.action = 'apply' THEN r.sha256 END
    FROM migration.step_run AS r
    WHERE r.migration = applied_sha256.migration
        AND r.step = applied_sha256.step
        AND r.action <> 'verify'
        AND r.state = 'done'
    ORDER BY r.run DESC
    LIMIT 1
$applied_sha256$;

--: Say in the catalog what these objects are.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('FUNCTION migration.step_state(text, text)', 'applied, pending, failed or running.'),
        ('FUNCTION migration.applied_sha256(text, text)', 'Hash of what is in force, or NULL.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
