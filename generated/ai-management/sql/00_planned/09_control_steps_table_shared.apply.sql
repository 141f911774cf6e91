-- Every attempt to apply, roll back or verify a step
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 09_control_steps_table_shared.rollback.sql

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

--: Create the list of every attempt to apply, roll back or verify a step.
CREATE TABLE IF NOT EXISTS migration.step_run (
    run bigint GENERATED ALWAYS AS IDENTITY,
    migration text NOT NULL,
    step text NOT NULL,
    action text NOT NULL,
    state text NOT NULL,
    sha256 text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    actor text NOT NULL DEFAULT session_user,
    backend_pid int NOT NULL DEFAULT pg_backend_pid(),
    backend_start timestamptz,
    xid xid8,
    sqlstate text,
    message text,
    CONSTRAINT step_run_pkey PRIMARY KEY (run),
    CONSTRAINT step_run_step_run_key UNIQUE (migration, step, run),
    CONSTRAINT step_run_migration_fkey FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT step_run_action_check CHECK (action IN ('apply', 'rollback', 'verify')),
    CONSTRAINT step_run_state_check CHECK (state IN ('running', 'done', 'failed')),
    CONSTRAINT step_run_finished_check CHECK ((state = 'running') = (finished_at IS NULL))
);

--: Say in the catalog what these objects are.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.step_run', 'Every attempt to apply, roll back or verify a step.'),
        ('COLUMN migration.step_run.run', 'Number of the attempt.'),
        ('COLUMN migration.step_run.migration', 'Name of the migration.'),
        ('COLUMN migration.step_run.step', 'Name of the step.'),
        ('COLUMN migration.step_run.action', 'apply, rollback or verify.'),
        ('COLUMN migration.step_run.state', 'running, done or failed.'),
        ('COLUMN migration.step_run.sha256', 'Hash of the file that ran.'),
        ('COLUMN migration.step_run.started_at', 'When it began.'),
        ('COLUMN migration.step_run.finished_at', 'When it ended; empty while it runs.'),
        ('COLUMN migration.step_run.actor', 'The role that had logged in.'),
        ('COLUMN migration.step_run.backend_pid', 'Its server process.'),
        ('COLUMN migration.step_run.backend_start', 'When that server process began.'),
        ('COLUMN migration.step_run.xid', 'The transaction that finished it: ask pg_xact_status.'),
        ('COLUMN migration.step_run.sqlstate', 'Why it failed, as a code.'),
        ('COLUMN migration.step_run.message', 'Why it failed, in words.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
