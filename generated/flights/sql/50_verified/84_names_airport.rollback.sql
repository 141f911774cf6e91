-- Mapping airports to airport: the legacy name over the owner of the rows.
-- Generated from specs/flights/mappings/airport.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 84_names_airport.apply.sql

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

--: The routine that dresses the view
DROP FUNCTION IF EXISTS migration_flights.airport_dress();

--: The legacy name as a view
DROP VIEW IF EXISTS migration_flights.airports;

--: The owner's rows in the words of the legacy table
DROP VIEW IF EXISTS migration_flights.airport_legacy_form;

COMMIT;
