-- Order of the phases, and the point after which nothing rolls back
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 19_control_phases_order_shared.rollback.sql

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

--: Define the place of a phase in the order.
CREATE OR REPLACE FUNCTION migration.phase_position(phase text)
RETURNS int
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $phase_position$
DECLARE
    found_at int := (SELECT p.position FROM migration.phase AS p WHERE p.name = phase);
BEGIN
    IF found_at IS NULL THEN
        RAISE EXCEPTION 'there is no phase %', phase
        USING
            ERRCODE = 'MG060',
            HINT = (
                SELECT 'The phases are ' || string_agg(p.name, ', ' ORDER BY p.position)
                FROM migration.phase AS p
            );
    END IF;
    RETURN found_at;
END
$phase_position$;

--: Define the refusal to roll back what the new side owns.
CREATE OR REPLACE FUNCTION migration.refuse_after_switch(migration text)
RETURNS void
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $refuse_after_switch$
DECLARE
    switched record;
BEGIN
    SELECT d.name, d.phase INTO switched
    FROM migration.data_set AS d
    INNER JOIN migration.phase AS p ON p.name = d.phase
    WHERE d.migration = refuse_after_switch.migration
        AND d.phase NOT IN ('cancelling', 'cancelled')
        AND (d.owner = 'new' OR p.position >= migration.phase_position('switched'))
    ORDER BY d.name
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the data set % is %, and cannot be rolled back',
            switched.name, switched.phase
        USING
            ERRCODE = 'MG064',
            DETAIL = 'Its new tables take the writes; rolling back would lose them.',
            HINT = CASE
                WHEN switched.phase IN ('switched', 'rolling_out')
                    THEN format('First run: changeover reverse %s', switched.name)
                ELSE 'It has passed the point of no return.'
            END;
    END IF;
END
$refuse_after_switch$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('phase_position(text)', 'Place of a phase in the order.'),
        ('refuse_after_switch(text)', 'Fail when the new side owns a data set.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
