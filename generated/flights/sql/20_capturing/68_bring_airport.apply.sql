-- Mapping airports to airport: brings one legacy row over, or takes it back.
-- Generated from specs/flights/mappings/airport.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_airport.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.airport_refuse(target_column text, legacy_value text)
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
ALTER FUNCTION migration_flights.airport_refuse(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.airport_refuse(text, text) FROM PUBLIC;

--: Those who write target rows may
GRANT EXECUTE ON FUNCTION migration_flights.airport_refuse(text, text) TO migration_sync, migration_runner;

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_flights.airport_bring(key_faa text, came_from text)
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
    PERFORM FROM nyc.airports AS l
    WHERE (l.faa) = (key_faa)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('flights', 'airport', jsonb_build_object('faa', key_faa));
        DELETE FROM flights.airport AS t
        WHERE
            (t._legacy_faa) = (key_faa)
            AND NOT EXISTS (
                SELECT
                FROM nyc.airports AS l
                WHERE
                    (l.faa) = (key_faa)
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
            (l.faa) = (key_faa)
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
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM flights.airport AS t
            WHERE (t._legacy_faa) = (key_faa);
            SELECT to_jsonb(l) INTO legacy_row
            FROM nyc.airports AS l
            WHERE (l.faa) = (key_faa);
            PERFORM migration.quarantine_row(
                'flights', 'airport', jsonb_build_object('faa', key_faa),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.airport_bring(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.airport_bring(text, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.airport_bring(text, text) TO migration_runner;

COMMIT;
