-- Mapping flights to flight: looked-up rows that come or go are noted.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
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

--: airline_id is followed
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'zz_changeover_flight_follow_airline_id' AS object,
        'trigger is missing or does not fire always' AS problem
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass('flights.airline')
            AND g.tgname = 'zz_changeover_flight_follow_airline_id'
            AND g.tgenabled = 'A'
    )
) AS found (object, problem);

--: aircraft_id is followed
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'zz_changeover_flight_follow_aircraft_id' AS object,
        'trigger is missing or does not fire always' AS problem
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass('flights.aircraft')
            AND g.tgname = 'zz_changeover_flight_follow_aircraft_id'
            AND g.tgenabled = 'A'
    )
) AS found (object, problem);

--: origin_id is followed
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'zz_changeover_flight_follow_origin_id' AS object,
        'trigger is missing or does not fire always' AS problem
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass('flights.airport')
            AND g.tgname = 'zz_changeover_flight_follow_origin_id'
            AND g.tgenabled = 'A'
    )
) AS found (object, problem);

--: destination_id is followed
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'zz_changeover_flight_follow_destination_id' AS object,
        'trigger is missing or does not fire always' AS problem
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass('flights.airport')
            AND g.tgname = 'zz_changeover_flight_follow_destination_id'
            AND g.tgenabled = 'A'
    )
) AS found (object, problem);
