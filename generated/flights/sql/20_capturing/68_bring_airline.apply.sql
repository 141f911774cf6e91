-- Mapping airlines to airline: brings one legacy row over, or takes it back.
-- Generated from specs/flights/mappings/airline.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_airline.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.airline_refuse(target_column text, legacy_value text)
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
ALTER FUNCTION migration_flights.airline_refuse(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.airline_refuse(text, text) FROM PUBLIC;

--: Those who write target rows may
GRANT EXECUTE ON FUNCTION migration_flights.airline_refuse(text, text) TO migration_sync, migration_runner;

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_flights.airline_bring(key_carrier text, came_from text)
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
    PERFORM FROM nyc.airlines AS l
    WHERE (l.carrier) = (key_carrier)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('flights', 'airline', jsonb_build_object('carrier', key_carrier));
        DELETE FROM flights.airline AS t
        WHERE
            (t._legacy_carrier) = (key_carrier)
            AND NOT EXISTS (
                SELECT
                FROM nyc.airlines AS l
                WHERE
                    (l.carrier) = (key_carrier)
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
            (l.carrier) = (key_carrier)
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
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM flights.airline AS t
            WHERE (t._legacy_carrier) = (key_carrier);
            SELECT to_jsonb(l) INTO legacy_row
            FROM nyc.airlines AS l
            WHERE (l.carrier) = (key_carrier);
            PERFORM migration.quarantine_row(
                'flights', 'airline', jsonb_build_object('carrier', key_carrier),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.airline_bring(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.airline_bring(text, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.airline_bring(text, text) TO migration_runner;

COMMIT;
