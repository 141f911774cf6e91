-- Mapping planes to aircraft: drains the journal and analyses the target.
-- Generated from specs/flights/mappings/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on flights.aircraft.
-- Undo: 70_settle_aircraft.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.aircraft_replay_batch(keys integer)
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
        SELECT j.entry, j.tailnum IS NULL AS truncated
        FROM migration_flights.aircraft_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_flights.aircraft_journal (tailnum)
        SELECT t._legacy_tailnum
        FROM flights.aircraft AS t
        WHERE
            t._legacy_tailnum IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM nyc.planes AS l
                WHERE
                    (l.tailnum) = (t._legacy_tailnum)
            );
        INSERT INTO migration_flights.aircraft_journal (tailnum)
        SELECT (legacy_key ->> 'tailnum')::text
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('flights', 'aircraft');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('flights', 'aircraft')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('tailnum', j.tailnum)
                FROM migration_flights.aircraft_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM flights.aircraft AS t
        WHERE
            (t._legacy_tailnum) IN (
                SELECT j.tailnum
                FROM migration_flights.aircraft_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM nyc.planes AS l
                WHERE
                    (l.tailnum) = (t._legacy_tailnum)
            );
        INSERT INTO flights.aircraft AS t (
            id,
            tail_number,
            built_in,
            category,
            manufacturer,
            model,
            engines,
            seats,
            speed_mph,
            engine_type,
            _legacy_tailnum,
            _migrated_at
        )
        SELECT
            migration.uuid_from_text(69775974740829864, jsonb_build_array(l.tailnum)::text),
            l.tailnum,
            l.year,
            l.type,
            l.manufacturer,
            l.model,
            l.engines,
            l.seats,
            l.speed,
            l.engine,
            l.tailnum,
            clock_timestamp()
        FROM nyc.planes AS l
        WHERE
            (l.tailnum) IN (
                SELECT j.tailnum
                FROM migration_flights.aircraft_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.tailnum
        FOR SHARE OF l
        ON CONFLICT (_legacy_tailnum) DO UPDATE SET
            id = excluded.id,
            tail_number = excluded.tail_number,
            built_in = excluded.built_in,
            category = excluded.category,
            manufacturer = excluded.manufacturer,
            model = excluded.model,
            engines = excluded.engines,
            seats = excluded.seats,
            speed_mph = excluded.speed_mph,
            engine_type = excluded.engine_type
        WHERE (
            t.id,
            t.tail_number,
            t.built_in,
            t.category,
            t.manufacturer,
            t.model,
            t.engines,
            t.seats,
            t.speed_mph,
            t.engine_type
        ) IS DISTINCT FROM (
            excluded.id,
            excluded.tail_number,
            excluded.built_in,
            excluded.category,
            excluded.manufacturer,
            excluded.model,
            excluded.engines,
            excluded.seats,
            excluded.speed_mph,
            excluded.engine_type
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
                SELECT DISTINCT j.tailnum
                FROM migration_flights.aircraft_journal AS j
                WHERE j.entry = ANY(entries) AND j.tailnum IS NOT NULL
                ORDER BY j.tailnum
            LOOP
                PERFORM migration_flights.aircraft_bring(noted.tailnum, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_flights.aircraft_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_flights.aircraft_replay(patience integer DEFAULT NULL)
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
            INSERT INTO migration_flights.aircraft_journal (tailnum)
            SELECT (legacy_key ->> 'tailnum')::text
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('flights', 'aircraft')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.aircraft_journal AS j;
        WHILE EXISTS (SELECT FROM migration_flights.aircraft_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_flights.aircraft_replay_batch(at_once);
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
CREATE OR REPLACE PROCEDURE migration_flights.aircraft_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('flights', 'flights');
    INSERT INTO migration_flights.aircraft_journal (tailnum)
    SELECT (legacy_key ->> 'tailnum')::text
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('flights', 'aircraft')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_flights.aircraft_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.aircraft_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.aircraft_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.aircraft_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.aircraft_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.aircraft_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.aircraft_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.aircraft_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.aircraft_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.aircraft_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE flights.aircraft;
