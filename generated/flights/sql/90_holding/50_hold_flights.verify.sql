-- Data set flights: its retired tables are held until they may be dropped.
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

--: planes is held, and only its owner can touch it
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'retired.nyc_planes' AS object,
        CASE WHEN c.oid IS NULL THEN 'is missing' ELSE 'is granted to others' END AS problem
    FROM (SELECT to_regclass('retired.nyc_planes') AS held) AS h
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = h.held
    WHERE
        c.oid IS NULL
        OR EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee <> c.relowner)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS b WHERE b.attrelid = c.oid AND b.attacl <> '{}')
) AS found (object, problem);

--: airlines is held, and only its owner can touch it
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'retired.nyc_airlines' AS object,
        CASE WHEN c.oid IS NULL THEN 'is missing' ELSE 'is granted to others' END AS problem
    FROM (SELECT to_regclass('retired.nyc_airlines') AS held) AS h
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = h.held
    WHERE
        c.oid IS NULL
        OR EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee <> c.relowner)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS b WHERE b.attrelid = c.oid AND b.attacl <> '{}')
) AS found (object, problem);

--: airports is held, and only its owner can touch it
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'retired.nyc_airports' AS object,
        CASE WHEN c.oid IS NULL THEN 'is missing' ELSE 'is granted to others' END AS problem
    FROM (SELECT to_regclass('retired.nyc_airports') AS held) AS h
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = h.held
    WHERE
        c.oid IS NULL
        OR EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee <> c.relowner)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS b WHERE b.attrelid = c.oid AND b.attacl <> '{}')
) AS found (object, problem);

--: flights is held, and only its owner can touch it
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'retired.nyc_flights' AS object,
        CASE WHEN c.oid IS NULL THEN 'is missing' ELSE 'is granted to others' END AS problem
    FROM (SELECT to_regclass('retired.nyc_flights') AS held) AS h
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = h.held
    WHERE
        c.oid IS NULL
        OR EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee <> c.relowner)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS b WHERE b.attrelid = c.oid AND b.attacl <> '{}')
) AS found (object, problem);

--: weather is held, and only its owner can touch it
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'retired.nyc_weather' AS object,
        CASE WHEN c.oid IS NULL THEN 'is missing' ELSE 'is granted to others' END AS problem
    FROM (SELECT to_regclass('retired.nyc_weather') AS held) AS h
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = h.held
    WHERE
        c.oid IS NULL
        OR EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee <> c.relowner)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS b WHERE b.attrelid = c.oid AND b.attacl <> '{}')
) AS found (object, problem);
