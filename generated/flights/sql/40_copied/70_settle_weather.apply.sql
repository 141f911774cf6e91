-- Mapping weather to weather_observation: drains the journal and analyses the target.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on flights.weather_observation.
-- Undo: 70_settle_weather.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

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
#variable_conflict use_column
DECLARE
    entries bigint[];
    truncated boolean;
    noted record;
BEGIN
    SELECT array_agg(picked.entry), bool_or(picked.truncated) INTO entries, truncated
    FROM (
        SELECT j.entry, j.origin IS NULL AS truncated
        FROM migration_flights.weather_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_flights.weather_journal (origin, time_hour)
        SELECT t.station, t.observed_at
        FROM flights.weather_observation AS t
        WHERE
            t.station IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM nyc.weather AS l
                WHERE
                    (l.origin, l.time_hour) = (t.station, t.observed_at)
            );
        INSERT INTO migration_flights.weather_journal (origin, time_hour)
        SELECT (legacy_key ->> 'origin')::text, (legacy_key ->> 'time_hour')::timestamptz
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('flights', 'weather');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('flights', 'weather')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('origin', j.origin, 'time_hour', j.time_hour)
                FROM migration_flights.weather_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM flights.weather_observation AS t
        WHERE
            (t.station, t.observed_at) IN (
                SELECT j.origin, j.time_hour
                FROM migration_flights.weather_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM nyc.weather AS l
                WHERE
                    (l.origin, l.time_hour) = (t.station, t.observed_at)
            );
        INSERT INTO flights.weather_observation AS t (
            station,
            observed_at,
            airport_id,
            temperature_f,
            dew_point_f,
            humidity_percent,
            wind_direction,
            wind_speed_mph,
            wind_gust_mph,
            precipitation_in,
            pressure_mbar,
            visibility_miles,
            _year,
            _month,
            _day,
            _hour,
            _migrated_at
        )
        SELECT
            l.origin,
            l.time_hour,
            COALESCE(
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
            ),
            l.temp,
            l.dewp,
            l.humid,
            l.wind_dir,
            l.wind_speed,
            l.wind_gust,
            l.precip,
            l.pressure,
            l.visib,
            l.year,
            l.month,
            l.day,
            l.hour,
            clock_timestamp()
        FROM nyc.weather AS l
        WHERE
            (l.origin, l.time_hour) IN (
                SELECT j.origin, j.time_hour
                FROM migration_flights.weather_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.origin, l.time_hour
        FOR SHARE OF l
        ON CONFLICT (station, observed_at) DO UPDATE SET
            airport_id = excluded.airport_id,
            temperature_f = excluded.temperature_f,
            dew_point_f = excluded.dew_point_f,
            humidity_percent = excluded.humidity_percent,
            wind_direction = excluded.wind_direction,
            wind_speed_mph = excluded.wind_speed_mph,
            wind_gust_mph = excluded.wind_gust_mph,
            precipitation_in = excluded.precipitation_in,
            pressure_mbar = excluded.pressure_mbar,
            visibility_miles = excluded.visibility_miles,
            _year = excluded._year,
            _month = excluded._month,
            _day = excluded._day,
            _hour = excluded._hour
        WHERE (
            t.airport_id,
            t.temperature_f,
            t.dew_point_f,
            t.humidity_percent,
            t.wind_direction,
            t.wind_speed_mph,
            t.wind_gust_mph,
            t.precipitation_in,
            t.pressure_mbar,
            t.visibility_miles,
            t._year,
            t._month,
            t._day,
            t._hour
        ) IS DISTINCT FROM (
            excluded.airport_id,
            excluded.temperature_f,
            excluded.dew_point_f,
            excluded.humidity_percent,
            excluded.wind_direction,
            excluded.wind_speed_mph,
            excluded.wind_gust_mph,
            excluded.precipitation_in,
            excluded.pressure_mbar,
            excluded.visibility_miles,
            excluded._year,
            excluded._month,
            excluded._day,
            excluded._hour
        );
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            -- One row of the batch cannot be mapped: bring them one by one and set it aside.
            FOR noted IN
                SELECT DISTINCT j.origin, j.time_hour
                FROM migration_flights.weather_journal AS j
                WHERE j.entry = ANY(entries) AND j.origin IS NOT NULL
                ORDER BY j.origin, j.time_hour
            LOOP
                PERFORM migration_flights.weather_bring(noted.origin, noted.time_hour, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_flights.weather_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
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
SET lock_timeout = '30s'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_batch$
DECLARE
    oldest xid8;
BEGIN
    -- The first write of this transaction: its id is younger than any that has not seen the change.
    UPDATE migration_flights.weather_lookups AS j
    SET seen_by = pg_current_xact_id()
    WHERE j.seen_by IS NULL;
    oldest := pg_snapshot_xmin(pg_current_snapshot());
    IF EXISTS (SELECT FROM migration_flights.weather_lookups AS j WHERE j.seen_by < oldest) THEN
        WITH ripe AS MATERIALIZED (
            DELETE FROM migration_flights.weather_lookups AS j
            WHERE j.seen_by < oldest
            RETURNING j.target_column, j.value
        )
        INSERT INTO migration_flights.weather_journal (origin, time_hour)
        SELECT named.*
        FROM (
            SELECT t.station, t.observed_at
            FROM flights.weather_observation AS t
            WHERE
                t.station IS NOT NULL
                AND left((t.station)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'airport_id')
                )
                AND (t.station)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'airport_id')
                )
                AND t.airport_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = t.station
                    ),
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                )
        ) AS named;
    END IF;
    RETURN EXISTS (SELECT FROM migration_flights.weather_lookups AS j WHERE j.entry <= last_entry);
