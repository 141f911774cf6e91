-- Components and their status
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 14_control_status_tables_shared.rollback.sql

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

--: Create the status of the components, as the migration strategy describes it.
CREATE TABLE IF NOT EXISTS migration.migration_status (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    component varchar(100) NOT NULL,
    status varchar(20) NOT NULL DEFAULT 'pending',
    started_at timestamptz,
    completed_at timestamptz,
    error_message text,
    metadata jsonb NOT NULL DEFAULT '{}',
    migration text NOT NULL,
    attempt int NOT NULL DEFAULT 0,
    CONSTRAINT migration_status_pkey PRIMARY KEY (id),
    CONSTRAINT migration_status_component_key UNIQUE (migration, component),
    CONSTRAINT migration_status_migration_fkey
        FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT migration_status_status_check CHECK (
        status IN ('pending', 'in_progress', 'completed', 'failed', 'paused', 'rolled_back')
    ),
    CONSTRAINT migration_status_completed_check CHECK (
        (status = 'completed') = (completed_at IS NOT NULL)
        AND (status <> 'completed' OR started_at IS NOT NULL)
    )
);

--: Create the phases in which each component starts and completes.
CREATE TABLE IF NOT EXISTS migration.component (
    migration text NOT NULL,
    component varchar(100) NOT NULL,
    data_set text,
    starts text NOT NULL,
    completes text NOT NULL,
    CONSTRAINT component_pkey PRIMARY KEY (migration, component),
    CONSTRAINT component_status_fkey FOREIGN KEY (migration, component)
        REFERENCES migration.migration_status (migration, component),
    CONSTRAINT component_data_set_fkey FOREIGN KEY (migration, data_set)
        REFERENCES migration.data_set,
    CONSTRAINT component_starts_fkey FOREIGN KEY (starts) REFERENCES migration.phase,
    CONSTRAINT component_completes_fkey FOREIGN KEY (completes) REFERENCES migration.phase
);

--: Join each component with its status and with the positions where it starts and completes.
CREATE OR REPLACE VIEW migration.component_span AS
SELECT
    c.migration,
    c.component,
    c.data_set,
    s.status,
    starts.position AS starts_at,
    completes.position AS completes_at
FROM migration.component AS c
INNER JOIN migration.migration_status AS s
    ON s.migration = c.migration AND s.component = c.component
INNER JOIN migration.phase AS starts ON starts.name = c.starts
INNER JOIN migration.phase AS completes ON completes.name = c.completes;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.migration_status', 'Status of every component of every migration.'),
        ('COLUMN migration.migration_status.id', 'Identifies the row.'),
        ('COLUMN migration.migration_status.component', 'Name of the component.'),
        ('COLUMN migration.migration_status.status', 'Where it stands; changes only as allowed.'),
        ('COLUMN migration.migration_status.started_at', 'When it was first in progress.'),
        ('COLUMN migration.migration_status.completed_at', 'When it was completed.'),
        ('COLUMN migration.migration_status.error_message', 'Why it is not in progress any more.'),
        ('COLUMN migration.migration_status.metadata', 'Whatever else is known about it.'),
        ('COLUMN migration.migration_status.migration', 'Name of the migration.'),
        ('COLUMN migration.migration_status.attempt', 'How often it was started or resumed.'),
        ('TABLE migration.component', 'In which phases each component starts and completes.'),
        ('COLUMN migration.component.migration', 'Name of the migration.'),
        ('COLUMN migration.component.component', 'Name of the component.'),
        ('COLUMN migration.component.data_set', 'Its data set; empty when it belongs to all.'),
        ('COLUMN migration.component.starts', 'The phase whose beginning starts it.'),
        ('COLUMN migration.component.completes', 'The phase whose end completes it.'),
        ('VIEW migration.component_span', 'Components with status, first and last position.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
