-- flights: rolls the phase `copied` back.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration flights
\set phase copied
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_rollback(:'migration', :'phase', :'because') \gset ignored_

\set step settle.weather
\set file 40_copied/70_settle_weather.rollback.sql
\ir ../run_step.psql

\set step settle.flight
\set file 40_copied/70_settle_flight.rollback.sql
\ir ../run_step.psql

\set step settle.airport
\set file 40_copied/70_settle_airport.rollback.sql
\ir ../run_step.psql

\set step settle.airline
\set file 40_copied/70_settle_airline.rollback.sql
\ir ../run_step.psql

\set step settle.aircraft
\set file 40_copied/70_settle_aircraft.rollback.sql
\ir ../run_step.psql

\set step index.legacy_flight_tailnum
\set file 40_copied/60_index_legacy_flight_tailnum.rollback.sql
\ir ../run_step.psql

\set step index.legacy_flight_origin_time_hour
\set file 40_copied/60_index_legacy_flight_origin_time_hour.rollback.sql
\ir ../run_step.psql

\set step index.followed_flight_destination_id
\set file 40_copied/60_index_followed_flight_destination_id.rollback.sql
\ir ../run_step.psql

\set step index.followed_flight_airline_id
\set file 40_copied/60_index_followed_flight_airline_id.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
