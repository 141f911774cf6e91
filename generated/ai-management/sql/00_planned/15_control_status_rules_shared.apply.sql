-- Allowed changes of a component's status
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 15_control_status_rules_shared.rollback.sql

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

--: Define which changes of a status are allowed, and what goes with each.
CREATE OR REPLACE FUNCTION migration.check_status()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $check_status$
BEGIN
    IF tg_op = 'INSERT' THEN
        IF new.status <> 'pending' OR new.attempt <> 0
            OR num_nonnulls(new.started_at, new.completed_at, new.error_message) > 0
        THEN
            RAISE EXCEPTION 'a component begins as pending, not as %', new.status
            USING ERRCODE = 'MG051', HINT = 'Use migration.register_component.';
        END IF;
        RETURN new;
    END IF;
    IF new.id <> old.id
        OR new.migration <> old.migration
        OR new.component <> old.component
        OR new.status = old.status AND to_jsonb(new) - 'metadata' <> to_jsonb(old) - 'metadata'
    THEN
        RAISE EXCEPTION 'only status and metadata of % may be changed', old.component
        USING ERRCODE = 'MG051', HINT = 'The rest follows from the status.';
    END IF;
    IF new.status = old.status THEN
        RETURN new;
    END IF;
    IF (old.status, new.status) NOT IN (
        ('pending', 'in_progress'),
        ('in_progress', 'completed'),
        ('in_progress', 'failed'),
        ('in_progress', 'paused'),
        ('in_progress', 'rolled_back'),
        ('failed', 'in_progress'),
        ('failed', 'rolled_back'),
        ('paused', 'in_progress'),
        ('paused', 'failed'),
        ('paused', 'rolled_back'),
        ('completed', 'rolled_back'),
        ('rolled_back', 'in_progress')
    ) THEN
        RAISE EXCEPTION '% of % cannot go from % to %',
            old.component, old.migration, old.status, new.status
        USING
            ERRCODE = 'MG051',
            HINT = 'A component must be in progress before it completes, and be rolled back '
                || 'before it starts again.';
    END IF;
    new.started_at := old.started_at;
    new.completed_at := NULL;
    new.attempt := old.attempt;
    IF new.status = 'in_progress' THEN
        new.error_message := NULL;
        new.attempt := old.attempt + (old.status <> 'paused')::int;
        IF old.status IN ('pending', 'rolled_back') THEN
            new.started_at := clock_timestamp();
        END IF;
    ELSIF new.status = 'completed' THEN
        new.error_message := NULL;
        new.completed_at := clock_timestamp();
    END IF;
    RETURN new;
END
$check_status$;

--: Say in the catalog what it does.
COMMENT ON FUNCTION migration.check_status() IS
    'Trigger that allows only the changes of a status that make sense.';

COMMIT;
