-- Repaired rows, and differences that stand
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 47_repairs_shared.rollback.sql

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

--: Create the log of repaired rows.
CREATE TABLE IF NOT EXISTS migration.repair (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    migration text NOT NULL,
    mapping text NOT NULL,
    legacy_key jsonb NOT NULL,
    owner text NOT NULL,
    was jsonb,
    became jsonb,
    repaired_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    repaired_by text NOT NULL DEFAULT session_user,
    CONSTRAINT repair_pkey PRIMARY KEY (entry)
);

--: Create the differences that the rung L7 has found and that still stand.
CREATE TABLE IF NOT EXISTS migration.drift (
    migration text NOT NULL,
    mapping text NOT NULL,
    compared text NOT NULL,
    legacy_key jsonb NOT NULL,
    kind text NOT NULL,
    columns text[] NOT NULL DEFAULT '{}',
    expected jsonb,
    actual jsonb,
    found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT drift_pkey PRIMARY KEY (migration, mapping, legacy_key, compared)
);

--: Define how a repaired row is logged.
CREATE OR REPLACE FUNCTION migration.log_repair(
    migration text,
    mapping text,
    legacy_key jsonb,
    owner text,
    was jsonb,
    became jsonb
)
RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $log_repair$
    INSERT INTO migration.repair (migration, mapping, legacy_key, owner, was, became)
    VALUES (
        log_repair.migration,
        log_repair.mapping,
        log_repair.legacy_key,
        log_repair.owner,
        log_repair.was,
        log_repair.became
    );
$log_repair$;

--: Define how comparisons become worthless.
CREATE OR REPLACE FUNCTION migration.void_validation(migration text, mappings text[])
RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $void_validation$
    UPDATE migration.validation_run AS r
    SET voided_at = clock_timestamp()
    WHERE r.migration = void_validation.migration
        AND r.mapping = ANY(void_validation.mappings)
        AND r.voided_at IS NULL;
$void_validation$;

--: Nobody has rights by default.
REVOKE ALL ON migration.repair, migration.drift FROM PUBLIC;

--: The same for the functions.
REVOKE ALL
    ON FUNCTION
        migration.log_repair(text, text, jsonb, text, jsonb, jsonb),
        migration.void_validation(text, text[])
    FROM PUBLIC;

--: Let the runner read the log, and write what the rung L7 finds.
GRANT SELECT ON migration.repair TO migration_runner;

--: What is found may be found to be right again.
GRANT SELECT, INSERT, UPDATE, DELETE ON migration.drift TO migration_runner;

--: Let the runner call them.
GRANT EXECUTE
    ON FUNCTION
        migration.log_repair(text, text, jsonb, text, jsonb, jsonb),
        migration.void_validation(text, text[])
    TO migration_runner;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.repair', 'Rows that were repaired from their owner. Holds data of rows.'),
        ('COLUMN migration.repair.entry', 'Number of the repair.'),
        ('COLUMN migration.repair.migration', 'Name of the migration.'),
        ('COLUMN migration.repair.mapping', 'Name of the mapping.'),
        ('COLUMN migration.repair.legacy_key', 'Key of the legacy row.'),
        ('COLUMN migration.repair.owner', 'The side that owned the row, and was believed.'),
        ('COLUMN migration.repair.was', 'What the other side held before.'),
        ('COLUMN migration.repair.became', 'What it holds since.'),
        ('COLUMN migration.repair.repaired_at', 'When it was repaired.'),
        ('COLUMN migration.repair.repaired_by', 'The login that did it.'),
        ('TABLE migration.drift', 'Differences found by the rung L7 that stand. Holds data of rows.'),
        ('COLUMN migration.drift.migration', 'Name of the migration.'),
        ('COLUMN migration.drift.mapping', 'Name of the mapping.'),
        ('COLUMN migration.drift.compared', 'The comparison: the mapping''s own, or a part''s.'),
        ('COLUMN migration.drift.legacy_key', 'Key of the legacy row.'),
        ('COLUMN migration.drift.kind', 'missing, extra, differs or back.'),
        ('COLUMN migration.drift.columns', 'The columns that differ.'),
        ('COLUMN migration.drift.expected', 'What the mapping makes of the legacy row.'),
        ('COLUMN migration.drift.actual', 'What is there.'),
        ('COLUMN migration.drift.found_at', 'When it was found first.'),
        ('FUNCTION migration.log_repair(text, text, jsonb, text, jsonb, jsonb)', 'Log a repair.'),
        ('FUNCTION migration.void_validation(text, text[])', 'Make comparisons worthless.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
