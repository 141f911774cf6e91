-- Mapping flights to flight: looked-up rows that come or go are noted.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airline.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.aircraft.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airport.
-- Undo: 69_follow_flight.rollback.sql

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

--: Note the values of airline_id whose row came, changed or went
CREATE OR REPLACE FUNCTION migration_flights.flight_follow_airline_id()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $follow$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.id, OLD.code)
        IS NOT DISTINCT FROM (NEW.id, NEW.code)
    THEN
        RETURN NULL;
    END IF;
    -- No lookup finds a row without a value.
    IF TG_OP <> 'INSERT' AND OLD.code IS NOT NULL THEN
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        VALUES ('airline_id', OLD.code::text);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.code IS NOT NULL THEN
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        VALUES ('airline_id', NEW.code::text);
    END IF;
    RETURN NULL;
END
$follow$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.flight_follow_airline_id() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_follow_airline_id() FROM PUBLIC;

--: Follow the looked-up table
DO $follow$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_flight_follow_airline_id
                AFTER INSERT OR UPDATE OR DELETE ON flights.airline
                FOR EACH ROW EXECUTE FUNCTION migration_flights.flight_follow_airline_id();
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
$follow$;

--: Also what a replication session writes
DO $always$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE flights.airline ENABLE ALWAYS TRIGGER zz_changeover_flight_follow_airline_id;
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
$always$;

--: Note the values of aircraft_id whose row came, changed or went
CREATE OR REPLACE FUNCTION migration_flights.flight_follow_aircraft_id()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $follow$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.id, OLD.tail_number)
        IS NOT DISTINCT FROM (NEW.id, NEW.tail_number)
    THEN
        RETURN NULL;
    END IF;
    -- No lookup finds a row without a value.
    IF TG_OP <> 'INSERT' AND OLD.tail_number IS NOT NULL THEN
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        VALUES ('aircraft_id', OLD.tail_number::text);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.tail_number IS NOT NULL THEN
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        VALUES ('aircraft_id', NEW.tail_number::text);
    END IF;
    RETURN NULL;
END
$follow$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.flight_follow_aircraft_id() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_follow_aircraft_id() FROM PUBLIC;

--: Follow the looked-up table
DO $follow$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_flight_follow_aircraft_id
                AFTER INSERT OR UPDATE OR DELETE ON flights.aircraft
                FOR EACH ROW EXECUTE FUNCTION migration_flights.flight_follow_aircraft_id();
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
$follow$;

--: Also what a replication session writes
DO $always$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE flights.aircraft ENABLE ALWAYS TRIGGER zz_changeover_flight_follow_aircraft_id;
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
$always$;

--: Note the values of origin_id whose row came, changed or went
CREATE OR REPLACE FUNCTION migration_flights.flight_follow_origin_id()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $follow$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.id, OLD.code)
        IS NOT DISTINCT FROM (NEW.id, NEW.code)
    THEN
        RETURN NULL;
    END IF;
    -- No lookup finds a row without a value.
    IF TG_OP <> 'INSERT' AND OLD.code IS NOT NULL THEN
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        VALUES ('origin_id', OLD.code::text);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.code IS NOT NULL THEN
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        VALUES ('origin_id', NEW.code::text);
    END IF;
    RETURN NULL;
END
$follow$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.flight_follow_origin_id() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_follow_origin_id() FROM PUBLIC;

--: Follow the looked-up table
DO $follow$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_flight_follow_origin_id
                AFTER INSERT OR UPDATE OR DELETE ON flights.airport
                FOR EACH ROW EXECUTE FUNCTION migration_flights.flight_follow_origin_id();
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
$follow$;

--: Also what a replication session writes
DO $always$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE flights.airport ENABLE ALWAYS TRIGGER zz_changeover_flight_follow_origin_id;
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
$always$;

--: Note the values of destination_id whose row came, changed or went
CREATE OR REPLACE FUNCTION migration_flights.flight_follow_destination_id()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $follow$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.id, OLD.code)
        IS NOT DISTINCT FROM (NEW.id, NEW.code)
    THEN
        RETURN NULL;
    END IF;
    -- No lookup finds a row without a value.
    IF TG_OP <> 'INSERT' AND OLD.code IS NOT NULL THEN
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        VALUES ('destination_id', OLD.code::text);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.code IS NOT NULL THEN
        INSERT INTO migration_flights.flight_lookups (target_column, value)
        VALUES ('destination_id', NEW.code::text);
    END IF;
    RETURN NULL;
END
$follow$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.flight_follow_destination_id() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.flight_follow_destination_id() FROM PUBLIC;

--: Follow the looked-up table
DO $follow$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_flight_follow_destination_id
                AFTER INSERT OR UPDATE OR DELETE ON flights.airport
                FOR EACH ROW EXECUTE FUNCTION migration_flights.flight_follow_destination_id();
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
$follow$;

--: Also what a replication session writes
DO $always$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE flights.airport ENABLE ALWAYS TRIGGER zz_changeover_flight_follow_destination_id;
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
$always$;

COMMIT;
