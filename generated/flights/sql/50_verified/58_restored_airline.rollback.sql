-- Mapping airlines to airline: its rows in the words of the legacy table.
-- Generated from specs/flights/mappings/airline.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_airline.apply.sql

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

--: The way back
DROP VIEW IF EXISTS migration_flights.airline_restored;

--: The legacy rows
DROP VIEW IF EXISTS migration_flights.airline_legacy_rows;

COMMIT;
