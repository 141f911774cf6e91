-- Registration of migrations and data sets
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 11_control_register_plan_shared.rollback.sql

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

--: Define how a migration and its plan become known.
CREATE OR REPLACE FUNCTION migration.register_migration(
    name text,
    spec_hash text,
    plan_hash text,
    renderer text
)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $register_migration$
BEGIN
    INSERT INTO migration.migration AS known (name, spec_hash, plan_hash, renderer)
    VALUES (
        register_migration.name,
        register_migration.spec_hash,
        register_migration.plan_hash,
        register_migration.renderer
    )
    ON CONFLICT ON CONSTRAINT migration_pkey DO UPDATE SET
        spec_hash = excluded.spec_hash,
        plan_hash = excluded.plan_hash,
        renderer = excluded.renderer,
        target_version = excluded.target_version,
        registered_at = excluded.registered_at,
        registered_by = excluded.registered_by
    WHERE (known.spec_hash, known.plan_hash, known.renderer)
        IS DISTINCT FROM (excluded.spec_hash, excluded.plan_hash, excluded.renderer);
    IF FOUND THEN
        PERFORM migration.record_event(
            register_migration.name,
            'plan_registered',
            register_migration.name,
            jsonb_build_object(
                'spec_hash', register_migration.spec_hash,
                'plan_hash', register_migration.plan_hash,
                'renderer', register_migration.renderer
            )
        );
    END IF;
    INSERT INTO migration.control (migration) VALUES (register_migration.name)
    ON CONFLICT ON CONSTRAINT control_pkey DO NOTHING;
    INSERT INTO migration.term (migration, environment)
    VALUES (register_migration.name, 'production')
    ON CONFLICT ON CONSTRAINT term_pkey DO NOTHING;
END
$register_migration$;

--: Define how a data set becomes known.
CREATE OR REPLACE FUNCTION migration.register_data_set(migration text, name text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $register_data_set$
BEGIN
    INSERT INTO migration.data_set (migration, name)
    VALUES (register_data_set.migration, register_data_set.name)
    ON CONFLICT ON CONSTRAINT data_set_pkey DO NOTHING;
END
$register_data_set$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('register_migration(text, text, text, text)', 'Make a plan the one that is applied.'),
        ('register_data_set(text, text)', 'Make a data set known.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
