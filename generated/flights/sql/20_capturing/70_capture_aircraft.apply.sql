-- Mapping planes to aircraft: every change of the legacy table is mirrored.
-- Generated from specs/flights/mappings/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on nyc.planes.
-- Undo: 70_capture_aircraft.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_flights.aircraft_capture()
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
            INSERT INTO migration_flights.aircraft_journal (tailnum)
            VALUES (OLD.tailnum);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_flights.aircraft_journal (tailnum)
            VALUES (NEW.tailnum);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.tailnum) IS DISTINCT FROM (NEW.tailnum)
            THEN
                DELETE FROM flights.aircraft AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t._legacy_tailnum = l.tailnum;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('flights', 'aircraft', jsonb_build_object('tailnum', OLD.tailnum));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_flights.aircraft_journal (tailnum)
                VALUES (OLD.tailnum);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_flights.aircraft_journal (tailnum)
                VALUES (NEW.tailnum);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_flights.aircraft_journal (tailnum)
                VALUES (OLD.tailnum);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'flights', 'aircraft', jsonb_build_object('tailnum', NEW.tailnum),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_flights.aircraft_journal (tailnum)
                        VALUES (NEW.tailnum);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_flights.aircraft_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_flights.aircraft_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.aircraft_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.aircraft_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_flights.aircraft_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_flights.aircraft_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE nyc.planes IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_aircraft_capture
                AFTER INSERT OR UPDATE OR DELETE ON nyc.planes
                FOR EACH ROW EXECUTE FUNCTION migration_flights.aircraft_capture();
            ALTER TABLE nyc.planes ENABLE ALWAYS TRIGGER zz_changeover_aircraft_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_aircraft_truncate
                AFTER TRUNCATE ON nyc.planes
                FOR EACH STATEMENT EXECUTE FUNCTION migration_flights.aircraft_capture_truncate();
            ALTER TABLE nyc.planes ENABLE ALWAYS TRIGGER zz_changeover_aircraft_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table nyc.planes',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
