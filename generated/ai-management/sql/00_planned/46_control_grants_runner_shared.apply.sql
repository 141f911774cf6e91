-- What the runner may call
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_control_grants_runner_shared.rollback.sql

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

--: Let the runner call everything that it needs to apply, roll back, copy and validate.
GRANT EXECUTE
    ON FUNCTION
        migration.record_event(text, text, text, jsonb),
        migration.verify_events(),
        migration.event_head(),
        migration.step_state(text, text),
        migration.applied_sha256(text, text),
        migration.lock_key(text),
        migration.lock_holder(text),
        migration.acquire(text),
        migration.release(text),
        migration.register_component(text, text, text, text, text),
        migration.set_status(text, text, text, text),
        migration.pause(text, text),
        migration.resume(text),
        migration.phase_position(text),
        migration.refuse_after_switch(text),
        migration.fail_killed_runs(text),
        migration.begin_step(text, text, text),
        migration.end_step(text, text, text),
        migration.fail_step(text, text, text, text, text),
        migration.stop(text, text),
        migration.begin_phase(text, text),
        migration.end_phase(text, text),
        migration.rollback_phase_done(text, text, text),
        migration.owner_of(text, text),
        migration.refuse_switched(text, text),
        migration.refuse_old_snapshot(),
        migration.refuse_cancelled(text, text),
        migration.look_at_gates(text, text, text),
        migration.check_gates(text, text, text),
        migration.demand_gates(text, text, text),
        migration.refuse_closed(text, text, text, boolean),
        migration.refuse_unchecked(text, text, text),
        migration.begin_switch(text, text),
        migration.begin_reverse(text, text, text),
        migration.is_final(text, text),
        migration.refuse_final(text, text),
        migration.begin_finalize(text, text),
        migration.finalize(text, text),
        migration.hold(text, text, text),
        migration.release_held(text, text, text),
        migration.begin_cancel(text, text, text),
        migration.end_cancel(text, text),
        migration.restart(text, text, text),
        migration.register_mapping(text, text, text),
        migration.forget_mapping(text, text),
        migration.quarantine_row(text, text, jsonb, jsonb, text, text, text),
        migration.unquarantine_row(text, text, jsonb),
        migration.throttle(text),
        migration.uuid_from_bigint(bigint, bigint),
        migration.bigint_from_uuid(uuid),
        migration.uuid_from_text(bigint, text)
    TO migration_runner;

COMMIT;
