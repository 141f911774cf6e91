-- Failure of a step
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 23_control_steps_fail_shared.rollback.sql

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

--: Define how the failure of a step is remembered.
CREATE OR REPLACE FUNCTION migration.fail_step(
    migration text,
    step text,
    action text,
    sqlstate text,
    message text
)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $fail_step$
BEGIN
    UPDATE migration.step_run AS r
    SET state = 'failed',
        finished_at = clock_timestamp(),
        sqlstate = fail_step.sqlstate,
        message = fail_step.message
    WHERE r.migration = fail_step.migration
        AND r.step = fail_step.step
        AND r.action = fail_step.action
        AND r.state = 'running';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nobody has begun to % the step % of %', action, step, fail_step.migration
        USING ERRCODE = 'MG045', DETAIL = format('%s: %s', fail_step.sqlstate, fail_step.message);
    END IF;
    PERFORM migration.record_event(
        fail_step.migration,
        'step_failed',
        fail_step.step,
        jsonb_build_object(
            'action', fail_step.action,
            'sqlstate', fail_step.sqlstate,
            'message', fail_step.message
        )
    );
    PERFORM migration.set_status(c.migration, c.component, 'failed', fail_step.message)
    FROM migration.step AS s
    INNER JOIN migration.component_span AS c ON c.migration = s.migration
    INNER JOIN migration.phase AS p ON p.name = s.phase
    WHERE s.migration = fail_step.migration
        AND s.step = fail_step.step
        AND c.status IN ('in_progress', 'paused')
        AND p.position BETWEEN c.starts_at AND c.completes_at;
END
$fail_step$;

--: Define how a script stops after a failure, so that psql ends with an error.
CREATE OR REPLACE FUNCTION migration.stop(migration text, step text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $stop$
DECLARE
    failed migration.step_run;
BEGIN
    SELECT r.* INTO failed
    FROM migration.step_run AS r
    WHERE r.migration = stop.migration AND r.step = stop.step AND r.state = 'failed'
    ORDER BY r.run DESC
    LIMIT 1;
    RAISE EXCEPTION 'the step % of % failed', stop.step, stop.migration
    USING
        ERRCODE = 'MG043',
        DETAIL = format('%s (SQLSTATE %s)', failed.message, failed.sqlstate),
        HINT = 'Remove the cause, then run the same again: it resumes with this step.';
END
$stop$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('fail_step(text, text, text, text, text)', 'The step that was begun has failed: why.'),
        ('stop(text, text)', 'Fail with the reason for which the step failed last.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
