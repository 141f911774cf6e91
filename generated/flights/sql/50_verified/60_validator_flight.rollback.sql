-- Mapping flights to flight: the routines that compare every row.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 60_validator_flight.apply.sql

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

--: The gate
DROP FUNCTION IF EXISTS migration_flights.flight_gate();

--: The procedure that compares in one snapshot
DROP PROCEDURE IF EXISTS migration_flights.flight_validate();

--: The routine that compares
DROP FUNCTION IF EXISTS migration_flights.flight_compare();

--: The view of what must be there
DROP VIEW IF EXISTS migration_flights.flight_expected;

--: The view of what is there
DROP VIEW IF EXISTS migration_flights.flight_actual;

COMMIT;
