-- Mapping planes to aircraft: the retired legacy table is kept current.
-- Generated from specs/flights/mappings/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.aircraft.
-- Undo: 88_reverse_aircraft.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.aircraft_reverse()
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
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD._legacy_tailnum) IS DISTINCT FROM (NEW._legacy_tailnum)) THEN
        DELETE FROM nyc.planes_retired AS l
        WHERE
            (l.tailnum) = (OLD._legacy_tailnum)
            AND NOT EXISTS (
                SELECT
                FROM flights.aircraft AS t
                WHERE (t._legacy_tailnum) = (OLD._legacy_tailnum)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO nyc.planes_retired AS l (tailnum, year, type, manufacturer, model, engines, seats, speed, engine)
        OVERRIDING SYSTEM VALUE
        SELECT
            t._legacy_tailnum,
            t.built_in,
            t.category,
            t.manufacturer,
            t.model,
            t.engines,
            t.seats,
            t.speed_mph,
            t.engine_type
        FROM flights.aircraft AS t
        WHERE (t.id) = (NEW.id) AND t._legacy_tailnum IS NOT NULL
        ON CONFLICT (tailnum) DO UPDATE SET
            year = excluded.year,
            type = excluded.type,
            manufacturer = excluded.manufacturer,
            model = excluded.model,
            engines = excluded.engines,
            seats = excluded.seats,
            speed = excluded.speed,
            engine = excluded.engine
        WHERE (
            l.year,
            l.type,
            l.manufacturer,
            l.model,
            l.engines,
            l.seats,
            l.speed,
            l.engine
        ) IS DISTINCT FROM (
            excluded.year,
            excluded.type,
            excluded.manufacturer,
            excluded.model,
            excluded.engines,
            excluded.seats,
            excluded.speed,
            excluded.engine
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_flights.aircraft_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM nyc.planes_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.aircraft_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.aircraft_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.aircraft_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.aircraft_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_flights.aircraft_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'nyc.planes_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to nyc.planes or to flights.aircraft; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_flights.aircraft_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.aircraft_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_aircraft_reverse
                AFTER INSERT OR UPDATE OR DELETE ON flights.aircraft
                FOR EACH ROW EXECUTE FUNCTION migration_flights.aircraft_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_aircraft_emptied
                AFTER TRUNCATE ON flights.aircraft
                FOR EACH STATEMENT EXECUTE FUNCTION migration_flights.aircraft_emptied();
            IF migration.owner_of('flights', 'flights') = 'new' THEN
                ALTER TABLE flights.aircraft ENABLE ALWAYS TRIGGER zz_changeover_aircraft_reverse;
                ALTER TABLE flights.aircraft ENABLE ALWAYS TRIGGER zz_changeover_aircraft_emptied;
            ELSE
                ALTER TABLE flights.aircraft DISABLE TRIGGER zz_changeover_aircraft_reverse;
                ALTER TABLE flights.aircraft DISABLE TRIGGER zz_changeover_aircraft_emptied;
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
