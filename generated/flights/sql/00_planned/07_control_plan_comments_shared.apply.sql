-- Meaning of the tables of the plan
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 07_control_plan_comments_shared.rollback.sql

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

--: Say in the catalog what the tables of the plan and their columns mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.migration', 'The migrations of this database.'),
        ('COLUMN migration.migration.name', 'Name, as in specs/<name>.'),
        ('COLUMN migration.migration.spec_hash', 'Hash of the specs last registered.'),
        ('COLUMN migration.migration.plan_hash', 'Hash of the generated plan last registered.'),
        ('COLUMN migration.migration.renderer', 'Version of the renderer that made the plan.'),
        ('COLUMN migration.migration.target_version', 'Major version of Postgres then.'),
        ('COLUMN migration.migration.registered_at', 'When this plan was registered.'),
        ('COLUMN migration.migration.registered_by', 'The role that had logged in to do so.'),
        ('TABLE migration.control', 'What an operator may turn while a migration runs.'),
        ('COLUMN migration.control.migration', 'Name of the migration.'),
        ('COLUMN migration.control.paused', 'No step and no batch begins while this is true.'),
        ('COLUMN migration.control.pause_reason', 'Why; demanded for a pause.'),
        ('COLUMN migration.control.batch_rows', 'Rows in the first batch of a copy.'),
        ('COLUMN migration.control.batch_target', 'How long a batch may take.'),
        ('COLUMN migration.control.max_replication_lag_bytes', 'Copying waits above this.'),
        ('COLUMN migration.control.max_lock_waiters', 'Copying waits above this.'),
        ('COLUMN migration.control.throttle_sleep', 'How long it waits before it looks again.'),
        ('COLUMN migration.control.updated_at', 'When an operator last changed something.'),
        ('TABLE migration.phase', 'The phases in the life of a data set, in order.'),
        ('COLUMN migration.phase.name', 'Name of the phase, as --to takes it.'),
        ('COLUMN migration.phase.position', 'Place in the order.'),
        ('TABLE migration.data_set', 'The data sets of each migration.'),
        ('COLUMN migration.data_set.migration', 'Name of the migration.'),
        ('COLUMN migration.data_set.name', 'Name of the data set, as in the spec.'),
        ('COLUMN migration.data_set.phase', 'The phase it has reached.'),
        ('COLUMN migration.data_set.owner', 'The side that owns the rows: legacy or new.'),
        ('COLUMN migration.data_set.epoch', 'Grows by one whenever the owner changes.'),
        ('COLUMN migration.data_set.changed_at', 'When phase, owner or epoch last changed.'),
        ('TABLE migration.step', 'The steps of the registered plan of each migration.'),
        ('COLUMN migration.step.migration', 'Name of the migration.'),
        ('COLUMN migration.step.step', 'Name of the step.'),
        ('COLUMN migration.step.phase', 'The phase that cannot end without it.'),
        ('COLUMN migration.step.position', 'Place in the order of applying.'),
        ('COLUMN migration.step.sha256_apply', 'Hash of its apply file.'),
        ('COLUMN migration.step.sha256_rollback', 'Hash of its rollback file.'),
        ('COLUMN migration.step.data_set', 'The data set that it belongs to; none: to all.'),
        ('VIEW migration.live_step', 'The steps of all data sets that are not given up.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
