-- flights: rolls the phase `copying` back.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration flights
\set phase copying
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_rollback(:'migration', :'phase', :'because') \gset ignored_

\set step backfill.weather
\set file 30_copying/76_backfill_weather.rollback.sql
\ir ../run_step.psql

\set step backfill.flight
\set file 30_copying/76_backfill_flight.rollback.sql
\ir ../run_step.psql

\set step backfill.airport
\set file 30_copying/75_backfill_airport.rollback.sql
\ir ../run_step.psql

\set step backfill.airline
\set file 30_copying/75_backfill_airline.rollback.sql
\ir ../run_step.psql

\set step backfill.aircraft
\set file 30_copying/75_backfill_aircraft.rollback.sql
\ir ../run_step.psql

\set step copier.weather
\set file 30_copying/70_copier_weather.rollback.sql
\ir ../run_step.psql

\set step copier.flight
\set file 30_copying/70_copier_flight.rollback.sql
\ir ../run_step.psql

\set step copier.airport
\set file 30_copying/70_copier_airport.rollback.sql
\ir ../run_step.psql

\set step copier.airline
\set file 30_copying/70_copier_airline.rollback.sql
\ir ../run_step.psql

\set step copier.aircraft
\set file 30_copying/70_copier_aircraft.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
