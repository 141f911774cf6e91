-- Mapping planes to aircraft: brings one legacy row over, or takes it back.
-- Generated from specs/flights/mappings/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_aircraft.rollback.sql

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

--: Refuse a value that a lookup does not hold; NULL is not a value
CREATE OR REPLACE FUNCTION migration_flights.aircraft_refuse(target_column text, legacy_value text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse$
BEGIN
    IF legacy_value IS NULL THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% has no counterpart for %', target_column, legacy_value USING
        ERRCODE = 'MG101',
        HINT = 'Add the value to the mapping or to the looked-up table, then run redrive.';
END
$refuse$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.aircraft_refuse(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.aircraft_refuse(text, text) FROM PUBLIC;

--: Those who write target rows may
GRANT EXECUTE ON FUNCTION migration_flights.aircraft_refuse(text, text) TO migration_sync, migration_runner;

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_flights.aircraft_bring(key_tailnum text, came_from text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, nyc, flights, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $bring$
#variable_conflict use_column
DECLARE
    legacy_row jsonb;
BEGIN
    -- Held until the end, also when the row turns out not to fit.
    PERFORM FROM nyc.planes AS l
    WHERE (l.tailnum) = (key_tailnum)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('flights', 'aircraft', jsonb_build_object('tailnum', key_tailnum));
        DELETE FROM flights.aircraft AS t
        WHERE
            (t._legacy_tailnum) = (key_tailnum)
            AND NOT EXISTS (
                SELECT
                FROM nyc.planes AS l
                WHERE
                    (l.tailnum) = (key_tailnum)
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
            (l.tailnum) = (key_tailnum)
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
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM flights.aircraft AS t
            WHERE (t._legacy_tailnum) = (key_tailnum);
            SELECT to_jsonb(l) INTO legacy_row
            FROM nyc.planes AS l
            WHERE (l.tailnum) = (key_tailnum);
            PERFORM migration.quarantine_row(
                'flights', 'aircraft', jsonb_build_object('tailnum', key_tailnum),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.aircraft_bring(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.aircraft_bring(text, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.aircraft_bring(text, text) TO migration_runner;

COMMIT;
