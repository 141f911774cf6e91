-- Mapping airports to airport: drains the journal and analyses the target.
-- Generated from specs/flights/mappings/airport.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on flights.airport.
-- Undo: 70_settle_airport.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.airport_replay_batch(keys integer)
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
        SELECT j.entry, j.faa IS NULL AS truncated
        FROM migration_flights.airport_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_flights.airport_journal (faa)
        SELECT t._legacy_faa
        FROM flights.airport AS t
        WHERE
            t._legacy_faa IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM nyc.airports AS l
                WHERE
                    (l.faa) = (t._legacy_faa)
            );
        INSERT INTO migration_flights.airport_journal (faa)
        SELECT (legacy_key ->> 'faa')::text
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('flights', 'airport');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('flights', 'airport')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('faa', j.faa)
                FROM migration_flights.airport_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM flights.airport AS t
        WHERE
            (t._legacy_faa) IN (
                SELECT j.faa
                FROM migration_flights.airport_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM nyc.airports AS l
                WHERE
                    (l.faa) = (t._legacy_faa)
            );
        INSERT INTO flights.airport AS t (
            id,
            code,
            name,
            latitude,
            longitude,
            altitude_ft,
            utc_offset_hours,
            daylight_saving,
            time_zone,
            _legacy_faa,
            _migrated_at
        )
        SELECT
            migration.uuid_from_text(62343862630697825, jsonb_build_array(l.faa)::text),
            l.faa,
            l.name,
            l.lat,
            l.lon,
            l.alt,
            l.tz,
            l.dst,
            l.tzone,
            l.faa,
            clock_timestamp()
        FROM nyc.airports AS l
        WHERE
            (l.faa) IN (
                SELECT j.faa
                FROM migration_flights.airport_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.faa
        FOR SHARE OF l
        ON CONFLICT (_legacy_faa) DO UPDATE SET
            id = excluded.id,
            code = excluded.code,
            name = excluded.name,
            latitude = excluded.latitude,
            longitude = excluded.longitude,
            altitude_ft = excluded.altitude_ft,
            utc_offset_hours = excluded.utc_offset_hours,
            daylight_saving = excluded.daylight_saving,
            time_zone = excluded.time_zone
        WHERE (
            t.id,
            t.code,
            t.name,
            t.latitude,
            t.longitude,
            t.altitude_ft,
            t.utc_offset_hours,
            t.daylight_saving,
            t.time_zone
        ) IS DISTINCT FROM (
            excluded.id,
            excluded.code,
            excluded.name,
            excluded.latitude,
            excluded.longitude,
            excluded.altitude_ft,
            excluded.utc_offset_hours,
            excluded.daylight_saving,
            excluded.time_zone
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
                SELECT DISTINCT j.faa
                FROM migration_flights.airport_journal AS j
                WHERE j.entry = ANY(entries) AND j.faa IS NOT NULL
                ORDER BY j.faa
            LOOP
                PERFORM migration_flights.airport_bring(noted.faa, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_flights.airport_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_flights.airport_replay(patience integer DEFAULT NULL)
LANGUAGE plpgsql
AS $replay$
DECLARE
    -- Whoever writes one of these rows waits for the transaction.
    at_once CONSTANT integer := 200;
    last_entry bigint;
    changed integer;
    tries integer := 0;
BEGIN
    -- The legacy name would show the target itself: what is noted waits for the reverse.
    IF migration.owner_of('flights', 'flights') = 'new' THEN
        RETURN;
    END IF;
    -- Twice, because a TRUNCATE is replayed as the keys that it leaves behind, and because
    -- a row may have been refused for a unique value that another one still held.
    FOR pass IN 1..2 LOOP
        IF pass = 2 THEN
            INSERT INTO migration_flights.airport_journal (faa)
            SELECT (legacy_key ->> 'faa')::text
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('flights', 'airport')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.airport_journal AS j;
        WHILE EXISTS (SELECT FROM migration_flights.airport_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_flights.airport_replay_batch(at_once);
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
CREATE OR REPLACE PROCEDURE migration_flights.airport_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('flights', 'flights');
    INSERT INTO migration_flights.airport_journal (faa)
    SELECT (legacy_key ->> 'faa')::text
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('flights', 'airport')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_flights.airport_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.airport_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.airport_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.airport_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.airport_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.airport_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.airport_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.airport_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.airport_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.airport_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE flights.airport;
