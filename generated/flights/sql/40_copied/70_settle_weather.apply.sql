-- Mapping weather to weather_observation: drains the journal and analyses the target.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_settle_weather.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

--: Bring over the keys noted in the journal, a few per transaction
CREATE OR REPLACE FUNCTION migration_flights.weather_replay_batch(keys integer)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $replay_batch$
DECLARE
    noted record;
    replayed integer := 0;
BEGIN
    FOR noted IN
        DELETE FROM migration_flights.weather_journal AS j
        WHERE j.entry IN (
            SELECT first.entry
            FROM migration_flights.weather_journal AS first
            ORDER BY first.entry
            LIMIT keys
            FOR UPDATE SKIP LOCKED
        )
        RETURNING j.*
    LOOP
        replayed := replayed + 1;
        IF noted.origin IS NULL THEN
            -- A TRUNCATE: with writers held off, whatever has no legacy row goes.
            LOCK TABLE nyc.weather IN SHARE ROW EXCLUSIVE MODE;
            DELETE FROM flights.weather_observation AS t
            WHERE
                t.station IS NOT NULL
                AND NOT EXISTS (SELECT FROM nyc.weather AS l WHERE (l.origin, l.time_hour) = (t.station, t.observed_at));
        ELSE
            PERFORM migration_flights.weather_bring(noted.origin, noted.time_hour, 'replay');
        END IF;
    END LOOP;
    RETURN replayed;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Note the rows that name a changed value, once nobody can be writing without having seen it
CREATE OR REPLACE FUNCTION migration_flights.weather_follow_batch(last_entry bigint)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
SET enable_nestloop = off
AS $follow_batch$
DECLARE
    oldest xid8 := pg_snapshot_xmin(pg_current_snapshot());
BEGIN
    IF EXISTS (SELECT FROM migration_flights.weather_lookups AS j WHERE j.seen_by <= oldest) THEN
        WITH ripe AS MATERIALIZED (
            DELETE FROM migration_flights.weather_lookups AS j
            WHERE j.seen_by <= oldest
            RETURNING j.target_column, j.value
        )
        INSERT INTO migration_flights.weather_journal (origin, time_hour)
        SELECT l.origin, l.time_hour
        FROM nyc.weather AS l
        JOIN flights.weather_observation AS t ON (t.station, t.observed_at) = (l.origin, l.time_hour)
        WHERE
            (
                (l.origin)::text IN (
                    SELECT r.value FROM ripe AS r WHERE r.target_column = 'airport_id'
                )
                AND t.airport_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = l.origin
                    ),
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                )
            );
    END IF;
    UPDATE migration_flights.weather_lookups AS j
    SET seen_by = pg_snapshot_xmax(pg_current_snapshot())
    WHERE j.seen_by IS NULL;
    RETURN EXISTS (SELECT FROM migration_flights.weather_lookups AS j WHERE j.entry <= last_entry);
END
$follow_batch$;

--: Drain the journal as it stands; the application goes first
CREATE OR REPLACE PROCEDURE migration_flights.weather_replay()
LANGUAGE plpgsql
AS $replay$
DECLARE
    last_entry bigint;
    replayed integer;
BEGIN
    -- Whatever is still too young after the last attempt stays pending, and is accounted so.
    SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.weather_lookups AS j;
    FOR attempt IN 1..50 LOOP
        EXIT WHEN NOT migration_flights.weather_follow_batch(last_entry);
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.05);
    END LOOP;
    COMMIT;
    SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.weather_journal AS j;
    WHILE EXISTS (SELECT FROM migration_flights.weather_journal AS j WHERE j.entry <= last_entry) LOOP
        replayed := migration_flights.weather_replay_batch(100);
        COMMIT;
        IF replayed < 1 THEN
            PERFORM pg_catalog.pg_sleep(0.01 + 0.04 * pg_catalog.random());
        END IF;
    END LOOP;
END
$replay$;

--: Bring quarantined rows in, after a spec or the data was put right; the number brought
CREATE OR REPLACE FUNCTION migration_flights.weather_redrive()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $redrive$
DECLARE
    legacy_key jsonb;
    brought bigint := 0;
BEGIN
    FOR legacy_key IN
        SELECT q.legacy_key
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('flights', 'weather')
        ORDER BY q.quarantined_at
    LOOP
        IF migration_flights.weather_bring((legacy_key ->> 'origin')::text, (legacy_key ->> 'time_hour')::timestamptz, 'redrive') = 'brought' THEN
            brought := brought + 1;
        END IF;
    END LOOP;
    RETURN brought;
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_follow_batch(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_follow_batch(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_follow_batch(bigint) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.weather_replay() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.weather_replay() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.weather_replay() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_redrive() TO migration_runner;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE flights.weather_observation;
