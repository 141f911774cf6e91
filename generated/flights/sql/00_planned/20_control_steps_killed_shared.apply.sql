-- Attempts whose session was killed
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 20_control_steps_killed_shared.rollback.sql

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

--: Define how runs are closed whose server process is gone.
CREATE OR REPLACE FUNCTION migration.fail_killed_runs(migration text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $fail_killed_runs$
DECLARE
    killed record;
BEGIN
    FOR killed IN
        UPDATE migration.step_run AS r
        SET state = 'failed',
            finished_at = clock_timestamp(),
            sqlstate = '57P01',
            message = 'killed'
        WHERE r.migration = fail_killed_runs.migration
            AND r.state = 'running'
            -- A session that begins a step is not in the middle of one.
            AND (r.backend_pid = pg_backend_pid() OR NOT EXISTS (
                SELECT
                FROM pg_stat_activity AS a
                WHERE a.pid = r.backend_pid
                    -- Without pg_read_all_stats the start is hidden, and the number must do.
                    AND coalesce(a.backend_start = r.backend_start, true)
            ))
        RETURNING r.run, r.step, r.action
    LOOP
        PERFORM migration.record_event(
            fail_killed_runs.migration,
            'step_killed',
            killed.step,
            jsonb_build_object('run', killed.run, 'action', killed.action)
        );
    END LOOP;
END
$fail_killed_runs$;

--: Say in the catalog what it does.
COMMENT ON FUNCTION migration.fail_killed_runs(text) IS
    'Close the runs whose server process is gone.';

COMMIT;
