-- Partitions of flights.flight
-- Generated from specs/flights/tables/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on flights.flight.
-- Undo: 32_partitions_flight.rollback.sql

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
SET LOCAL ROLE migration_owner;

--: Create the partition flight_before_2013_01.
CREATE TABLE IF NOT EXISTS flights.flight_before_2013_01 PARTITION OF flights.flight
    FOR VALUES FROM (MINVALUE) TO ('2013-01-01 00:00:00+00');

--: Create the partition flight_2013_01.
CREATE TABLE IF NOT EXISTS flights.flight_2013_01 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-01-01 00:00:00+00') TO ('2013-02-01 00:00:00+00');

--: Create the partition flight_2013_02.
CREATE TABLE IF NOT EXISTS flights.flight_2013_02 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-02-01 00:00:00+00') TO ('2013-03-01 00:00:00+00');

--: Create the partition flight_2013_03.
CREATE TABLE IF NOT EXISTS flights.flight_2013_03 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-03-01 00:00:00+00') TO ('2013-04-01 00:00:00+00');

--: Create the partition flight_2013_04.
CREATE TABLE IF NOT EXISTS flights.flight_2013_04 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-04-01 00:00:00+00') TO ('2013-05-01 00:00:00+00');

--: Create the partition flight_2013_05.
CREATE TABLE IF NOT EXISTS flights.flight_2013_05 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-05-01 00:00:00+00') TO ('2013-06-01 00:00:00+00');

--: Create the partition flight_2013_06.
CREATE TABLE IF NOT EXISTS flights.flight_2013_06 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-06-01 00:00:00+00') TO ('2013-07-01 00:00:00+00');

--: Create the partition flight_2013_07.
CREATE TABLE IF NOT EXISTS flights.flight_2013_07 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-07-01 00:00:00+00') TO ('2013-08-01 00:00:00+00');

--: Create the partition flight_2013_08.
CREATE TABLE IF NOT EXISTS flights.flight_2013_08 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-08-01 00:00:00+00') TO ('2013-09-01 00:00:00+00');

--: Create the partition flight_2013_09.
CREATE TABLE IF NOT EXISTS flights.flight_2013_09 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-09-01 00:00:00+00') TO ('2013-10-01 00:00:00+00');

--: Create the partition flight_2013_10.
CREATE TABLE IF NOT EXISTS flights.flight_2013_10 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-10-01 00:00:00+00') TO ('2013-11-01 00:00:00+00');

--: Create the partition flight_2013_11.
CREATE TABLE IF NOT EXISTS flights.flight_2013_11 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-11-01 00:00:00+00') TO ('2013-12-01 00:00:00+00');

--: Create the partition flight_2013_12.
CREATE TABLE IF NOT EXISTS flights.flight_2013_12 PARTITION OF flights.flight
    FOR VALUES FROM ('2013-12-01 00:00:00+00') TO ('2014-01-01 00:00:00+00');

--: Create the partition flight_2014_01.
CREATE TABLE IF NOT EXISTS flights.flight_2014_01 PARTITION OF flights.flight
    FOR VALUES FROM ('2014-01-01 00:00:00+00') TO ('2014-02-01 00:00:00+00');

--: Create the partition flight_2014_02.
CREATE TABLE IF NOT EXISTS flights.flight_2014_02 PARTITION OF flights.flight
    FOR VALUES FROM ('2014-02-01 00:00:00+00') TO ('2014-03-01 00:00:00+00');

--: Create the partition flight_2014_03.
CREATE TABLE IF NOT EXISTS flights.flight_2014_03 PARTITION OF flights.flight
    FOR VALUES FROM ('2014-03-01 00:00:00+00') TO ('2014-04-01 00:00:00+00');

--: Create the partition flight_2014_04.
CREATE TABLE IF NOT EXISTS flights.flight_2014_04 PARTITION OF flights.flight
    FOR VALUES FROM ('2014-04-01 00:00:00+00') TO ('2014-05-01 00:00:00+00');

--: Create the partition flight_default.
CREATE TABLE IF NOT EXISTS flights.flight_default PARTITION OF flights.flight
    DEFAULT;

COMMIT;
