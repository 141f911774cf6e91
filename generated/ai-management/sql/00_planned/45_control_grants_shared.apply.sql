-- Who may read and write what
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 45_control_grants_shared.rollback.sql

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

--: Give nobody rights by default, whatever the database's defaults are.
REVOKE ALL ON ALL TABLES IN SCHEMA migration FROM PUBLIC;

--: The same for the functions.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA migration FROM PUBLIC;

--: Not even the owner changes the past.
REVOKE UPDATE, DELETE, TRUNCATE ON migration.migration_events FROM migration_owner;

--: Let the runner read everything.
GRANT SELECT ON ALL TABLES IN SCHEMA migration TO migration_runner;

--: Let the runner write what copies and comparisons leave; all else goes through functions.
GRANT INSERT, UPDATE, DELETE
    ON migration.mapping_estimate,
        migration.backfill_range,
        migration.backfill_batch,
        migration.validation_run,
        migration.validation_result,
        migration.unknown_value,
        migration.difference
    TO migration_runner;

--: Let rows leave the quarantine when they are carried over or deleted.
GRANT SELECT, DELETE ON migration.quarantine TO migration_runner, migration_sync;

--: Let the capture make ids and fill and empty the quarantine.
GRANT EXECUTE
    ON FUNCTION
        migration.uuid_from_bigint(bigint, bigint),
        migration.bigint_from_uuid(uuid),
        migration.uuid_from_text(bigint, text),
        migration.quarantine_row(text, text, jsonb, jsonb, text, text, text),
        migration.unquarantine_row(text, text, jsonb)
    TO migration_sync;

--: Let auditors and approvers see what was done, but no data of rows.
GRANT SELECT
    ON migration.migration,
        migration.data_set,
        migration.environment,
        migration.term,
        migration.gate,
        migration.gate_result,
        migration.approval,
        migration.ownership,
        migration.migration_events,
        migration.migration_status,
        migration.step_run,
        migration.validation_run,
        migration.validation_result,
        migration.status,
        migration.progress,
        migration.validation
    TO migration_auditor, migration_approver;

--: Let auditors check the log.
GRANT EXECUTE
    ON FUNCTION
        migration.event_hash(migration.migration_events),
        migration.verify_events(),
        migration.event_head(),
        migration.step_state(text, text),
        migration.look_at_gates(text, text, text)
    TO migration_auditor;

COMMIT;
