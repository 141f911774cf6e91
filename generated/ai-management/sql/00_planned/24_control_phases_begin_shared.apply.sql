-- Beginning of a phase
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 24_control_phases_begin_shared.rollback.sql

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

--: Define how a phase begins: all before it is applied, and its components are in progress.
CREATE OR REPLACE FUNCTION migration.begin_phase(migration text, phase text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_phase$
DECLARE
    here int := migration.phase_position(begin_phase.phase);
    missing text;
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM migration.data_set AS d
        WHERE d.migration = begin_phase.migration AND d.phase NOT IN ('cancelling', 'cancelled')
    ) THEN
        PERFORM migration.refuse_cancelled(d.migration, d.name)
        FROM migration.data_set AS d
        WHERE d.migration = begin_phase.migration
        ORDER BY d.phase DESC, d.name;
    END IF;
    SELECT string_agg(format('%s (%s)', s.step, s.phase), ', ' ORDER BY s.position) INTO missing
    FROM migration.live_step AS s
    INNER JOIN migration.phase AS p ON p.name = s.phase
    WHERE s.migration = begin_phase.migration
        AND p.position < here
        AND migration.step_state(s.migration, s.step) <> 'applied';
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'the phase % of % cannot begin yet', phase, begin_phase.migration
        USING
            ERRCODE = 'MG061',
            DETAIL = format('Not applied: %s.', missing),
            HINT = 'Apply the phases before it first.';
    END IF;
    PERFORM migration.set_status(c.migration, c.component, 'in_progress')
    FROM migration.component_span AS c
    WHERE c.migration = begin_phase.migration
        AND here BETWEEN c.starts_at AND c.completes_at
        AND c.status IN ('pending', 'failed', 'rolled_back', 'paused')
        AND NOT EXISTS (
            SELECT
            FROM migration.data_set AS d
            WHERE (d.migration, d.name) = (c.migration, c.data_set)
                AND d.phase IN ('cancelling', 'cancelled')
        )
        AND NOT (SELECT o.paused FROM migration.control AS o WHERE o.migration = c.migration);
END
$begin_phase$;

--: Say in the catalog what it does.
COMMENT ON FUNCTION migration.begin_phase(text, text) IS
    'Begin a phase, or say what must be applied first.';

COMMIT;