END
$follow_batch$;

--: Under the locks of the switch nobody looks anything up any more: follow what changed at once
CREATE OR REPLACE FUNCTION migration_flights.weather_follow_now()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_now$
BEGIN
    IF EXISTS (SELECT FROM migration_flights.weather_lookups) THEN
        WITH ripe AS MATERIALIZED (
            DELETE FROM migration_flights.weather_lookups AS j
            WHERE true
            RETURNING j.target_column, j.value
        )
        INSERT INTO migration_flights.weather_journal (origin, time_hour)
        SELECT named.*
        FROM (
            SELECT t.station, t.observed_at
            FROM flights.weather_observation AS t
            WHERE
                t.station IS NOT NULL
                AND left((t.station)::text, 100) = ANY(
                    ARRAY(SELECT left((j.value)::text, 100) FROM ripe AS j WHERE j.target_column = 'airport_id')
                )
                AND (t.station)::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'airport_id')
                )
                AND t.airport_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = t.station
                    ),
                    (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                )
        ) AS named
        LIMIT 501;
    END IF;
END
$follow_now$;

--: After the switch: where the owner's rows are that do not hold what is found now; NULL when none is left
CREATE OR REPLACE FUNCTION migration_flights.weather_follow_sought(last_entry bigint)
RETURNS tid[]
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_sought$
DECLARE
    oldest xid8;
    ripe bigint[];
    sought tid[] := ARRAY[]::tid[];
