-- End of a phase
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 25_control_phases_end_shared.rollback.sql

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

--: Define how a phase ends: all of it is applied, so data sets and components move on.
CREATE OR REPLACE FUNCTION migration.end_phase(migration text, phase text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $end_phase$
DECLARE
    here int := migration.phase_position(end_phase.phase);
    missing text;
    moved record;
BEGIN
    SELECT string_agg(s.step, ', ' ORDER BY s.position) INTO missing
    FROM migration.live_step AS s
    WHERE s.migration = end_phase.migration
        AND s.phase = end_phase.phase
        AND migration.step_state(s.migration, s.step) <> 'applied';
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'the phase % of % is not finished', phase, end_phase.migration
        USING
            ERRCODE = 'MG062',
            DETAIL = format('Not applied: %s.', missing),
            HINT = 'Apply the phase again: it resumes with these steps.';
    END IF;
    FOR moved IN
        UPDATE migration.data_set AS d
        SET phase = end_phase.phase,
            changed_at = clock_timestamp()
        FROM migration.phase AS p
        WHERE d.migration = end_phase.migration
            AND p.name = d.phase
            AND p.position < here
        RETURNING d.name, p.name AS before
    LOOP
        PERFORM migration.record_event(
            end_phase.migration,
            'phase_reached',
            moved.name,
            jsonb_build_object('from', moved.before, 'to', end_phase.phase)
        );
    END LOOP;
    PERFORM migration.set_status(c.migration, c.component, 'completed')
    FROM migration.component_span AS c
    WHERE c.migration = end_phase.migration
        AND c.completes_at = here
        AND c.status <> 'completed'
        AND NOT EXISTS (
            SELECT
            FROM migration.data_set AS d
            WHERE (d.migration, d.name) = (c.migration, c.data_set)
                AND d.phase IN ('cancelling', 'cancelled')
        );
END
$end_phase$;

--: Say in the catalog what it does.
COMMENT ON FUNCTION migration.end_phase(text, text) IS
    'End a phase, or say what is not applied yet.';

COMMIT;
