-- Comparisons of the old with the new
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 39_control_validation_tables_shared.rollback.sql

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

--: Create the list of comparisons of the old with the new.
CREATE TABLE IF NOT EXISTS migration.validation_run (
    run bigint GENERATED ALWAYS AS IDENTITY,
    migration text NOT NULL,
    mapping text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    spec_hash text NOT NULL,
    plan_hash text NOT NULL,
    snapshot text,
    source_rows bigint,
    migrated_rows bigint,
    quarantined_rows bigint,
    filtered_rows bigint,
    pending_rows bigint,
    outcome text,
    voided_at timestamptz,
    CONSTRAINT validation_run_pkey PRIMARY KEY (run),
    CONSTRAINT validation_run_mapping_key UNIQUE (migration, mapping, run),
    CONSTRAINT validation_run_outcome_check CHECK (outcome IN ('clean', 'differences')),
    CONSTRAINT validation_run_finished_check
        CHECK ((finished_at IS NULL) = (outcome IS NULL))
);

--: Create the results of each rung of the ladder.
CREATE TABLE IF NOT EXISTS migration.validation_result (
    run bigint NOT NULL,
    rung text NOT NULL,
    checked bigint NOT NULL,
    differences bigint NOT NULL,
    coverage text NOT NULL,
    detail jsonb NOT NULL DEFAULT '{}',
    seconds numeric NOT NULL,
    CONSTRAINT validation_result_pkey PRIMARY KEY (run, rung),
    CONSTRAINT validation_result_run_fkey FOREIGN KEY (run) REFERENCES migration.validation_run
);

--: Create the values that no looked-up table knows, the most frequent of each column.
CREATE TABLE IF NOT EXISTS migration.unknown_value (
    run bigint NOT NULL,
    target_column text NOT NULL,
    place int NOT NULL,
    legacy_value text,
    rows bigint NOT NULL,
    CONSTRAINT unknown_value_pkey PRIMARY KEY (run, target_column, place),
    CONSTRAINT unknown_value_run_fkey FOREIGN KEY (run) REFERENCES migration.validation_run
);

--: Create the differences found, each with what was expected and what was there.
CREATE TABLE IF NOT EXISTS migration.difference (
    run bigint NOT NULL,
    rung text NOT NULL,
    difference_number int NOT NULL,
    legacy_key jsonb,
    kind text NOT NULL,
    columns text[] NOT NULL DEFAULT '{}',
    expected jsonb,
    actual jsonb,
    CONSTRAINT difference_pkey PRIMARY KEY (run, rung, difference_number),
    CONSTRAINT difference_run_fkey FOREIGN KEY (run) REFERENCES migration.validation_run
);

COMMIT;