BEGIN
    IF migration.owner_of('flights', 'flights') <> 'new' THEN
        RETURN NULL;
    END IF;
    -- As before the switch: whoever may not have seen the change has ended, or it waits.
    UPDATE migration_flights.weather_lookups AS j
    SET seen_by = pg_current_xact_id()
    WHERE j.seen_by IS NULL;
    oldest := pg_snapshot_xmin(pg_current_snapshot());
    SELECT array_agg(j.entry) INTO ripe
    FROM migration_flights.weather_lookups AS j
    WHERE j.seen_by < oldest;
    IF ripe IS NOT NULL THEN
        -- Nobody waits for this: no row is locked, however many have to be read.
        sought := ARRAY(
            SELECT t.ctid
            FROM flights.weather_observation AS t
            WHERE
                t.station IS NOT NULL AND t.observed_at IS NOT NULL
                AND (
                    t.airport_id = (
                        SELECT known.id
                        FROM flights.airport AS known
                        WHERE known.code = 'unknown'
                    )
                    OR NOT EXISTS (
                        SELECT FROM flights.airport AS known WHERE known.id = t.airport_id
                    )
                )
                AND t.airport_id IS DISTINCT FROM (
                    SELECT (COALESCE(
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
                    ))::uuid
                    FROM (
                        SELECT
                            t.station AS origin,
                            t._year AS year,
                            t._month AS month,
                            t._day AS day,
                            t._hour AS hour,
                            t.temperature_f AS temp,
                            t.dew_point_f AS dewp,
                            t.humidity_percent AS humid,
                            t.wind_direction AS wind_dir,
                            t.wind_speed_mph AS wind_speed,
                            t.wind_gust_mph AS wind_gust,
                            t.precipitation_in AS precip,
                            t.pressure_mbar AS pressure,
                            t.visibility_miles AS visib,
                            t.observed_at AS time_hour
                    ) AS l
                )
                AND (
                    (
                        left((t.station)::text, 100) = ANY(
                            ARRAY(SELECT left((j.value)::text, 100) FROM migration_flights.weather_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'airport_id')
                        )
                        AND (t.station)::text = ANY(
                            ARRAY(SELECT j.value FROM migration_flights.weather_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'airport_id')
                        )
                    )
                )
            LIMIT 10000
        );
        IF cardinality(sought) = 0 THEN
            -- A reverse may have had its turn meanwhile: it follows more than these rows.
            LOCK TABLE flights.weather_observation IN ROW EXCLUSIVE MODE;
            DELETE FROM migration_flights.weather_lookups AS j
            WHERE
                j.entry = ANY(ripe)
                AND migration.owner_of('flights', 'flights') = 'new';
        END IF;
    END IF;
    IF EXISTS (SELECT FROM migration_flights.weather_lookups AS j WHERE j.entry <= last_entry) THEN
        RETURN sought;
    END IF;
    RETURN NULL;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN ARRAY[]::tid[];
END
$follow_sought$;

--: Let a few of them hold what is found; whatever somebody is writing is left to the next time
CREATE OR REPLACE FUNCTION migration_flights.weather_follow_owner(sought tid[])
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_owner$
DECLARE
    found integer;
    changed integer := 0;
BEGIN
    -- Before the owner is asked: with this lock, no reverse has its turn until the end.
    LOCK TABLE flights.weather_observation IN ROW EXCLUSIVE MODE;
    IF migration.owner_of('flights', 'flights') <> 'new' THEN
        RETURN 0;
    END IF;
    WITH changed AS (
        SELECT t.station, t.observed_at, (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t.station AS origin,
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t._hour AS hour,
                        t.temperature_f AS temp,
                        t.dew_point_f AS dewp,
                        t.humidity_percent AS humid,
                        t.wind_direction AS wind_dir,
                        t.wind_speed_mph AS wind_speed,
                        t.wind_gust_mph AS wind_gust,
                        t.precipitation_in AS precip,
                        t.pressure_mbar AS pressure,
                        t.visibility_miles AS visib,
                        t.observed_at AS time_hour
                ) AS l
            ) AS found
        FROM flights.weather_observation AS t
        WHERE
            t.ctid = ANY(sought)
            AND t.station IS NOT NULL AND t.observed_at IS NOT NULL
            AND (
                t.airport_id = (
                    SELECT known.id
                    FROM flights.airport AS known
                    WHERE known.code = 'unknown'
                )
                OR NOT EXISTS (
                    SELECT FROM flights.airport AS known WHERE known.id = t.airport_id
                )
            )
            AND t.airport_id IS DISTINCT FROM (
                SELECT (COALESCE(
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
                ))::uuid
                FROM (
                    SELECT
                        t.station AS origin,
                        t._year AS year,
                        t._month AS month,
                        t._day AS day,
                        t._hour AS hour,
                        t.temperature_f AS temp,
                        t.dew_point_f AS dewp,
                        t.humidity_percent AS humid,
                        t.wind_direction AS wind_dir,
                        t.wind_speed_mph AS wind_speed,
                        t.wind_gust_mph AS wind_gust,
                        t.precipitation_in AS precip,
                        t.pressure_mbar AS pressure,
                        t.visibility_miles AS visib,
                        t.observed_at AS time_hour
                ) AS l
            )
        FOR UPDATE OF t SKIP LOCKED
    ),
    written AS (
        UPDATE flights.weather_observation AS t
        SET airport_id = c.found, _by_legacy_name = true
        FROM changed AS c
        WHERE (t.station, t.observed_at) = (c.station, c.observed_at)
        RETURNING t.airport_id IS NOT DISTINCT FROM c.found AS held
    )
    SELECT count(*) FILTER (WHERE w.held) INTO found
    FROM written AS w;
    changed := changed + found;
    RETURN changed;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN 0;
