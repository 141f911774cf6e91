-- Mapping airports to airport: rows are repaired from their owner.
-- Generated from specs/flights/mappings/airport.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 62_repair_airport.apply.sql

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

--: The repair of all that is named
DROP PROCEDURE IF EXISTS migration_flights.airport_repair_named();

--: The repair of a batch
DROP FUNCTION IF EXISTS migration_flights.airport_repair_batch(jsonb[]);

--: The repair of some keys
DROP FUNCTION IF EXISTS migration_flights.airport_repair(jsonb[]);

--: The repair of a retired row
DROP FUNCTION IF EXISTS migration_flights.airport_repair_retired(text);

--: The repair of target rows
DROP FUNCTION IF EXISTS migration_flights.airport_repair_target(text);

--: What is held of a key
DROP FUNCTION IF EXISTS migration_flights.airport_held(text);

--: What the last comparison names
DROP FUNCTION IF EXISTS migration_flights.airport_named();

COMMIT;
