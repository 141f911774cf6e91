-- Data set flights: the new tables own its rows, and both names reach them.
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.planes.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airlines.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airports.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.flights.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.weather.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.planes_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airlines_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airports_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.flights_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.weather_retired.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.aircraft.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airline.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airport.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.flight.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.weather_observation.
-- Undo: 50_switch_flights.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Give flights back to the legacy tables in one short transaction
DO $reverse$
DECLARE
    held_since timestamptz;
BEGIN
    IF migration.owner_of('flights', 'flights') = 'legacy' THEN
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
    -- What is slow the first time in a session is done once before the locks, and taken back.
    -- What refuses it will do so again.
    BEGIN
        PERFORM migration.change_owner('flights', 'flights', 'legacy');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- Who may use the names now may use the tables then; nearly all is done before the locks.
        PERFORM migration.same_rights(
            to_regclass('nyc.planes'), to_regclass('nyc.planes_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('nyc.airlines'), to_regclass('nyc.airlines_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('nyc.airports'), to_regclass('nyc.airports_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('nyc.flights'), to_regclass('nyc.flights_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('nyc.weather'), to_regclass('nyc.weather_retired')
        );
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            ALTER VIEW nyc.planes SET SCHEMA migration_flights;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            ALTER VIEW nyc.airlines SET SCHEMA migration_flights;
            ALTER VIEW nyc.airports SET SCHEMA migration_flights;
            ALTER VIEW nyc.flights SET SCHEMA migration_flights;
            ALTER VIEW nyc.weather SET SCHEMA migration_flights;
            LOCK TABLE flights.aircraft IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.airline IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.airport IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.flight IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.weather_observation IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('migration_flights.planes'));
            PERFORM migration.wait_for_rights(to_regclass('migration_flights.airlines'));
            PERFORM migration.wait_for_rights(to_regclass('migration_flights.airports'));
            PERFORM migration.wait_for_rights(to_regclass('migration_flights.flights'));
            PERFORM migration.wait_for_rights(to_regclass('migration_flights.weather'));
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE flights.aircraft
                DISABLE TRIGGER zz_changeover_aircraft_reconcile,
                DISABLE TRIGGER zz_changeover_aircraft_reverse,
                DISABLE TRIGGER zz_changeover_aircraft_emptied,
                DISABLE TRIGGER zz_changeover_aircraft_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_aircraft_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_flights.planes'), to_regclass('nyc.planes_retired')
            );
            DROP TRIGGER zz_changeover_aircraft_retired ON nyc.planes_retired;
            ALTER TABLE nyc.planes_retired RENAME TO planes;
            PERFORM migration.say_as_owner(to_regclass('nyc.planes'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON nyc.planes FROM migration_sync'
            ]);
            ALTER TABLE nyc.planes
                ENABLE ALWAYS TRIGGER zz_changeover_aircraft_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_aircraft_truncate;
            ALTER TABLE flights.airline
                DISABLE TRIGGER zz_changeover_airline_reconcile,
                DISABLE TRIGGER zz_changeover_airline_reverse,
                DISABLE TRIGGER zz_changeover_airline_emptied,
                DISABLE TRIGGER zz_changeover_airline_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_airline_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_flights.airlines'), to_regclass('nyc.airlines_retired')
            );
            DROP TRIGGER zz_changeover_airline_retired ON nyc.airlines_retired;
            ALTER TABLE nyc.airlines_retired RENAME TO airlines;
            PERFORM migration.say_as_owner(to_regclass('nyc.airlines'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON nyc.airlines FROM migration_sync'
            ]);
            ALTER TABLE nyc.airlines
                ENABLE ALWAYS TRIGGER zz_changeover_airline_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_airline_truncate;
            ALTER TABLE flights.airport
                DISABLE TRIGGER zz_changeover_airport_reconcile,
                DISABLE TRIGGER zz_changeover_airport_reverse,
                DISABLE TRIGGER zz_changeover_airport_emptied,
                DISABLE TRIGGER zz_changeover_airport_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_airport_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_flights.airports'), to_regclass('nyc.airports_retired')
            );
            DROP TRIGGER zz_changeover_airport_retired ON nyc.airports_retired;
            ALTER TABLE nyc.airports_retired RENAME TO airports;
            PERFORM migration.say_as_owner(to_regclass('nyc.airports'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON nyc.airports FROM migration_sync'
            ]);
            ALTER TABLE nyc.airports
                ENABLE ALWAYS TRIGGER zz_changeover_airport_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_airport_truncate;
            ALTER TABLE flights.flight
                DISABLE TRIGGER zz_changeover_flight_reconcile,
                DISABLE TRIGGER zz_changeover_flight_reverse,
                DISABLE TRIGGER zz_changeover_flight_emptied,
                DISABLE TRIGGER zz_changeover_flight_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_flight_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_flights.flights'), to_regclass('nyc.flights_retired')
            );
            DROP TRIGGER zz_changeover_flight_retired ON nyc.flights_retired;
            ALTER TABLE nyc.flights_retired RENAME TO flights;
            PERFORM migration.say_as_owner(to_regclass('nyc.flights'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON nyc.flights FROM migration_sync'
            ]);
            ALTER TABLE nyc.flights
                ENABLE ALWAYS TRIGGER zz_changeover_flight_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_flight_truncate;
            ALTER TABLE flights.weather_observation
                DISABLE TRIGGER zz_changeover_weather_reconcile,
                DISABLE TRIGGER zz_changeover_weather_reverse,
                DISABLE TRIGGER zz_changeover_weather_emptied,
                DISABLE TRIGGER zz_changeover_weather_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_weather_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_flights.weather'), to_regclass('nyc.weather_retired')
            );
            DROP TRIGGER zz_changeover_weather_retired ON nyc.weather_retired;
            ALTER TABLE nyc.weather_retired RENAME TO weather;
            PERFORM migration.say_as_owner(to_regclass('nyc.weather'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON nyc.weather FROM migration_sync'
            ]);
            ALTER TABLE nyc.weather
                ENABLE ALWAYS TRIGGER zz_changeover_weather_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_weather_truncate;
            PERFORM migration.change_owner('flights', 'flights', 'legacy');
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
        HINT = 'Look for long transactions in pg_stat_activity, then reverse again.';
END
$reverse$;
