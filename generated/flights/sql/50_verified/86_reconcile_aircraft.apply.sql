-- Mapping planes to aircraft: both forms of a value are kept in step.
-- Generated from specs/flights/mappings/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.aircraft.
-- Undo: 86_reconcile_aircraft.rollback.sql

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

--: Past the point of no return one name is left, and nothing keeps it in step with another
SELECT migration.refuse_final('flights', 'flights');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_flights.aircraft_reconcile()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reconcile$
#variable_conflict use_column
DECLARE
    born boolean := TG_OP = 'INSERT';
    by_legacy boolean := NEW._by_legacy_name IS true;
    wrote_tail_number boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_tail_number := NOT by_legacy AND CASE WHEN born THEN NEW.tail_number IS NOT NULL ELSE NEW.tail_number IS DISTINCT FROM OLD.tail_number
        AND NOT (NEW._legacy_tailnum IS DISTINCT FROM OLD._legacy_tailnum) END;
    IF wrote_tail_number THEN
        -- The new name wrote tail_number: legacy is told.
        NEW._legacy_tailnum := (
            SELECT (t.tail_number)::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (l.tailnum)::text AS tail_number
    INTO expected
    FROM (
        SELECT
            NEW._legacy_tailnum AS tailnum,
            NEW.built_in AS year,
            NEW.category AS type,
            NEW.manufacturer AS manufacturer,
            NEW.model AS model,
            NEW.engines AS engines,
            NEW.seats AS seats,
            NEW.speed_mph AS speed,
            NEW.engine_type AS engine
    ) AS l;
    IF wrote_tail_number THEN
        IF NEW.tail_number IS DISTINCT FROM expected.tail_number THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'tail_number' USING
                ERRCODE = 'MG120',
                SCHEMA = 'flights',
                TABLE = 'aircraft',
                COLUMN = 'tail_number',
                DETAIL = 'As a row of planes it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._legacy_tailnum IS DISTINCT FROM OLD._legacy_tailnum THEN
        -- What tail_number is made of was written: it follows.
        NEW.tail_number := expected.tail_number;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_text(69775974740829864, jsonb_build_array(NEW._legacy_tailnum)::text) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'flights',
                TABLE = 'aircraft',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_text(69775974740829864, jsonb_build_array(NEW._legacy_tailnum)::text);
    END IF;
    IF NEW._legacy_tailnum IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'tailnum', 'planes' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'planes',
            COLUMN = 'tailnum',
            HINT = 'Give it a value; a row of aircraft holds it in _legacy_tailnum, until the migration is finalized.';
    END IF;
    IF NEW.category IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'type', 'planes' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'planes',
            COLUMN = 'type',
            HINT = 'Give it a value; a row of aircraft holds it in category, until the migration is finalized.';
    END IF;
    IF NEW.manufacturer IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'manufacturer', 'planes' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'planes',
            COLUMN = 'manufacturer',
            HINT = 'Give it a value; a row of aircraft holds it in manufacturer, until the migration is finalized.';
    END IF;
    IF NEW.model IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'model', 'planes' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'planes',
            COLUMN = 'model',
            HINT = 'Give it a value; a row of aircraft holds it in model, until the migration is finalized.';
    END IF;
    IF NEW.engines IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'engines', 'planes' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'planes',
            COLUMN = 'engines',
            HINT = 'Give it a value; a row of aircraft holds it in engines, until the migration is finalized.';
    END IF;
    IF NEW.seats IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'seats', 'planes' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'planes',
            COLUMN = 'seats',
            HINT = 'Give it a value; a row of aircraft holds it in seats, until the migration is finalized.';
    END IF;
    IF NEW.engine_type IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'engine', 'planes' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'planes',
            COLUMN = 'engine',
            HINT = 'Give it a value; a row of aircraft holds it in engine_type, until the migration is finalized.';
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_flights.aircraft_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.aircraft_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_aircraft_reconcile
                BEFORE INSERT OR UPDATE ON flights.aircraft
                FOR EACH ROW EXECUTE FUNCTION migration_flights.aircraft_reconcile();
            IF migration.owner_of('flights', 'flights') = 'new' THEN
                ALTER TABLE flights.aircraft ENABLE ALWAYS TRIGGER zz_changeover_aircraft_reconcile;
            ELSE
                ALTER TABLE flights.aircraft DISABLE TRIGGER zz_changeover_aircraft_reconcile;
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$install$;

COMMIT;
