-- Mapping airports to airport: where its rows come from stays with them.
-- Generated from specs/flights/mappings/airport.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on flights.airport.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on flights.airport_provenance.
-- Undo: 40_mapping_airport.apply.sql

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

--: The mapping is known no longer
SELECT migration.forget_mapping('flights', 'airport');

--: The provenance view
DROP VIEW IF EXISTS flights.airport_provenance;

--: The journal
DO $journal$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TABLE IF EXISTS migration_flights.airport_journal;
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
$journal$;

--: The carried columns, unless the table is gone already
DO $carried$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE IF EXISTS flights.airport
                DROP COLUMN IF EXISTS _legacy_faa,
                DROP COLUMN IF EXISTS _migrated_at,
                DROP COLUMN IF EXISTS _by_legacy_name;
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
$carried$;

COMMIT;
