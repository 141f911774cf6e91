-- Mapping airports to airport: the retired legacy table is kept current.
-- Generated from specs/flights/mappings/airport.yaml; edit the spec, then run `make render`.
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

--: The triggers are there
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'trigger is missing, or not as awake as the owner of the rows wants it' AS problem
    FROM (
        VALUES
            ('zz_changeover_airport_reverse'),
            ('zz_changeover_airport_emptied')
    ) AS wanted (name)
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass('flights.airport')
            AND g.tgname = wanted.name
            AND g.tgenabled = CASE migration.owner_of('flights', 'flights') WHEN 'new' THEN 'A' ELSE 'D' END
    )
) AS found (object, problem);
