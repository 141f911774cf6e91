-- What must be true before a rollback
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 48_rollback_gate_shared.rollback.sql

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

--: Define what must be true before a phase is rolled back.
CREATE OR REPLACE FUNCTION migration.begin_rollback(migration text, phase text, because text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_rollback$
DECLARE
    here int := migration.phase_position(begin_rollback.phase);
    later record;
BEGIN
    IF coalesce(trim(because), '') = '' THEN
        RAISE EXCEPTION 'a rollback of % needs a reason', phase
        USING
            ERRCODE = 'MG063',
            HINT = 'Say why, with psql -v because=''…'' or changeover rollback --because …';
    END IF;

    PERFORM migration.refuse_after_switch(begin_rollback.migration);

    SELECT s.step, s.phase, migration.step_state(s.migration, s.step) AS state INTO later
    FROM migration.step AS s
    INNER JOIN migration.phase AS p ON p.name = s.phase
    WHERE s.migration = begin_rollback.migration
        AND p.position > here
        AND migration.step_state(s.migration, s.step) <> 'pending'
    ORDER BY s.position DESC
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the phase % cannot be rolled back before the phase %', phase, later.phase
        USING
            ERRCODE = 'MG065',
            DETAIL = pg_catalog.format('The step %s is %s.', later.step, later.state),
            HINT = pg_catalog.format('Roll back %s first.', later.phase);
    END IF;

    PERFORM migration.record_event(
        migration, 'rollback_begun', phase, jsonb_build_object('because', because)
    );
END
$begin_rollback$;

--: Let the runner call it.
GRANT EXECUTE ON FUNCTION migration.begin_rollback(text, text, text) TO migration_runner;

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.begin_rollback(text, text, text) IS
    'Refuses a rollback without a reason, out of order, or after the switch.';

COMMIT;
