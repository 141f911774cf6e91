-- Mapping airlines to airline: what is verified is looked at again and again.
-- Generated from specs/flights/mappings/airline.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 64_recheck_airline.rollback.sql

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

--: Wait for a TRUNCATE to end; what this asks for is in nobody's way
SET lock_timeout = '30s';

--: Note which keys were written since the last look, on either side; the application pays nothing
CREATE OR REPLACE FUNCTION migration_flights.airline_note_changed()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET row_security = off
SET jit = off
AS $note_changed$
DECLARE
    -- Older than the scan's own snapshot: who writes meanwhile is seen the next time.
    oldest xid8 := pg_snapshot_xmin(pg_current_snapshot());
    since xid8;
BEGIN
    SELECT r.looked_since INTO since
    FROM migration.recheck AS r
    WHERE (r.migration, r.mapping) = ('flights', 'airline')
    FOR UPDATE;
    UPDATE migration.recheck AS r
    SET looked_since = oldest
    WHERE (r.migration, r.mapping) = ('flights', 'airline');
    IF since IS NULL THEN
        RETURN;
    END IF;
    IF migration.owner_of('flights', 'flights') = 'legacy' THEN
        INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
        SELECT 'flights', 'airline', jsonb_build_object('carrier', l.carrier)
        FROM nyc.airlines AS l
        WHERE age(l.xmin) <= age(since::xid)
        LIMIT 10000
        ON CONFLICT DO NOTHING;
    END IF;
    IF migration.owner_of('flights', 'flights') = 'new' THEN
        INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
        SELECT 'flights', 'airline', jsonb_build_object('carrier', l.carrier)
        FROM nyc.airlines_retired AS l
        WHERE age(l.xmin) <= age(since::xid)
        LIMIT 10000
        ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
    SELECT 'flights', 'airline', jsonb_build_object('carrier', t._legacy_carrier)
    FROM flights.airline AS t
    WHERE age(t.xmin) <= age(since::xid) AND t._legacy_carrier IS NOT NULL
    LIMIT 10000
    ON CONFLICT DO NOTHING;
END
$note_changed$;

--: Look again at one piece: noted keys first, then the next by key; false at the end of a pass
CREATE OR REPLACE FUNCTION migration_flights.airline_recheck_piece(size integer, began timestamptz)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET row_security = off
SET jit = off
AS $recheck_piece$
DECLARE
    last_key jsonb;
    keys jsonb[];
BEGIN
    -- Whoever else re-checks this mapping waits here.
    SELECT r.last_key INTO last_key
    FROM migration.recheck AS r
    WHERE (r.migration, r.mapping) = ('flights', 'airline')
    FOR UPDATE;
    keys := ARRAY(
        SELECT q.legacy_key
        FROM migration.recheck_key AS q
        WHERE
            (q.migration, q.mapping) = ('flights', 'airline')
            AND (q.looked_at IS NULL OR q.looked_at < began)
        ORDER BY q.looked_at NULLS FIRST, q.legacy_key
        LIMIT size
    );
    IF cardinality(keys) = 0 THEN
        IF last_key IS NULL THEN
            -- Before the first key is read: what is looked at from here on is this owner's.
            UPDATE migration.recheck AS r
            SET epoch = d.epoch
            FROM migration.data_set AS d
            WHERE
                (r.migration, r.mapping) = ('flights', 'airline')
                AND (d.migration, d.name) = ('flights', 'flights');
            keys := ARRAY(
                SELECT jsonb_build_object('carrier', k.key_1)
                FROM (
                    (SELECT l.carrier FROM migration_flights.airline_legacy_rows AS l ORDER BY l.carrier LIMIT size)
                    UNION
                    (SELECT t._legacy_carrier FROM flights.airline AS t WHERE t._legacy_carrier IS NOT NULL ORDER BY t._legacy_carrier LIMIT size)
                ) AS k (key_1)
                ORDER BY k.key_1
                LIMIT size
            );
        ELSE
            keys := ARRAY(
                SELECT jsonb_build_object('carrier', k.key_1)
                FROM (
                    (SELECT l.carrier FROM migration_flights.airline_legacy_rows AS l WHERE (l.carrier) > ((last_key ->> 'carrier')::text) ORDER BY l.carrier LIMIT size)
                    UNION
                    (SELECT t._legacy_carrier FROM flights.airline AS t WHERE (t._legacy_carrier) > ((last_key ->> 'carrier')::text) ORDER BY t._legacy_carrier LIMIT size)
                ) AS k (key_1)
                ORDER BY k.key_1
                LIMIT size
            );
        END IF;
        last_key := keys[cardinality(keys)];
        UPDATE migration.recheck AS r
        SET
            last_key = done.key,
            passes = r.passes + (done.key IS NULL)::integer,
            passed_at = CASE WHEN done.key IS NULL THEN clock_timestamp() ELSE r.passed_at END,
            passed_epoch = CASE WHEN done.key IS NULL THEN r.epoch ELSE r.passed_epoch END
        FROM (SELECT last_key) AS done (key)
        WHERE (r.migration, r.mapping) = ('flights', 'airline');
        IF last_key IS NULL THEN
            RETURN false;
        END IF;
    END IF;
    DELETE FROM migration.recheck_key AS q
    WHERE (q.migration, q.mapping) = ('flights', 'airline') AND q.legacy_key = ANY(keys);
    -- One statement is one snapshot: what is on its way is pending, or on both sides.
    WITH judged AS MATERIALIZED (
        SELECT DISTINCT ON (j.legacy_key) j.* FROM migration_flights.airline_judge(keys) AS j ORDER BY j.legacy_key, j.kind = 'pending' DESC
    ),
    again AS (
        INSERT INTO migration.recheck_key (migration, mapping, legacy_key, looked_at)
        SELECT 'flights', 'airline', j.legacy_key, clock_timestamp()
        FROM judged AS j
        WHERE j.kind = 'pending'
        ON CONFLICT DO NOTHING
    ),
    settled AS (
        DELETE FROM migration.drift AS d
        WHERE
            (d.migration, d.mapping, d.compared) = ('flights', 'airline', 'airline')
            AND d.legacy_key = ANY(keys)
            AND d.legacy_key NOT IN (SELECT j.legacy_key FROM judged AS j)
    )
    INSERT INTO migration.drift AS d (migration, mapping, compared, legacy_key, kind, columns, expected, actual)
    SELECT 'flights', 'airline', 'airline', j.legacy_key, j.kind, j.columns, j.expected, j.actual
    FROM judged AS j
    WHERE j.kind <> 'pending'
    ON CONFLICT ON CONSTRAINT drift_pkey DO UPDATE SET
        kind = excluded.kind,
        columns = excluded.columns,
        expected = excluded.expected,
        actual = excluded.actual;
    UPDATE migration.recheck AS r
    SET checked = r.checked + cardinality(keys), looked_at = clock_timestamp()
    WHERE (r.migration, r.mapping) = ('flights', 'airline');
    RETURN true;
