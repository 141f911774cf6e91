-- flights: rolls the phase `planned` back.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration flights
\set phase planned
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_rollback(:'migration', :'phase', :'because') \gset ignored_

\set step contract.weather
\set file 00_planned/60_contract_weather.rollback.sql
\ir ../run_step.psql

\set step contract.planes
\set file 00_planned/60_contract_planes.rollback.sql
\ir ../run_step.psql

\set step contract.flights
\set file 00_planned/60_contract_flights.rollback.sql
\ir ../run_step.psql

\set step contract.airports
\set file 00_planned/60_contract_airports.rollback.sql
\ir ../run_step.psql

\set step contract.airlines
\set file 00_planned/60_contract_airlines.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
