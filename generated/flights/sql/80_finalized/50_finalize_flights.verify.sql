-- Data set flights: only the new names are left, and there is no way back.
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
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

--: Nobody reaches the rows by the name planes any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'nyc.planes' AS object,
        'is still there' AS problem
    WHERE to_regclass('nyc.planes') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and flights.aircraft
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('flights.aircraft')
            AND g.tgname IN ('zz_changeover_aircraft_reconcile', 'zz_changeover_aircraft_reverse', 'zz_changeover_aircraft_emptied', 'zz_changeover_aircraft_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from flights.aircraft
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('flights.aircraft')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name airlines any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'nyc.airlines' AS object,
        'is still there' AS problem
    WHERE to_regclass('nyc.airlines') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and flights.airline
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('flights.airline')
            AND g.tgname IN ('zz_changeover_airline_reconcile', 'zz_changeover_airline_reverse', 'zz_changeover_airline_emptied', 'zz_changeover_airline_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from flights.airline
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('flights.airline')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name airports any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'nyc.airports' AS object,
        'is still there' AS problem
    WHERE to_regclass('nyc.airports') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and flights.airport
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('flights.airport')
            AND g.tgname IN ('zz_changeover_airport_reconcile', 'zz_changeover_airport_reverse', 'zz_changeover_airport_emptied', 'zz_changeover_airport_fence')
        )
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from flights.airport
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('flights.airport')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name flights any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'nyc.flights' AS object,
        'is still there' AS problem
    WHERE to_regclass('nyc.flights') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and flights.flight
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('flights.flight')
            AND g.tgname IN ('zz_changeover_flight_reconcile', 'zz_changeover_flight_reverse', 'zz_changeover_flight_emptied', 'zz_changeover_flight_fence')
        )
        OR (g.tgrelid = to_regclass('flights.airline') AND g.tgname = 'zz_changeover_flight_follow_airline_id')
        OR (g.tgrelid = to_regclass('flights.aircraft') AND g.tgname = 'zz_changeover_flight_follow_aircraft_id')
        OR (g.tgrelid = to_regclass('flights.airport') AND g.tgname = 'zz_changeover_flight_follow_origin_id')
        OR (g.tgrelid = to_regclass('flights.airport') AND g.tgname = 'zz_changeover_flight_follow_destination_id')
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from flights.flight
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('flights.flight')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_year',
            '_month',
            '_day',
            '_tailnum',
            '_origin',
            '_dest',
            '_hour',
            '_minute',
            '_by_legacy_name'
        )
) AS found (object, problem);

--: Nobody reaches the rows by the name weather any more
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'nyc.weather' AS object,
        'is still there' AS problem
    WHERE to_regclass('nyc.weather') IS NOT NULL
) AS found (object, problem);

--: Nothing of the migration stands between an application and flights.weather_observation
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        g.tgname AS object,
        'is still on ' || g.tgrelid::regclass AS problem
    FROM pg_catalog.pg_trigger AS g
    WHERE
        (
            g.tgrelid = to_regclass('flights.weather_observation')
            AND g.tgname IN ('zz_changeover_weather_reconcile', 'zz_changeover_weather_reverse', 'zz_changeover_weather_emptied', 'zz_changeover_weather_fence')
        )
        OR (g.tgrelid = to_regclass('flights.airport') AND g.tgname = 'zz_changeover_weather_follow_airport_id')
    
) AS found (object, problem);

--: The columns that only legacy statements needed are gone from flights.weather_observation
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        a.attname AS object,
        'is still a column' AS problem
    FROM pg_catalog.pg_attribute AS a
    WHERE
        a.attrelid = to_regclass('flights.weather_observation')
        AND NOT a.attisdropped
        AND quote_ident(a.attname) IN (
            '_year',
            '_month',
            '_day',
            '_hour',
            '_by_legacy_name'
        )
) AS found (object, problem);
