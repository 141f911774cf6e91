-- Mapping weather to weather_observation: where its rows come from stays with them.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
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
SELECT migration.forget_mapping('flights', 'weather');

--: The provenance view
DROP VIEW IF EXISTS flights.weather_provenance;

--: The lookup journal
DROP TABLE IF EXISTS migration_flights.weather_lookups;

--: The journal
DROP TABLE IF EXISTS migration_flights.weather_journal;

--: The carried columns, unless the table is gone already
DO $carried$
BEGIN
    IF to_regclass('flights.weather_observation') IS NOT NULL THEN
        ALTER TABLE flights.weather_observation
            DROP COLUMN IF EXISTS _year,
            DROP COLUMN IF EXISTS _month,
            DROP COLUMN IF EXISTS _day,
            DROP COLUMN IF EXISTS _hour,
            DROP COLUMN IF EXISTS _migrated_at;
    END IF;
END
$carried$;

COMMIT;
