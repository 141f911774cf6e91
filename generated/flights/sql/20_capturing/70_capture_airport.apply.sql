-- Mapping airports to airport: every change of the legacy table is mirrored.
-- Generated from specs/flights/mappings/airport.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on nyc.airports.
-- Undo: 70_capture_airport.rollback.sql

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

--: Mirror one change of a legacy row, never failing the application's own write
CREATE OR REPLACE FUNCTION migration_flights.airport_capture()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, nyc, flights, pg_temp
SET lock_timeout = '200ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $capture$
#variable_conflict use_column
DECLARE
    reason text;
    state text;
BEGIN
    -- A failure at COMMIT cannot be caught, so a serializable writer only leaves a note.
    -- An old snapshot may not see the target row that has to go, nor the row that a lookup needs.
    -- A trigger's own write fires before the write that it answers: the older one would come last.
    -- And who has waited once in a transaction waits no more.
    IF
        current_setting('transaction_isolation') <> 'read committed'
        OR pg_trigger_depth() > 1
        OR current_setting('changeover.note_only', true) = 'on'
    THEN
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO migration_flights.airport_journal (faa)
            VALUES (OLD.faa);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_flights.airport_journal (faa)
            VALUES (NEW.faa);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.faa) IS DISTINCT FROM (NEW.faa)
            THEN
                DELETE FROM flights.airport AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t._legacy_faa = l.faa;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('flights', 'airport', jsonb_build_object('faa', OLD.faa));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_flights.airport_journal (faa)
                VALUES (OLD.faa);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_flights.airport_journal (faa)
                VALUES (NEW.faa);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_flights.airport_journal (faa)
                VALUES (OLD.faa);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'flights', 'airport', jsonb_build_object('faa', NEW.faa),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_flights.airport_journal (faa)
                        VALUES (NEW.faa);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_flights.airport_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_flights.airport_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.airport_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.airport_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.airport_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.airport_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE nyc.airports IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_airport_capture
                AFTER INSERT OR UPDATE OR DELETE ON nyc.airports
                FOR EACH ROW EXECUTE FUNCTION migration_flights.airport_capture();
            ALTER TABLE nyc.airports ENABLE ALWAYS TRIGGER zz_changeover_airport_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_airport_truncate
                AFTER TRUNCATE ON nyc.airports
                FOR EACH STATEMENT EXECUTE FUNCTION migration_flights.airport_capture_truncate();
            ALTER TABLE nyc.airports ENABLE ALWAYS TRIGGER zz_changeover_airport_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table nyc.airports',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
