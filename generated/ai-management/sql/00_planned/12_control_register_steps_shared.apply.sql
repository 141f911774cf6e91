-- Registration of steps
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 12_control_register_steps_shared.rollback.sql

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

--: Define how a step becomes part of the plan, unless other content of it is in force.
CREATE OR REPLACE FUNCTION migration.register_step(
    migration text,
    step text,
    phase text,
    "position" int,
    sha256_apply text,
    sha256_rollback text,
    data_set text DEFAULT NULL
)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $register_step$
DECLARE
    in_force text := migration.applied_sha256(register_step.migration, register_step.step);
BEGIN
    IF in_force <> register_step.sha256_apply THEN
        RAISE EXCEPTION 'the step % of % is applied with other content',
            register_step.step, register_step.migration
        USING
            ERRCODE = 'MG031',
            DETAIL = format('Applied: %s. Now: %s.', in_force, register_step.sha256_apply),
            HINT = format('Roll back to before the phase %s first, with the files that were '
                || 'applied.', register_step.phase);
    END IF;
    INSERT INTO migration.step AS known
    VALUES (
        register_step.migration,
        register_step.step,
        register_step.phase,
        register_step."position",
        register_step.sha256_apply,
        register_step.sha256_rollback,
        register_step.data_set
    )
    ON CONFLICT ON CONSTRAINT step_pkey DO UPDATE SET
        phase = excluded.phase,
        position = excluded.position,
        sha256_apply = excluded.sha256_apply,
        sha256_rollback = excluded.sha256_rollback,
        data_set = excluded.data_set
    WHERE known IS DISTINCT FROM excluded;
END
$register_step$;

--: Define how steps leave the plan, unless one of them is in force.
CREATE OR REPLACE FUNCTION migration.forget_other_steps(migration text, steps text[])
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $forget_other_steps$
DECLARE
    in_force text;
BEGIN
    SELECT string_agg(s.step, ', ' ORDER BY s.position) INTO in_force
    FROM migration.step AS s
    WHERE s.migration = forget_other_steps.migration
        AND s.step <> ALL (forget_other_steps.steps)
        AND migration.applied_sha256(s.migration, s.step) IS NOT NULL;
    IF in_force IS NOT NULL THEN
        RAISE EXCEPTION 'applied steps of % are no longer in its plan',
            forget_other_steps.migration
        USING
            ERRCODE = 'MG032',
            DETAIL = format('Applied, and not in the plan: %s.', in_force),
            HINT = 'Roll them back first, with the files that were applied.';
    END IF;
    DELETE FROM migration.step AS s
    WHERE s.migration = forget_other_steps.migration
        AND s.step <> ALL (forget_other_steps.steps);
END
$forget_other_steps$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('register_step(text, text, text, int, text, text, text)', 'Make a step part of the plan.'),
        ('forget_other_steps(text, text[])', 'Take all other steps out of the plan.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
