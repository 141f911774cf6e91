-- What is true after a phase was rolled back
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 26_control_phases_back_shared.rollback.sql

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

--: Define what is true after a phase was rolled back: its data sets are where they were before.
CREATE OR REPLACE FUNCTION migration.rollback_phase_done(migration text, phase text, because text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $rollback_phase_done$
DECLARE
    here int := migration.phase_position(rollback_phase_done.phase);
    before text;
    blocking text;
    moved record;
BEGIN
    IF coalesce(trim(because), '') = '' THEN
        RAISE EXCEPTION 'a rollback of % needs a reason', phase
        USING ERRCODE = 'MG063', HINT = 'Say why: it becomes part of the log.';
    END IF;
    PERFORM migration.refuse_after_switch(rollback_phase_done.migration);
    SELECT string_agg(s.step, ', ' ORDER BY s.position) INTO blocking
    FROM migration.step AS s
    WHERE s.migration = rollback_phase_done.migration
        AND s.phase = rollback_phase_done.phase
        AND migration.step_state(s.migration, s.step) <> 'pending';
    IF blocking IS NOT NULL THEN
        RAISE EXCEPTION 'the phase % is not rolled back completely', phase
        USING
            ERRCODE = 'MG066',
            DETAIL = format('Not rolled back: %s.', blocking),
            HINT = 'Roll the phase back again: it resumes with these steps.';
    END IF;
    SELECT p.name INTO before
    FROM migration.phase AS p
    WHERE p.position < here
        AND (p.position = 0 OR EXISTS (
            SELECT
            FROM migration.step AS s
            WHERE s.migration = rollback_phase_done.migration AND s.phase = p.name
        ))
    ORDER BY p.position DESC
    LIMIT 1;
    FOR moved IN
        UPDATE migration.data_set AS d
        SET phase = before,
            changed_at = clock_timestamp()
        FROM migration.phase AS p
        WHERE d.migration = rollback_phase_done.migration
            AND p.name = d.phase
            AND p.position >= here
            AND d.phase NOT IN ('cancelling', 'cancelled')
        RETURNING d.name, p.name AS was
    LOOP
        PERFORM migration.record_event(
            rollback_phase_done.migration,
            'phase_rolled_back',
            moved.name,
            jsonb_build_object('from', moved.was, 'to', before, 'because', because)
        );
    END LOOP;
    PERFORM migration.set_status(c.migration, c.component, 'rolled_back', because)
    FROM migration.component_span AS c
    WHERE c.migration = rollback_phase_done.migration
        AND here BETWEEN c.starts_at AND c.completes_at
        AND c.status NOT IN ('pending', 'rolled_back');
END
$rollback_phase_done$;

--: Say in the catalog what it does.
COMMENT ON FUNCTION migration.rollback_phase_done(text, text, text) IS
    'Note that a phase was rolled back, and why.';

COMMIT;
