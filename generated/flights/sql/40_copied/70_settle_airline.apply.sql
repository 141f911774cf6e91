-- Mapping airlines to airline: drains the journal and analyses the target.
-- Generated from specs/flights/mappings/airline.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on flights.airline.
-- Undo: 70_settle_airline.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.airline_replay_batch(keys integer)
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
        SELECT j.entry, j.carrier IS NULL AS truncated
        FROM migration_flights.airline_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_flights.airline_journal (carrier)
        SELECT t._legacy_carrier
        FROM flights.airline AS t
        WHERE
            t._legacy_carrier IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM nyc.airlines AS l
                WHERE
                    (l.carrier) = (t._legacy_carrier)
            );
        INSERT INTO migration_flights.airline_journal (carrier)
        SELECT (legacy_key ->> 'carrier')::text
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('flights', 'airline');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('flights', 'airline')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('carrier', j.carrier)
                FROM migration_flights.airline_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM flights.airline AS t
        WHERE
            (t._legacy_carrier) IN (
                SELECT j.carrier
                FROM migration_flights.airline_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM nyc.airlines AS l
                WHERE
                    (l.carrier) = (t._legacy_carrier)
            );
        INSERT INTO flights.airline AS t (
            id,
            code,
            name,
            _legacy_carrier,
            _migrated_at
        )
        SELECT
            migration.uuid_from_text(34154224782787676, jsonb_build_array(l.carrier)::text),
            l.carrier,
            l.name,
            l.carrier,
            clock_timestamp()
        FROM nyc.airlines AS l
        WHERE
            (l.carrier) IN (
                SELECT j.carrier
                FROM migration_flights.airline_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.carrier
        FOR SHARE OF l
        ON CONFLICT (_legacy_carrier) DO UPDATE SET
            id = excluded.id,
            code = excluded.code,
            name = excluded.name
        WHERE (
            t.id,
            t.code,
            t.name
        ) IS DISTINCT FROM (
            excluded.id,
            excluded.code,
            excluded.name
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
                SELECT DISTINCT j.carrier
                FROM migration_flights.airline_journal AS j
                WHERE j.entry = ANY(entries) AND j.carrier IS NOT NULL
                ORDER BY j.carrier
            LOOP
                PERFORM migration_flights.airline_bring(noted.carrier, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_flights.airline_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_flights.airline_replay(patience integer DEFAULT NULL)
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
            INSERT INTO migration_flights.airline_journal (carrier)
            SELECT (legacy_key ->> 'carrier')::text
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('flights', 'airline')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_flights.airline_journal AS j;
        WHILE EXISTS (SELECT FROM migration_flights.airline_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_flights.airline_replay_batch(at_once);
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
CREATE OR REPLACE PROCEDURE migration_flights.airline_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('flights', 'flights');
    INSERT INTO migration_flights.airline_journal (carrier)
    SELECT (legacy_key ->> 'carrier')::text
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('flights', 'airline')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_flights.airline_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.airline_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.airline_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.airline_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.airline_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.airline_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.airline_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.airline_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.airline_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.airline_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE flights.airline;
