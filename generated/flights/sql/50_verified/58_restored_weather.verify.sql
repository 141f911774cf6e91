-- Mapping weather to weather_observation: its rows in the words of the legacy table.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: The way back has the legacy table's columns, in their order and with their types
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(l.attname, r.attname) AS object,
        'column differs between the legacy table and what is restored of it' AS problem
    FROM (
        SELECT a.attname, a.atttypid, a.atttypmod, row_number() OVER (ORDER BY a.attnum) AS place
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = to_regclass('nyc.weather') AND a.attnum > 0 AND NOT a.attisdropped
    ) AS l
    FULL JOIN (
        SELECT a.attname, a.atttypid, a.atttypmod, row_number() OVER (ORDER BY a.attnum) AS place
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = to_regclass('migration_flights.weather_restored') AND a.attnum > 0
    ) AS r USING (place)
    WHERE (l.attname, l.atttypid, l.atttypmod) IS DISTINCT FROM (r.attname, r.atttypid, r.atttypmod)
) AS found (object, problem);
