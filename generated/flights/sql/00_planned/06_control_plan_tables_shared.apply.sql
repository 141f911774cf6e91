-- Migrations, data sets, phases and steps
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 06_control_plan_tables_shared.rollback.sql

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

--: Create the list of the migrations of this database.
CREATE TABLE IF NOT EXISTS migration.migration (
    name text NOT NULL,
    spec_hash text NOT NULL,
    plan_hash text NOT NULL,
    renderer text NOT NULL,
    target_version int NOT NULL DEFAULT current_setting('server_version_num')::int / 10000,
    registered_at timestamptz NOT NULL DEFAULT now(),
    registered_by text NOT NULL DEFAULT session_user,
    CONSTRAINT migration_pkey PRIMARY KEY (name)
);

--: Create the switches and limits that an operator may turn while a migration runs.
CREATE TABLE IF NOT EXISTS migration.control (
    migration text NOT NULL,
    paused boolean NOT NULL DEFAULT false,
    pause_reason text,
    batch_rows int NOT NULL DEFAULT 1000,
    batch_target interval NOT NULL DEFAULT '50ms',
    max_replication_lag_bytes bigint NOT NULL DEFAULT 67108864,
    max_lock_waiters int NOT NULL DEFAULT 5,
    throttle_sleep interval NOT NULL DEFAULT '100ms',
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT control_pkey PRIMARY KEY (migration),
    CONSTRAINT control_migration_fkey FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT control_batch_rows_check CHECK (batch_rows > 0),
    CONSTRAINT control_pause_reason_check CHECK (NOT paused OR pause_reason <> '')
);

--: Create the list of phases in the life of a data set.
CREATE TABLE IF NOT EXISTS migration.phase (
    name text NOT NULL,
    position int NOT NULL,
    CONSTRAINT phase_pkey PRIMARY KEY (name),
    CONSTRAINT phase_position_key UNIQUE (position)
);

--: Fill the list of phases.
INSERT INTO migration.phase (name, position)
VALUES
    ('planned', 0),
    ('expanded', 10),
    ('capturing', 20),
    ('copying', 30),
    ('copied', 40),
    ('verified', 50),
    ('switched', 60),
    ('rolling_out', 70),
    ('finalized', 80),
    ('holding', 90),
    ('completed', 100),
    ('cancelling', 105),
    ('cancelled', 110)
ON CONFLICT DO NOTHING;

--: Create the list of data sets: where each is in its life and which side owns it.
CREATE TABLE IF NOT EXISTS migration.data_set (
    migration text NOT NULL,
    name text NOT NULL,
    phase text NOT NULL DEFAULT 'planned',
    owner text NOT NULL DEFAULT 'legacy',
    epoch bigint NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT data_set_pkey PRIMARY KEY (migration, name),
    CONSTRAINT data_set_migration_fkey FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT data_set_phase_fkey FOREIGN KEY (phase) REFERENCES migration.phase,
    CONSTRAINT data_set_owner_check CHECK (owner IN ('legacy', 'new'))
);

--: Create the list of the steps that the plan of each migration consists of.
CREATE TABLE IF NOT EXISTS migration.step (
    migration text NOT NULL,
    step text NOT NULL,
    phase text NOT NULL,
    position int NOT NULL,
    sha256_apply text NOT NULL,
    sha256_rollback text NOT NULL,
    data_set text,
    CONSTRAINT step_pkey PRIMARY KEY (migration, step),
    CONSTRAINT step_migration_fkey FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT step_phase_fkey FOREIGN KEY (phase) REFERENCES migration.phase
);

--: Show the steps that are still to be applied: a data set that is given up needs none any more.
CREATE OR REPLACE VIEW migration.live_step AS
SELECT
    s.migration,
    s.step,
    s.phase,
    s.position,
    s.data_set
FROM migration.step AS s
INNER JOIN migration.phase AS p ON p.name = s.phase
LEFT JOIN migration.data_set AS d ON (d.migration, d.name) = (s.migration, s.data_set)
WHERE p.position <= 10
    OR d.phase IS NULL
    OR d.phase NOT IN ('cancelling', 'cancelled');

COMMIT;
