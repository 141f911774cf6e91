-- End of a step
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 22_control_steps_end_shared.rollback.sql

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

--: Define how a run of a step ends well.
CREATE OR REPLACE FUNCTION migration.end_step(migration text, step text, action text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $end_step$
DECLARE
    ended migration.step_run;
BEGIN
    UPDATE migration.step_run AS r
    SET state = 'done',
        finished_at = clock_timestamp(),
        xid = pg_current_xact_id()
    WHERE r.migration = end_step.migration
        AND r.step = end_step.step
        AND r.action = end_step.action
        AND r.state = 'running'
    RETURNING r.* INTO ended;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nobody has begun to % the step % of %', action, step, end_step.migration
        USING ERRCODE = 'MG045', HINT = 'Call migration.begin_step first.';
    END IF;
    IF ended.action <> 'verify' THEN
        PERFORM migration.record_event(
            ended.migration,
            CASE ended.action WHEN 'apply' THEN 'step_applied' ELSE 'step_rolled_back' END,
            ended.step,
            jsonb_build_object('run', ended.run, 'sha256', ended.sha256)
        );
    END IF;
END
$end_step$;

--: Say in the catalog what it does.
COMMENT ON FUNCTION migration.end_step(text, text, text) IS
    'The step that was begun is done.';

COMMIT;
