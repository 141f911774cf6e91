-- flights: rolls the phase `expanded` back.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration flights
\set phase expanded
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_rollback(:'migration', :'phase', :'because') \gset ignored_

\set step fence.weather
\set file 10_expanded/45_fence_weather.rollback.sql
\ir ../run_step.psql

\set step fence.flight
\set file 10_expanded/45_fence_flight.rollback.sql
\ir ../run_step.psql

\set step fence.airport
\set file 10_expanded/45_fence_airport.rollback.sql
\ir ../run_step.psql

\set step fence.airline
\set file 10_expanded/45_fence_airline.rollback.sql
\ir ../run_step.psql

\set step fence.aircraft
\set file 10_expanded/45_fence_aircraft.rollback.sql
\ir ../run_step.psql

\set step mapping.weather
\set file 10_expanded/40_mapping_weather.rollback.sql
\ir ../run_step.psql

\set step mapping.flight
\set file 10_expanded/40_mapping_flight.rollback.sql
\ir ../run_step.psql

\set step mapping.airport
\set file 10_expanded/40_mapping_airport.rollback.sql
\ir ../run_step.psql

\set step mapping.airline
\set file 10_expanded/40_mapping_airline.rollback.sql
\ir ../run_step.psql

\set step mapping.aircraft
\set file 10_expanded/40_mapping_aircraft.rollback.sql
\ir ../run_step.psql

\set step partitions.flight
\set file 10_expanded/32_partitions_flight.rollback.sql
\ir ../run_step.psql

\set step table.weather_observation
\set file 10_expanded/30_table_weather_observation.rollback.sql
\ir ../run_step.psql

\set step table.flight
\set file 10_expanded/30_table_flight.rollback.sql
\ir ../run_step.psql

\set step table.airport
\set file 10_expanded/30_table_airport.rollback.sql
\ir ../run_step.psql

\set step table.airline
\set file 10_expanded/30_table_airline.rollback.sql
\ir ../run_step.psql

\set step table.aircraft
\set file 10_expanded/30_table_aircraft.rollback.sql
\ir ../run_step.psql

\set step role.flights_reader
\set file 10_expanded/10_role_flights_reader.rollback.sql
\ir ../run_step.psql

\set step role.flights_app
\set file 10_expanded/10_role_flights_app.rollback.sql
\ir ../run_step.psql

\set step schemas.flights
\set file 10_expanded/05_schemas_flights.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
