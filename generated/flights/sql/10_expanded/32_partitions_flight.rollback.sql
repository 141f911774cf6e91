-- Partitions of flights.flight
-- Generated from specs/flights/tables/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on flights.flight.
-- Undo: 32_partitions_flight.apply.sql

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

--: Act as the owner, who can drop nothing but its own.
SET LOCAL ROLE migration_owner;

--: Drop the partitions with their rows.
DO $partitions$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TABLE IF EXISTS
                flights.flight_before_2013_01,
                flights.flight_2013_01,
                flights.flight_2013_02,
                flights.flight_2013_03,
                flights.flight_2013_04,
                flights.flight_2013_05,
                flights.flight_2013_06,
                flights.flight_2013_07,
                flights.flight_2013_08,
                flights.flight_2013_09,
                flights.flight_2013_10,
                flights.flight_2013_11,
                flights.flight_2013_12,
                flights.flight_2014_01,
                flights.flight_2014_02,
                flights.flight_2014_03,
                flights.flight_2014_04,
                flights.flight_default;
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
$partitions$;

COMMIT;