END
$follow_owner$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_flights.weather_replay(patience integer DEFAULT NULL)
LANGUAGE plpgsql
AS $replay$
DECLARE
    -- Whoever writes one of these rows waits for the transaction.
    at_once CONSTANT integer := 200;
    last_entry bigint;
    sought tid[];
    changed integer;
    tries integer := 0;
BEGIN
    -- The legacy name would show the target itself: what is noted waits for the reverse.
    IF migration.owner_of('flights', 'flights') = 'new' THEN
        -- But what came since for the unknown member is found, or fifty times in a row nothing can be done.
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.weather_lookups AS j;
        WHILE last_entry IS NOT NULL AND tries < 50 LOOP
            sought := migration_flights.weather_follow_sought(last_entry);
            COMMIT;
            EXIT WHEN sought IS NULL;
            changed := 0;
            FOR start IN 1..pg_catalog.cardinality(sought) BY at_once LOOP
                changed := changed + migration_flights.weather_follow_owner(sought[start:start + at_once - 1]);
                COMMIT;
            END LOOP;
            tries := CASE WHEN changed < 1 THEN tries + 1 ELSE 0 END;
            IF changed < 1 THEN
                PERFORM pg_catalog.pg_sleep(0.05);
            END IF;
        END LOOP;
        RETURN;
    END IF;
    -- Whatever is still too young after the last attempt stays pending, and is accounted so.
    SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.weather_lookups AS j;
    FOR attempt IN 1..COALESCE(2 * patience, 50) LOOP
        EXIT WHEN NOT migration_flights.weather_follow_batch(last_entry);
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.05);
    END LOOP;
    COMMIT;
    -- Twice, because a TRUNCATE is replayed as the keys that it leaves behind, and because
    -- a row may have been refused for a unique value that another one still held.
    FOR pass IN 1..2 LOOP
        IF pass = 2 THEN
            INSERT INTO migration_flights.weather_journal (origin, time_hour)
            SELECT (legacy_key ->> 'origin')::text, (legacy_key ->> 'time_hour')::timestamptz
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('flights', 'weather')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.weather_journal AS j;
        WHILE EXISTS (SELECT FROM migration_flights.weather_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_flights.weather_replay_batch(at_once);
            COMMIT;
            tries := CASE WHEN changed < 1 THEN tries + 1 ELSE 0 END;
            IF tries >= patience THEN
                RETURN;
            END IF;
            IF changed < 1 THEN
                PERFORM pg_catalog.pg_sleep(0.01 + 0.04 * pg_catalog.random());
            END IF;
        END LOOP;
    END LOOP;
END
$replay$;

--: Bring quarantined rows in, after a spec or the data was put right
CREATE OR REPLACE PROCEDURE migration_flights.weather_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('flights', 'flights');
    INSERT INTO migration_flights.weather_journal (origin, time_hour)
    SELECT (legacy_key ->> 'origin')::text, (legacy_key ->> 'time_hour')::timestamptz
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('flights', 'weather')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_flights.weather_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_follow_batch(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_follow_batch(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_follow_batch(bigint) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_follow_now() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_follow_now() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_follow_now() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_follow_sought(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_follow_sought(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_follow_sought(bigint) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_follow_owner(tid[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_follow_owner(tid[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_follow_owner(tid[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.weather_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.weather_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.weather_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.weather_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.weather_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.weather_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.weather_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.weather_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.weather_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE flights.weather_observation;
