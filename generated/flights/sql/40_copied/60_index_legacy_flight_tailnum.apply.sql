-- Index legacy_flight_tailnum on flights.flight
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is built, readers and writers go on, on flights.flight.
-- Locks: SHARE for a moment, retried, on flights.flight.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on the new indexes of flights.flight.
-- Undo: 60_index_legacy_flight_tailnum.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';
SET ROLE migration_owner;

--: Drop an index of that name with another definition.
DO $index$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            IF EXISTS (
                SELECT
                FROM pg_catalog.pg_index AS found
                WHERE
                    found.indrelid = 'flights.flight'::regclass
                    AND found.indexrelid = to_regclass('flights.legacy_flight_tailnum')
                    AND (
                        pg_get_indexdef(found.indexrelid) NOT LIKE
                            'CREATE INDEX % USING btree (_tailnum)'
                        OR substring(
                            obj_description(found.indexrelid, 'pg_class') FROM '\[definition [0-9a-f]+\]$'
                        ) <> '[definition a1654b36d178]'
                    )
            ) THEN
                DROP INDEX flights.legacy_flight_tailnum;
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
$index$;

--: Wait for old snapshots without a limit; the builds block nobody while they wait.
SET lock_timeout = 0;

--: Drop what an interrupted build left on single partitions.
WITH parts AS (
    SELECT
        part.oid,
        'legacy_flight_tailnum_'
        || replace(part.relname, 'flight_', '') AS index_name
    FROM pg_catalog.pg_inherits AS child
    INNER JOIN pg_catalog.pg_class AS part ON part.oid = child.inhrelid
    WHERE child.inhparent = to_regclass('flights.flight')
)
SELECT
    format('DROP INDEX CONCURRENTLY %I.%I', 'flights', class.relname)
FROM parts
INNER JOIN pg_catalog.pg_index AS found ON found.indrelid = parts.oid
INNER JOIN pg_catalog.pg_class AS class ON class.oid = found.indexrelid
WHERE
    NOT class.relispartition
    AND (
        (
            class.relname ~ ('^' || parts.index_name || '_cc(new|old)[0-9]*$')
            AND NOT found.indisvalid
        )
        OR (
            class.relname = parts.index_name
            AND (
                NOT found.indisvalid
                OR to_regclass('flights.legacy_flight_tailnum') IS NULL
                OR pg_get_indexdef(found.indexrelid) NOT LIKE
                    'CREATE INDEX % USING btree (_tailnum)'
            )
        )
    )
ORDER BY class.relname
\gexec

--: Wait no longer than usual again.
SET lock_timeout = '30ms';

--: Create the index of the table itself, still without any partition.
DO $index$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            IF NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_index
                WHERE
                    indrelid = 'flights.flight'::regclass
                    AND indexrelid = to_regclass('flights.legacy_flight_tailnum')
            ) THEN
                CREATE INDEX legacy_flight_tailnum
                ON ONLY flights.flight (_tailnum);
            END IF;
            COMMENT ON INDEX flights.legacy_flight_tailnum IS
                'Legacy statements find rows of flights by tailnum. [definition a1654b36d178]';
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
$index$;

--: Wait for old snapshots without a limit; the builds block nobody while they wait.
SET lock_timeout = 0;

--: Build the index of each partition while readers and writers go on.
WITH parts AS (
    SELECT
        part.oid,
        'legacy_flight_tailnum_'
        || replace(part.relname, 'flight_', '') AS index_name
    FROM pg_catalog.pg_inherits AS child
    INNER JOIN pg_catalog.pg_class AS part ON part.oid = child.inhrelid
    WHERE child.inhparent = to_regclass('flights.flight')
)
SELECT
    format(
        'CREATE INDEX CONCURRENTLY %I ON %s ',
        parts.index_name,
        parts.oid::regclass
    )
    || $definition$
    (_tailnum)
    $definition$
FROM parts
WHERE
    NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_inherits AS attached
        INNER JOIN pg_catalog.pg_index AS own ON own.indexrelid = attached.inhrelid
        WHERE
            attached.inhparent = to_regclass('flights.legacy_flight_tailnum')
            AND own.indrelid = parts.oid
    )
    AND NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_index AS found
        INNER JOIN pg_catalog.pg_class AS class ON class.oid = found.indexrelid
        WHERE found.indrelid = parts.oid AND class.relname = parts.index_name
    )
ORDER BY parts.index_name
\gexec

--: Wait no longer than usual again.
SET lock_timeout = '30ms';

--: Make them parts of the one index, which is valid once it has them all.
DO $index$
DECLARE
    part regclass;
    attempts_left integer;
BEGIN
    FOR part IN
        WITH parts AS (
            SELECT
                part.oid,
                'legacy_flight_tailnum_'
                || replace(part.relname, 'flight_', '') AS index_name
            FROM pg_catalog.pg_inherits AS child
            INNER JOIN pg_catalog.pg_class AS part ON part.oid = child.inhrelid
            WHERE child.inhparent = to_regclass('flights.flight')
        )
        SELECT found.indexrelid
        FROM parts
        INNER JOIN pg_catalog.pg_index AS found ON found.indrelid = parts.oid
        INNER JOIN pg_catalog.pg_class AS class ON class.oid = found.indexrelid
        WHERE
            class.relname = parts.index_name
            AND found.indisvalid
            AND NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_inherits AS attached
                INNER JOIN pg_catalog.pg_index AS own ON own.indexrelid = attached.inhrelid
                WHERE
                    attached.inhparent = to_regclass('flights.legacy_flight_tailnum')
                    AND own.indrelid = parts.oid
            )
        ORDER BY class.relname
    LOOP
        attempts_left := 200;
        LOOP
            BEGIN
                EXECUTE format(
                    'ALTER INDEX %s ATTACH PARTITION %s',
                    'flights.legacy_flight_tailnum',
                    part
                );
                EXIT;
            EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                attempts_left := attempts_left - 1;
                IF attempts_left <= 0 THEN
                    RAISE;
                END IF;
            END;
            PERFORM pg_sleep(0.1 + random() * 0.4);
        END LOOP;
        COMMIT;
    END LOOP;
END
$index$;

RESET ROLE;
