-- Mapping flights to flight: where its rows come from stays with them.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

BEGIN;

--: The mapping is known no longer
SELECT migration.forget_mapping('flights', 'flight');

--: The provenance view
DROP VIEW IF EXISTS flights.flight_provenance;

--: The lookup journal
DROP TABLE IF EXISTS migration_flights.flight_lookups;

--: The journal
DROP TABLE IF EXISTS migration_flights.flight_journal;

--: The carried columns, unless the table is gone already
DO $carried$
BEGIN
    IF to_regclass('flights.flight') IS NOT NULL THEN
        ALTER TABLE flights.flight
            DROP COLUMN IF EXISTS _year,
            DROP COLUMN IF EXISTS _month,
            DROP COLUMN IF EXISTS _day,
            DROP COLUMN IF EXISTS _legacy_carrier,
            DROP COLUMN IF EXISTS _legacy_flight,
            DROP COLUMN IF EXISTS _tailnum,
            DROP COLUMN IF EXISTS _origin,
            DROP COLUMN IF EXISTS _dest,
            DROP COLUMN IF EXISTS _hour,
            DROP COLUMN IF EXISTS _minute,
            DROP COLUMN IF EXISTS _legacy_time_hour,
            DROP COLUMN IF EXISTS _migrated_at;
    END IF;
END
$carried$;

COMMIT;
