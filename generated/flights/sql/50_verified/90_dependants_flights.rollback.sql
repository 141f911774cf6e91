-- What depends on the legacy tables, and what becomes of it
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 90_dependants_flights.apply.sql

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

--: The routine dependants_gate
DROP FUNCTION IF EXISTS migration_flights.dependants_gate(text);

--: The routine cannot_move
DROP FUNCTION IF EXISTS migration_flights.cannot_move(text, text);

--: The routine moved_dependants
DROP FUNCTION IF EXISTS migration_flights.moved_dependants(text);

--: The routine dependants
DROP FUNCTION IF EXISTS migration_flights.dependants(text);

--: The legacy names
DROP VIEW IF EXISTS migration_flights.legacy_name;

--: The answers
DROP TABLE IF EXISTS migration_flights.dependant_answer;

COMMIT;
