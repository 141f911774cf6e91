-- Data set flights: only the new names are left, and there is no way back.
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.planes.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airlines.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airports.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.flights.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.weather.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on flights.aircraft.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on flights.airline.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on flights.airport.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on flights.flight.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on flights.weather_observation.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.planes_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airlines_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airports_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.flights_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.weather_retired.
-- Undo: 50_finalize_flights.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Finalize flights in one short transaction; from here on there is no way back
DO $finalize$
BEGIN
    IF migration.is_final('flights', 'flights') THEN
        RETURN;
    END IF;
    -- What others commit until the locks are held must be seen.
    IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a transaction at % sees nothing that was committed after its begin',
            pg_catalog.current_setting('transaction_isolation')
        USING
            ERRCODE = 'MG112',
            HINT = 'Run the file as it is, outside of any transaction.';
    END IF;
    -- What was open lately is asked again under the locks.
    PERFORM migration.refuse_unchecked('flights', 'flights', 'finalize');
    FOR attempt IN 1..200 LOOP
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            DROP VIEW nyc.planes;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            DROP VIEW migration_flights.aircraft_legacy_form;
            DROP VIEW migration_flights.aircraft_restored;
            DROP VIEW migration_flights.aircraft_actual;
            DROP VIEW nyc.airlines;
            DROP VIEW migration_flights.airline_legacy_form;
            DROP VIEW migration_flights.airline_restored;
            DROP VIEW migration_flights.airline_actual;
            DROP VIEW nyc.airports;
            DROP VIEW migration_flights.airport_legacy_form;
            DROP VIEW migration_flights.airport_restored;
            DROP VIEW migration_flights.airport_actual;
            DROP VIEW nyc.flights;
            DROP VIEW migration_flights.flight_legacy_form;
            DROP VIEW migration_flights.flight_restored;
            DROP VIEW migration_flights.flight_actual;
            DROP VIEW nyc.weather;
            DROP VIEW migration_flights.weather_legacy_form;
            DROP VIEW migration_flights.weather_restored;
            DROP VIEW migration_flights.weather_actual;
            LOCK TABLE flights.aircraft IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE flights.airline IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE flights.airport IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE flights.flight IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE flights.weather_observation IN ACCESS EXCLUSIVE MODE;
            DROP TRIGGER zz_changeover_aircraft_reconcile ON flights.aircraft;
            DROP TRIGGER zz_changeover_aircraft_reverse ON flights.aircraft;
            DROP TRIGGER zz_changeover_aircraft_emptied ON flights.aircraft;
            DROP TRIGGER zz_changeover_aircraft_fence ON flights.aircraft;
            DROP TRIGGER zz_changeover_aircraft_snapshot ON flights.aircraft;
            DROP TRIGGER zz_changeover_aircraft_capture ON nyc.planes_retired;
            DROP TRIGGER zz_changeover_aircraft_truncate ON nyc.planes_retired;
            ALTER TABLE flights.aircraft DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE flights.aircraft FROM PUBLIC;
            ALTER TABLE flights.aircraft ALTER COLUMN id SET DEFAULT gen_random_uuid();
            DROP TRIGGER zz_changeover_airline_reconcile ON flights.airline;
            DROP TRIGGER zz_changeover_airline_reverse ON flights.airline;
            DROP TRIGGER zz_changeover_airline_emptied ON flights.airline;
            DROP TRIGGER zz_changeover_airline_fence ON flights.airline;
            DROP TRIGGER zz_changeover_airline_snapshot ON flights.airline;
            DROP TRIGGER zz_changeover_airline_capture ON nyc.airlines_retired;
            DROP TRIGGER zz_changeover_airline_truncate ON nyc.airlines_retired;
            ALTER TABLE flights.airline DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE flights.airline FROM PUBLIC;
            ALTER TABLE flights.airline ALTER COLUMN id SET DEFAULT gen_random_uuid();
            DROP TRIGGER zz_changeover_airport_reconcile ON flights.airport;
            DROP TRIGGER zz_changeover_airport_reverse ON flights.airport;
            DROP TRIGGER zz_changeover_airport_emptied ON flights.airport;
            DROP TRIGGER zz_changeover_airport_fence ON flights.airport;
            DROP TRIGGER zz_changeover_airport_snapshot ON flights.airport;
            DROP TRIGGER zz_changeover_airport_capture ON nyc.airports_retired;
            DROP TRIGGER zz_changeover_airport_truncate ON nyc.airports_retired;
            ALTER TABLE flights.airport DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE flights.airport FROM PUBLIC;
            ALTER TABLE flights.airport ALTER COLUMN id SET DEFAULT gen_random_uuid();
            DROP TRIGGER zz_changeover_flight_reconcile ON flights.flight;
            DROP TRIGGER zz_changeover_flight_reverse ON flights.flight;
            DROP TRIGGER zz_changeover_flight_emptied ON flights.flight;
            DROP TRIGGER zz_changeover_flight_fence ON flights.flight;
            DROP TRIGGER zz_changeover_flight_snapshot ON flights.flight;
            DROP TRIGGER zz_changeover_flight_follow_airline_id ON flights.airline;
            DROP TRIGGER zz_changeover_flight_follow_aircraft_id ON flights.aircraft;
            DROP TRIGGER zz_changeover_flight_follow_origin_id ON flights.airport;
            DROP TRIGGER zz_changeover_flight_follow_destination_id ON flights.airport;
            DROP TRIGGER zz_changeover_flight_looked_up_1 ON flights.airline;
            DROP TRIGGER zz_changeover_flight_looked_up_2 ON flights.aircraft;
            DROP TRIGGER zz_changeover_flight_looked_up_3 ON flights.airport;
            DROP TRIGGER zz_changeover_flight_capture ON nyc.flights_retired;
            DROP TRIGGER zz_changeover_flight_truncate ON nyc.flights_retired;
            DROP INDEX flights.legacy_flight_origin_time_hour;
            DROP INDEX flights.legacy_flight_tailnum;
            DROP INDEX flights.followed_flight_airline_id;
            DROP INDEX flights.followed_flight_destination_id;
            ALTER TABLE flights.flight DROP COLUMN IF EXISTS _year;
            ALTER TABLE flights.flight DROP COLUMN IF EXISTS _month;
            ALTER TABLE flights.flight DROP COLUMN IF EXISTS _day;
            ALTER TABLE flights.flight DROP COLUMN IF EXISTS _tailnum;
            ALTER TABLE flights.flight DROP COLUMN IF EXISTS _origin;
            ALTER TABLE flights.flight DROP COLUMN IF EXISTS _dest;
            ALTER TABLE flights.flight DROP COLUMN IF EXISTS _hour;
            ALTER TABLE flights.flight DROP COLUMN IF EXISTS _minute;
            ALTER TABLE flights.flight DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE flights.flight FROM PUBLIC;
            ALTER TABLE flights.flight ALTER COLUMN id SET DEFAULT gen_random_uuid();
            DROP TRIGGER zz_changeover_weather_reconcile ON flights.weather_observation;
            DROP TRIGGER zz_changeover_weather_reverse ON flights.weather_observation;
            DROP TRIGGER zz_changeover_weather_emptied ON flights.weather_observation;
            DROP TRIGGER zz_changeover_weather_fence ON flights.weather_observation;
            DROP TRIGGER zz_changeover_weather_snapshot ON flights.weather_observation;
            DROP TRIGGER zz_changeover_weather_follow_airport_id ON flights.airport;
            DROP TRIGGER zz_changeover_weather_looked_up_1 ON flights.airport;
            DROP TRIGGER zz_changeover_weather_capture ON nyc.weather_retired;
            DROP TRIGGER zz_changeover_weather_truncate ON nyc.weather_retired;
            ALTER TABLE flights.weather_observation DROP COLUMN IF EXISTS _year;
            ALTER TABLE flights.weather_observation DROP COLUMN IF EXISTS _month;
            ALTER TABLE flights.weather_observation DROP COLUMN IF EXISTS _day;
            ALTER TABLE flights.weather_observation DROP COLUMN IF EXISTS _hour;
            ALTER TABLE flights.weather_observation DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE flights.weather_observation FROM PUBLIC;
            PERFORM migration.finalize('flights', 'flights');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'flights' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then finalize again.';
END
$finalize$;

--: Nothing calls what kept both names of planes in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_flights.aircraft_reconcile(),
    migration_flights.aircraft_reverse(),
    migration_flights.aircraft_emptied(),
    migration_flights.aircraft_fence();

--: Nothing calls what kept both names of airlines in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_flights.airline_reconcile(),
    migration_flights.airline_reverse(),
    migration_flights.airline_emptied(),
    migration_flights.airline_fence();

--: Nothing calls what kept both names of airports in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_flights.airport_reconcile(),
    migration_flights.airport_reverse(),
    migration_flights.airport_emptied(),
    migration_flights.airport_fence();

--: Nothing calls what kept both names of flights in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_flights.flight_looked_up_1(),
    migration_flights.flight_looked_up_2(),
    migration_flights.flight_looked_up_3(),
    migration_flights.flight_reconcile(),
    migration_flights.flight_reverse(),
    migration_flights.flight_emptied(),
    migration_flights.flight_fence();

--: Nothing calls what kept both names of weather in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_flights.weather_looked_up_1(),
    migration_flights.weather_reconcile(),
    migration_flights.weather_reverse(),
    migration_flights.weather_emptied(),
    migration_flights.weather_fence();