END
$recheck_piece$;

--: Re-check for as long as the budget lasts, then until the pass ends; it goes on where it stopped
CREATE OR REPLACE PROCEDURE migration_flights.airline_recheck(budget interval DEFAULT '10 seconds', anew boolean DEFAULT false)
LANGUAGE plpgsql
AS $recheck$
DECLARE
    began timestamptz := pg_catalog.clock_timestamp();
BEGIN
    -- Nothing keeps the two sides alike any more once the way back is closed.
    IF EXISTS (
        SELECT FROM migration.data_set AS d
        WHERE
            (d.migration, d.name) = ('flights', 'flights')
            AND d.phase NOT IN ('verified', 'switched', 'rolling_out')
    ) THEN
        RETURN;
    END IF;
    INSERT INTO migration.recheck (migration, mapping)
    VALUES ('flights', 'airline')
    ON CONFLICT DO NOTHING;
    UPDATE migration.recheck AS r
    SET last_key = NULL
    WHERE (r.migration, r.mapping) = ('flights', 'airline') AND anew;
    -- What differed is looked at first.
    INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
    SELECT DISTINCT d.migration, d.mapping, d.legacy_key
    FROM migration.drift AS d
    WHERE (d.migration, d.mapping) = ('flights', 'airline')
    ON CONFLICT DO NOTHING;
    COMMIT;
    PERFORM migration_flights.airline_note_changed();
    COMMIT;
    WHILE migration_flights.airline_recheck_piece(500, began) LOOP
        COMMIT;
        EXIT WHEN pg_catalog.clock_timestamp() - began > budget;
        IF migration.throttle('flights') IS NOT NULL THEN
            PERFORM pg_catalog.pg_sleep(0.2);
        END IF;
    END LOOP;
    COMMIT;
END
$recheck$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.airline_note_changed() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.airline_note_changed() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.airline_note_changed() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.airline_recheck_piece(integer, timestamptz) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.airline_recheck_piece(integer, timestamptz) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.airline_recheck_piece(integer, timestamptz) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_flights.airline_recheck(interval, boolean) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_flights.airline_recheck(interval, boolean) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_flights.airline_recheck(interval, boolean) TO migration_runner;

--: Where pg_cron is installed, a minute's budget is spent every five minutes
DO $schedule$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_extension AS e WHERE e.extname = 'pg_cron') THEN
        RETURN;
    END IF;
    IF NOT pg_catalog.has_schema_privilege('cron', 'USAGE') THEN
        RAISE WARNING '% may not use pg_cron: nothing looks at % again by itself',
            current_user, 'airline'
        USING HINT = 'Grant USAGE on the schema cron, then apply this file again.';
        RETURN;
    END IF;
    EXECUTE 'SELECT cron.schedule($1, $2, $3)' USING
        'changeover flights airline recheck',
        '*/5 * * * *',
        'CALL migration_flights.airline_recheck(''1 minute'')';
END
$schedule$;

COMMIT;
