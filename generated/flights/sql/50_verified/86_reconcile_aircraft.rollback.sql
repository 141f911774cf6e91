-- Mapping planes to aircraft: both forms of a value are kept in step.
-- Generated from specs/flights/mappings/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on flights.aircraft.
-- Undo: 86_reconcile_aircraft.apply.sql

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

--: The trigger that keeps both forms in step
DO $remove$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_aircraft_reconcile ON flights.aircraft;
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
$remove$;

--: Its routine
DROP FUNCTION IF EXISTS migration_flights.aircraft_reconcile();

COMMIT;
