-- Registration of components, and setting their status
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 17_control_status_calls_shared.rollback.sql

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

--: Define how a component becomes known.
CREATE OR REPLACE FUNCTION migration.register_component(
    migration text,
    component text,
    data_set text,
    starts text,
    completes text
)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $register_component$
BEGIN
    IF (SELECT p.position FROM migration.phase AS p WHERE p.name = starts)
        > (SELECT p.position FROM migration.phase AS p WHERE p.name = completes)
    THEN
        RAISE EXCEPTION 'the component % would complete (%) before it starts (%)',
            component, completes, starts
        USING ERRCODE = 'MG053', HINT = 'Exchange the two phases in the spec.';
    END IF;
    INSERT INTO migration.migration_status (migration, component)
    VALUES (register_component.migration, register_component.component)
    ON CONFLICT ON CONSTRAINT migration_status_component_key DO NOTHING;
    INSERT INTO migration.component AS known
    VALUES (
        register_component.migration,
        register_component.component,
        register_component.data_set,
        register_component.starts,
        register_component.completes
    )
    ON CONFLICT ON CONSTRAINT component_pkey DO UPDATE SET
        data_set = excluded.data_set,
        starts = excluded.starts,
        completes = excluded.completes
    WHERE known IS DISTINCT FROM excluded;
END
$register_component$;

--: Define how a component's status is set; setting what is set already changes nothing.
CREATE OR REPLACE FUNCTION migration.set_status(
    migration text,
    component text,
    status text,
    error text DEFAULT NULL
)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $set_status$
DECLARE
    present text;
BEGIN
    SELECT s.status INTO present
    FROM migration.migration_status AS s
    WHERE s.migration = set_status.migration AND s.component = set_status.component
    FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION '% has no component %', set_status.migration, set_status.component
        USING ERRCODE = 'MG052', HINT = 'Apply the register step of the migration first.';
    END IF;
    IF present <> set_status.status THEN
        UPDATE migration.migration_status AS s
        SET status = set_status.status,
            error_message = set_status.error
        WHERE s.migration = set_status.migration AND s.component = set_status.component;
    END IF;
END
$set_status$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('register_component(text, text, text, text, text)', 'Make a component known.'),
        ('set_status(text, text, text, text)', 'Set the status of a component.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
