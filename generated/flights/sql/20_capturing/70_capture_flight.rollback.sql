-- Mapping flights to flight: every change of the legacy table is mirrored.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.flights.
-- Undo: 70_capture_flight.apply.sql

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

--: Remove both triggers in one short lock; a busy table is tried again
DO $remove$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_flight_capture ON nyc.flights;
            DROP TRIGGER IF EXISTS zz_changeover_flight_truncate ON nyc.flights;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then roll back again.';
END
$remove$;

--: The routine that mirrored rows
DROP FUNCTION IF EXISTS migration_flights.flight_capture();

--: The routine that mirrored TRUNCATE
DROP FUNCTION IF EXISTS migration_flights.flight_capture_truncate();

--: What was mirrored or set aside is empty again, as before the phase
DO $empty$
BEGIN
    DELETE FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('flights', 'flight');
    IF to_regclass('migration_flights.flight_journal') IS NOT NULL THEN
        DELETE FROM migration_flights.flight_journal;
    END IF;
    IF to_regclass('flights.flight') IS NOT NULL THEN
        DELETE FROM flights.flight AS t
        WHERE t._migrated_at IS NOT NULL;
    END IF;
END
$empty$;

COMMIT;
