-- Partitions of flights.flight
-- Generated from specs/flights/tables/flight.yaml; edit the spec, then run `make render`.
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

--: Every month has its partition.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        CASE
            WHEN found.bounds IS NULL THEN 'is no partition of flights.flight'
            ELSE format('is %s instead of %s', found.bounds, spelt.bounds)
        END AS problem
    FROM (
        VALUES
            ('flight_before_2013_01', NULL, '2013-01-01 00:00:00+00'),
            ('flight_2013_01', '2013-01-01 00:00:00+00', '2013-02-01 00:00:00+00'),
            ('flight_2013_02', '2013-02-01 00:00:00+00', '2013-03-01 00:00:00+00'),
            ('flight_2013_03', '2013-03-01 00:00:00+00', '2013-04-01 00:00:00+00'),
            ('flight_2013_04', '2013-04-01 00:00:00+00', '2013-05-01 00:00:00+00'),
            ('flight_2013_05', '2013-05-01 00:00:00+00', '2013-06-01 00:00:00+00'),
            ('flight_2013_06', '2013-06-01 00:00:00+00', '2013-07-01 00:00:00+00'),
            ('flight_2013_07', '2013-07-01 00:00:00+00', '2013-08-01 00:00:00+00'),
            ('flight_2013_08', '2013-08-01 00:00:00+00', '2013-09-01 00:00:00+00'),
            ('flight_2013_09', '2013-09-01 00:00:00+00', '2013-10-01 00:00:00+00'),
            ('flight_2013_10', '2013-10-01 00:00:00+00', '2013-11-01 00:00:00+00'),
            ('flight_2013_11', '2013-11-01 00:00:00+00', '2013-12-01 00:00:00+00'),
            ('flight_2013_12', '2013-12-01 00:00:00+00', '2014-01-01 00:00:00+00'),
            ('flight_2014_01', '2014-01-01 00:00:00+00', '2014-02-01 00:00:00+00'),
            ('flight_2014_02', '2014-02-01 00:00:00+00', '2014-03-01 00:00:00+00'),
            ('flight_2014_03', '2014-03-01 00:00:00+00', '2014-04-01 00:00:00+00'),
            ('flight_2014_04', '2014-04-01 00:00:00+00', '2014-05-01 00:00:00+00'),
            ('flight_default', NULL, NULL)
    ) AS wanted (name, start, until)
    CROSS JOIN LATERAL (
        SELECT
            CASE
                WHEN wanted.until IS NULL THEN 'DEFAULT'
                WHEN wanted.start IS NULL THEN
                    format('FOR VALUES FROM (MINVALUE) TO (%L)', wanted.until)
                ELSE format('FOR VALUES FROM (%L) TO (%L)', wanted.start, wanted.until)
            END
    ) AS spelt (bounds)
    LEFT JOIN (
        SELECT class.relname::text AS name, pg_get_expr(class.relpartbound, class.oid) AS bounds
        FROM pg_catalog.pg_inherits AS child
        INNER JOIN pg_catalog.pg_class AS class ON class.oid = child.inhrelid
        WHERE child.inhparent = to_regclass('flights.flight')
    ) AS found ON found.name = wanted.name
    WHERE found.bounds IS DISTINCT FROM spelt.bounds
) AS found (object, problem);

--: Applications reach the partitions through the table only.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        format('%s', class.oid::regclass) AS object,
        format('%s may %s', coalesce(role.rolname, 'everyone'), given.privilege_type) AS problem
    FROM pg_catalog.pg_inherits AS child
    INNER JOIN pg_catalog.pg_class AS class ON class.oid = child.inhrelid
    CROSS JOIN aclexplode(class.relacl) AS given
    LEFT JOIN pg_catalog.pg_roles AS role ON role.oid = given.grantee
    WHERE
        child.inhparent = to_regclass('flights.flight')
        AND given.grantee <> class.relowner
) AS found (object, problem);
