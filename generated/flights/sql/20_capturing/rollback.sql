-- flights: rolls the phase `capturing` back.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration flights
\set phase capturing
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_rollback(:'migration', :'phase', :'because') \gset ignored_

\set step capture.weather
\set file 20_capturing/70_capture_weather.rollback.sql
\ir ../run_step.psql

\set step capture.flight
\set file 20_capturing/70_capture_flight.rollback.sql
\ir ../run_step.psql

\set step capture.airport
\set file 20_capturing/70_capture_airport.rollback.sql
\ir ../run_step.psql

\set step capture.airline
\set file 20_capturing/70_capture_airline.rollback.sql
\ir ../run_step.psql

\set step capture.aircraft
\set file 20_capturing/70_capture_aircraft.rollback.sql
\ir ../run_step.psql

\set step follow.weather
\set file 20_capturing/69_follow_weather.rollback.sql
\ir ../run_step.psql

\set step follow.flight
\set file 20_capturing/69_follow_flight.rollback.sql
\ir ../run_step.psql

\set step bring.weather
\set file 20_capturing/68_bring_weather.rollback.sql
\ir ../run_step.psql

\set step bring.flight
\set file 20_capturing/68_bring_flight.rollback.sql
\ir ../run_step.psql

\set step bring.airport
\set file 20_capturing/68_bring_airport.rollback.sql
\ir ../run_step.psql

\set step bring.airline
\set file 20_capturing/68_bring_airline.rollback.sql
\ir ../run_step.psql

\set step bring.aircraft
\set file 20_capturing/68_bring_aircraft.rollback.sql
\ir ../run_step.psql

\set step looked_up.weather
\set file 20_capturing/67_looked_up_weather.rollback.sql
\ir ../run_step.psql

\set step looked_up.flight
\set file 20_capturing/67_looked_up_flight.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
