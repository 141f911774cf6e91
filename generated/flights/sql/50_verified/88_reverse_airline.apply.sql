-- Mapping airlines to airline: the retired legacy table is kept current.
-- Generated from specs/flights/mappings/airline.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airline.
-- Undo: 88_reverse_airline.rollback.sql

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

--: Keep the retired legacy table as the owner's row is now, so that the switch can be reversed
CREATE OR REPLACE FUNCTION migration_flights.airline_reverse()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reverse$
#variable_conflict use_column
BEGIN
    -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD._legacy_carrier) IS DISTINCT FROM (NEW._legacy_carrier)) THEN
        DELETE FROM nyc.airlines_retired AS l
        WHERE
            (l.carrier) = (OLD._legacy_carrier)
            AND NOT EXISTS (
                SELECT
                FROM flights.airline AS t
                WHERE (t._legacy_carrier) = (OLD._legacy_carrier)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO nyc.airlines_retired AS l (carrier, name)
        OVERRIDING SYSTEM VALUE
        SELECT
            t._legacy_carrier,
            t.name
        FROM flights.airline AS t
        WHERE (t.id) = (NEW.id) AND t._legacy_carrier IS NOT NULL
        ON CONFLICT (carrier) DO UPDATE SET
            name = excluded.name
        WHERE (
            l.name
        ) IS DISTINCT FROM (
            excluded.name
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_flights.airline_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM nyc.airlines_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.airline_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.airline_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.airline_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.airline_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_flights.airline_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'nyc.airlines_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to nyc.airlines or to flights.airline; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_flights.airline_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.airline_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_airline_reverse
                AFTER INSERT OR UPDATE OR DELETE ON flights.airline
                FOR EACH ROW EXECUTE FUNCTION migration_flights.airline_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_airline_emptied
                AFTER TRUNCATE ON flights.airline
                FOR EACH STATEMENT EXECUTE FUNCTION migration_flights.airline_emptied();
            IF migration.owner_of('flights', 'flights') = 'new' THEN
                ALTER TABLE flights.airline ENABLE ALWAYS TRIGGER zz_changeover_airline_reverse;
                ALTER TABLE flights.airline ENABLE ALWAYS TRIGGER zz_changeover_airline_emptied;
            ELSE
                ALTER TABLE flights.airline DISABLE TRIGGER zz_changeover_airline_reverse;
                ALTER TABLE flights.airline DISABLE TRIGGER zz_changeover_airline_emptied;
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
