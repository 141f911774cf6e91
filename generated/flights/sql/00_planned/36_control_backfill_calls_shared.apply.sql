-- Registration of mappings, and the way into and out of quarantine
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 36_control_backfill_calls_shared.rollback.sql

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

--: Define how a mapping becomes known.
CREATE OR REPLACE FUNCTION migration.register_mapping(migration text, mapping text, data_set text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $register_mapping$
BEGIN
    INSERT INTO migration.mapping AS known
    VALUES (register_mapping.migration, register_mapping.mapping, register_mapping.data_set)
    ON CONFLICT ON CONSTRAINT mapping_pkey DO UPDATE SET data_set = excluded.data_set
    WHERE known.data_set <> excluded.data_set;
END
$register_mapping$;

--: Define how a mapping that a rollback removed is known no longer.
CREATE OR REPLACE FUNCTION migration.forget_mapping(migration text, mapping text)
RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $forget_mapping$
    DELETE FROM migration.mapping AS m
    WHERE (m.migration, m.mapping) = (forget_mapping.migration, forget_mapping.mapping);
    DELETE FROM migration.mapping_estimate AS e
    WHERE (e.migration, e.mapping) = (forget_mapping.migration, forget_mapping.mapping);
$forget_mapping$;

--: Define how a legacy row that cannot be carried over is kept. It waits for nobody's event.
CREATE OR REPLACE FUNCTION migration.quarantine_row(
    migration text,
    mapping text,
    legacy_key jsonb,
    legacy_row jsonb,
    reason text,
    sqlstate text,
    origin text
)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $quarantine_row$
BEGIN
    INSERT INTO migration.quarantine AS q
    VALUES (
        quarantine_row.migration,
        quarantine_row.mapping,
        quarantine_row.legacy_key,
        quarantine_row.legacy_row,
        quarantine_row.reason,
        quarantine_row.sqlstate,
        quarantine_row.origin
    )
    ON CONFLICT ON CONSTRAINT quarantine_pkey DO UPDATE SET
        legacy_row = excluded.legacy_row,
        reason = excluded.reason,
        sqlstate = excluded.sqlstate,
        -- What a write has set aside is tried again, also when the backfill has met it since.
        origin = CASE excluded.origin WHEN 'backfill' THEN q.origin ELSE excluded.origin END,
        quarantined_at = excluded.quarantined_at;
END
$quarantine_row$;

--: Define how a row leaves the quarantine: it was carried over, or legacy deleted it.
CREATE OR REPLACE FUNCTION migration.unquarantine_row(
    migration text,
    mapping text,
    legacy_key jsonb
)
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $unquarantine_row$
BEGIN
    DELETE FROM migration.quarantine AS q
    WHERE q.migration = unquarantine_row.migration
        AND q.mapping = unquarantine_row.mapping
        AND q.legacy_key = unquarantine_row.legacy_key;
    RETURN found;
END
$unquarantine_row$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('register_mapping(text, text, text)', 'Make a mapping known.'),
        ('forget_mapping(text, text)', 'Make a mapping unknown.'),
        ('quarantine_row(text, text, jsonb, jsonb, text, text, text)', 'Keep a legacy row that '
            || 'cannot be carried over.'),
        ('unquarantine_row(text, text, jsonb)', 'Let a row out again; false if it was not there.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
