-- Beginning of a step
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 21_control_steps_begin_shared.rollback.sql

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

--: Define how a run of a step begins; false says that there is nothing to do.
CREATE OR REPLACE FUNCTION migration.begin_step(migration text, step text, action text)
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_step$
DECLARE
    planned migration.step;
    reached text;
    reason text;
    other int;
BEGIN
    SELECT s.* INTO planned
    FROM migration.step AS s
    WHERE s.migration = begin_step.migration AND s.step = begin_step.step
    FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the step % is not in the plan of %', begin_step.step, begin_step.migration
        USING ERRCODE = 'MG033', HINT = 'Apply the register step of the migration first.';
    END IF;

    PERFORM migration.fail_killed_runs(begin_step.migration);
    SELECT d.phase INTO reached
    FROM migration.data_set AS d
    WHERE (d.migration, d.name) = (planned.migration, planned.data_set);
    IF begin_step.action = 'apply' THEN
        -- A data set that is given up needs nothing but what stays.
        IF reached IN ('cancelling', 'cancelled')
            AND migration.phase_position(planned.phase) > migration.phase_position('expanded')
        THEN
            RETURN false;
        END IF;
        IF migration.step_state(planned.migration, planned.step) = 'applied'
            AND migration.applied_sha256(planned.migration, planned.step) = planned.sha256_apply
            -- Whoever takes tables off hold by the file alone leaves the step as it was recorded.
            AND NOT (planned.phase = 'holding' AND reached = 'finalized')
        THEN
            RETURN false;
        END IF;
        PERFORM migration.refuse_changed(planned.migration, planned.step);
        SELECT c.pause_reason INTO reason
        FROM migration.control AS c
        WHERE c.migration = begin_step.migration AND c.paused;
        IF FOUND THEN
            RAISE EXCEPTION '% is paused: %', begin_step.migration, reason
            USING ERRCODE = 'MG042', HINT = 'Run: changeover resume';
        END IF;
    ELSIF begin_step.action = 'rollback'
        AND reached = 'cancelling'
        AND migration.step_state(planned.migration, planned.step) = 'pending'
    THEN
        RETURN false;
    ELSIF begin_step.action = 'rollback' AND planned.phase = 'switched' THEN
        -- A switch is given back by its own rollback, unless legacy has everything already.
        IF migration.step_state(planned.migration, planned.step) = 'pending'
            AND migration.owner_of(planned.migration, split_part(planned.step, '.', 2)) = 'legacy'
        THEN
            RETURN false;
        END IF;
    -- What is given up belongs to the legacy tables, whoever owns the other data sets; after the
    -- switch, every step knows by itself whether there is a way back.
    ELSIF begin_step.action = 'rollback'
        AND reached IS DISTINCT FROM 'cancelling'
        AND planned.phase NOT IN ('finalized', 'holding')
    THEN
        PERFORM migration.refuse_after_switch(begin_step.migration);
    END IF;

    SELECT r.backend_pid INTO other
    FROM migration.step_run AS r
    WHERE r.migration = planned.migration AND r.step = planned.step AND r.state = 'running'
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the step % of % is running in another session', step, begin_step.migration
        USING
            ERRCODE = 'MG041',
            DETAIL = format('Server process %s.', other),
            HINT = 'Wait until it has finished.';
    END IF;

    INSERT INTO migration.step_run (migration, step, action, state, sha256, backend_start)
    SELECT
        planned.migration,
        planned.step,
        begin_step.action,
        'running',
        CASE WHEN action = 'rollback' THEN planned.sha256_rollback ELSE planned.sha256_apply END,
        a.backend_start
    FROM pg_stat_activity AS a
    WHERE a.pid = pg_backend_pid();
    RETURN true;
END
$begin_step$;

--: Say in the catalog what it does.
COMMENT ON FUNCTION migration.begin_step(text, text, text) IS
    'Begin to apply, roll back or verify a step; false when this content of it is applied already.';

COMMIT;
