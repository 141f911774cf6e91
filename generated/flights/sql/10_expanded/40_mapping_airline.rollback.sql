-- Mapping airlines to airline: where its rows come from stays with them.
-- Generated from specs/flights/mappings/airline.yaml; edit the spec, then run `make render`.
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
SELECT migration.forget_mapping('flights', 'airline');

--: The provenance view
DROP VIEW IF EXISTS flights.airline_provenance;

--: The journal
DROP TABLE IF EXISTS migration_flights.airline_journal;

--: The carried columns, unless the table is gone already
DO $carried$
BEGIN
    IF to_regclass('flights.airline') IS NOT NULL THEN
        ALTER TABLE flights.airline
            DROP COLUMN IF EXISTS _legacy_carrier,
            DROP COLUMN IF EXISTS _migrated_at;
    END IF;
END
$carried$;

COMMIT;
