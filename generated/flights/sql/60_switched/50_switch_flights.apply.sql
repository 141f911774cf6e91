-- Data set flights: the new tables own its rows, and both names reach them.
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.planes.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airlines.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airports.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.flights.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.weather.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_flights.planes.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_flights.airlines.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_flights.airports.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_flights.flights.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_flights.weather.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.aircraft.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airline.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airport.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.flight.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.weather_observation.
-- Undo: 50_switch_flights.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Switch flights in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
DECLARE
    held_since timestamptz;
BEGIN
    IF migration.owner_of('flights', 'flights') = 'new' THEN
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
    -- What no write can close is asked before anybody has to wait; the rest again under the locks.
    PERFORM migration.refuse_unchecked('flights', 'flights', 'switch');
    PERFORM migration.refuse_closed('flights', 'flights', 'switch', false);
    -- What is slow the first time in a session is done once before the locks, and taken back.
    -- What refuses it will do so again.
    BEGIN
        PERFORM migration.change_owner('flights', 'flights', 'new');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- What takes long is done before the locks as well, last what is noted meanwhile.
        PERFORM migration_flights.aircraft_dress();
        PERFORM migration_flights.airline_dress();
        PERFORM migration_flights.airport_dress();
        PERFORM migration_flights.flight_dress();
        PERFORM migration_flights.weather_dress();
        CALL migration_flights.aircraft_replay(5);
        CALL migration_flights.airline_replay(5);
        CALL migration_flights.airport_replay(5);
        CALL migration_flights.flight_replay(5);
        CALL migration_flights.weather_replay(5);
        BEGIN
            -- Most moments are quiet: what has changed is waited for before anybody else waits.
            IF attempt <= 20 AND (
                EXISTS (SELECT FROM migration_flights.flight_lookups)
                OR EXISTS (SELECT FROM migration_flights.weather_lookups)
            ) THEN
                RAISE lock_not_available;
            END IF;
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE nyc.planes IN ACCESS EXCLUSIVE MODE;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            LOCK TABLE nyc.airlines IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE nyc.airports IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE nyc.flights IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE nyc.weather IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE flights.aircraft IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.airline IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.airport IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.flight IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.weather_observation IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('nyc.planes'));
            PERFORM migration.wait_for_rights(to_regclass('nyc.airlines'));
            PERFORM migration.wait_for_rights(to_regclass('nyc.airports'));
            PERFORM migration.wait_for_rights(to_regclass('nyc.flights'));
            PERFORM migration.wait_for_rights(to_regclass('nyc.weather'));
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.tailnum IS NULL)
                FROM (SELECT j.tailnum FROM migration_flights.aircraft_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_flights.aircraft_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.carrier IS NULL)
                FROM (SELECT j.carrier FROM migration_flights.airline_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_flights.airline_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.faa IS NULL)
                FROM (SELECT j.faa FROM migration_flights.airport_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_flights.airport_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- Where no moment is quiet, what has changed is followed here.
            IF attempt > 20 THEN
                PERFORM migration_flights.flight_follow_now();
            END IF;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.time_hour IS NULL)
                FROM (SELECT j.time_hour FROM migration_flights.flight_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_flights.flight_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- Where no moment is quiet, what has changed is followed here.
            IF attempt > 20 THEN
                PERFORM migration_flights.weather_follow_now();
            END IF;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.origin IS NULL)
                FROM (SELECT j.origin FROM migration_flights.weather_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_flights.weather_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_flights.aircraft_journal)
                OR EXISTS (SELECT FROM migration_flights.airline_journal)
                OR EXISTS (SELECT FROM migration_flights.airport_journal)
                OR EXISTS (SELECT FROM migration_flights.flight_journal)
                OR EXISTS (SELECT FROM migration_flights.flight_lookups)
                OR EXISTS (SELECT FROM migration_flights.weather_journal)
                OR EXISTS (SELECT FROM migration_flights.weather_lookups)
            THEN
                RAISE lock_not_available;
            END IF;
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            -- Where there is no better moment, they wait no longer than this would for a lock.
            IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                RAISE lock_not_available;
            END IF;
            -- A value that another row still held a moment ago may be free when it is tried again.
            IF attempt <= 20 AND EXISTS (
                SELECT
                FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.sqlstate) = ('flights', '23505')
                    AND q.mapping IN ('aircraft', 'airline', 'airport', 'flight', 'weather')
                    AND q.origin <> 'backfill'
            ) THEN
                RAISE lock_not_available;
            END IF;
            -- What the table promises today, the view promises too.
            PERFORM migration_flights.aircraft_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('nyc.planes'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.planes TO migration_sync'
            ]);
            ALTER TABLE nyc.planes
                DISABLE TRIGGER zz_changeover_aircraft_capture,
                DISABLE TRIGGER zz_changeover_aircraft_truncate;
            ALTER TABLE nyc.planes RENAME TO planes_retired;
            CREATE TRIGGER zz_changeover_aircraft_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.planes_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_flights.aircraft_refuse_retired();
            ALTER TABLE nyc.planes_retired ENABLE ALWAYS TRIGGER zz_changeover_aircraft_retired;
            ALTER VIEW migration_flights.planes SET SCHEMA nyc;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_aircraft_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON flights.aircraft
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE flights.aircraft
                ENABLE ALWAYS TRIGGER zz_changeover_aircraft_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_aircraft_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_aircraft_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_aircraft_snapshot,
                DISABLE TRIGGER zz_changeover_aircraft_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_flights.airline_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('nyc.airlines'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.airlines TO migration_sync'
            ]);
            ALTER TABLE nyc.airlines
                DISABLE TRIGGER zz_changeover_airline_capture,
                DISABLE TRIGGER zz_changeover_airline_truncate;
            ALTER TABLE nyc.airlines RENAME TO airlines_retired;
            CREATE TRIGGER zz_changeover_airline_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.airlines_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_flights.airline_refuse_retired();
            ALTER TABLE nyc.airlines_retired ENABLE ALWAYS TRIGGER zz_changeover_airline_retired;
            ALTER VIEW migration_flights.airlines SET SCHEMA nyc;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_airline_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON flights.airline
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE flights.airline
                ENABLE ALWAYS TRIGGER zz_changeover_airline_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_airline_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_airline_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_airline_snapshot,
                DISABLE TRIGGER zz_changeover_airline_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_flights.airport_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('nyc.airports'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.airports TO migration_sync'
            ]);
            ALTER TABLE nyc.airports
                DISABLE TRIGGER zz_changeover_airport_capture,
                DISABLE TRIGGER zz_changeover_airport_truncate;
            ALTER TABLE nyc.airports RENAME TO airports_retired;
            CREATE TRIGGER zz_changeover_airport_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.airports_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_flights.airport_refuse_retired();
            ALTER TABLE nyc.airports_retired ENABLE ALWAYS TRIGGER zz_changeover_airport_retired;
            ALTER VIEW migration_flights.airports SET SCHEMA nyc;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_airport_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON flights.airport
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE flights.airport
                ENABLE ALWAYS TRIGGER zz_changeover_airport_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_airport_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_airport_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_airport_snapshot,
                DISABLE TRIGGER zz_changeover_airport_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_flights.flight_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('nyc.flights'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.flights TO migration_sync'
            ]);
            ALTER TABLE nyc.flights
                DISABLE TRIGGER zz_changeover_flight_capture,
                DISABLE TRIGGER zz_changeover_flight_truncate;
            ALTER TABLE nyc.flights RENAME TO flights_retired;
            CREATE TRIGGER zz_changeover_flight_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.flights_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_flights.flight_refuse_retired();
            ALTER TABLE nyc.flights_retired ENABLE ALWAYS TRIGGER zz_changeover_flight_retired;
            ALTER VIEW migration_flights.flights SET SCHEMA nyc;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_flight_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON flights.flight
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE flights.flight
                ENABLE ALWAYS TRIGGER zz_changeover_flight_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_flight_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_flight_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_flight_snapshot,
                DISABLE TRIGGER zz_changeover_flight_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_flights.weather_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('nyc.weather'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.weather TO migration_sync'
            ]);
            ALTER TABLE nyc.weather
                DISABLE TRIGGER zz_changeover_weather_capture,
                DISABLE TRIGGER zz_changeover_weather_truncate;
            ALTER TABLE nyc.weather RENAME TO weather_retired;
            CREATE TRIGGER zz_changeover_weather_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.weather_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_flights.weather_refuse_retired();
            ALTER TABLE nyc.weather_retired ENABLE ALWAYS TRIGGER zz_changeover_weather_retired;
            ALTER VIEW migration_flights.weather SET SCHEMA nyc;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_weather_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON flights.weather_observation
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE flights.weather_observation
                ENABLE ALWAYS TRIGGER zz_changeover_weather_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_weather_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_weather_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_weather_snapshot,
                DISABLE TRIGGER zz_changeover_weather_fence;
            PERFORM migration.change_owner('flights', 'flights', 'new');
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
        HINT = 'Look for long transactions in pg_stat_activity, and for who changes all the time what rows look up, then switch again.';
END
$switch$;
