-- An event for every change of a status
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 16_control_status_events_shared.rollback.sql

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

--: Define that every change of a status is an event.
CREATE OR REPLACE FUNCTION migration.record_status()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $record_status$
BEGIN
    IF tg_op = 'INSERT' OR new.status <> old.status THEN
        PERFORM migration.record_event(
            new.migration,
            'status_changed',
            new.component,
            jsonb_build_object(
                'from', CASE WHEN tg_op = 'UPDATE' THEN old.status END,
                'to', new.status,
                'attempt', new.attempt,
                'error', new.error_message
            )
        );
    END IF;
    RETURN NULL;
END
$record_status$;

--: Attach both to the status, also in replication.
DO $status_triggers$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_trigger AS t
        WHERE t.tgrelid = 'migration.migration_status'::regclass
            AND t.tgname = 'record_status'
    ) THEN
        CREATE TRIGGER check_status
            BEFORE INSERT OR UPDATE ON migration.migration_status
            FOR EACH ROW EXECUTE FUNCTION migration.check_status();
        CREATE TRIGGER record_status
            AFTER INSERT OR UPDATE ON migration.migration_status
            FOR EACH ROW EXECUTE FUNCTION migration.record_status();
        ALTER TABLE migration.migration_status ENABLE ALWAYS TRIGGER check_status;
        ALTER TABLE migration.migration_status ENABLE ALWAYS TRIGGER record_status;
    END IF;
END
$status_triggers$;

--: Say in the catalog what it does.
COMMENT ON FUNCTION migration.record_status() IS
    'Trigger that makes every change of a status an event.';

COMMIT;
