-- Mapping airlines to airline: both forms of a value are kept in step.
-- Generated from specs/flights/mappings/airline.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airline.
-- Undo: 86_reconcile_airline.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.airline_reconcile()
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
    wrote_code boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_code := NOT by_legacy AND CASE WHEN born THEN NEW.code IS NOT NULL ELSE NEW.code IS DISTINCT FROM OLD.code
        AND NOT (NEW._legacy_carrier IS DISTINCT FROM OLD._legacy_carrier) END;
    IF wrote_code THEN
        -- The new name wrote code: legacy is told.
        NEW._legacy_carrier := (
            SELECT (t.code)::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (l.carrier)::text AS code
    INTO expected
    FROM (
        SELECT
            NEW._legacy_carrier AS carrier,
            NEW.name AS name
    ) AS l;
    IF wrote_code THEN
        IF NEW.code IS DISTINCT FROM expected.code THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'code' USING
                ERRCODE = 'MG120',
                SCHEMA = 'flights',
                TABLE = 'airline',
                COLUMN = 'code',
                DETAIL = 'As a row of airlines it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._legacy_carrier IS DISTINCT FROM OLD._legacy_carrier THEN
        -- What code is made of was written: it follows.
        NEW.code := expected.code;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_text(34154224782787676, jsonb_build_array(NEW._legacy_carrier)::text) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'flights',
                TABLE = 'airline',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_text(34154224782787676, jsonb_build_array(NEW._legacy_carrier)::text);
    END IF;
    IF NEW._legacy_carrier IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'carrier', 'airlines' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'nyc',
            TABLE = 'airlines',
            COLUMN = 'carrier',
            HINT = 'Give it a value; a row of airline holds it in _legacy_carrier, until the migration is finalized.';
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_flights.airline_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.airline_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_airline_reconcile
                BEFORE INSERT OR UPDATE ON flights.airline
                FOR EACH ROW EXECUTE FUNCTION migration_flights.airline_reconcile();
            IF migration.owner_of('flights', 'flights') = 'new' THEN
                ALTER TABLE flights.airline ENABLE ALWAYS TRIGGER zz_changeover_airline_reconcile;
            ELSE
                ALTER TABLE flights.airline DISABLE TRIGGER zz_changeover_airline_reconcile;
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
