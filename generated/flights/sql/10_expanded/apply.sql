-- flights: applies the phase `expanded`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration flights
\set phase expanded
\set action apply
\ir ../begin_phase.psql

\set step schemas.flights
\set file 10_expanded/05_schemas_flights.apply.sql
\ir ../run_step.psql

\set step role.flights_app
\set file 10_expanded/10_role_flights_app.apply.sql
\ir ../run_step.psql

\set step role.flights_reader
\set file 10_expanded/10_role_flights_reader.apply.sql
\ir ../run_step.psql

\set step table.aircraft
\set file 10_expanded/30_table_aircraft.apply.sql
\ir ../run_step.psql

\set step table.airline
\set file 10_expanded/30_table_airline.apply.sql
\ir ../run_step.psql

\set step table.airport
\set file 10_expanded/30_table_airport.apply.sql
\ir ../run_step.psql

\set step table.flight
\set file 10_expanded/30_table_flight.apply.sql
\ir ../run_step.psql

\set step table.weather_observation
\set file 10_expanded/30_table_weather_observation.apply.sql
\ir ../run_step.psql

\set step partitions.flight
\set file 10_expanded/32_partitions_flight.apply.sql
\ir ../run_step.psql

\set step mapping.aircraft
\set file 10_expanded/40_mapping_aircraft.apply.sql
\ir ../run_step.psql

\set step mapping.airline
\set file 10_expanded/40_mapping_airline.apply.sql
\ir ../run_step.psql

\set step mapping.airport
\set file 10_expanded/40_mapping_airport.apply.sql
\ir ../run_step.psql

\set step mapping.flight
\set file 10_expanded/40_mapping_flight.apply.sql
\ir ../run_step.psql

\set step mapping.weather
\set file 10_expanded/40_mapping_weather.apply.sql
\ir ../run_step.psql

\set step fence.aircraft
\set file 10_expanded/45_fence_aircraft.apply.sql
\ir ../run_step.psql

\set step fence.airline
\set file 10_expanded/45_fence_airline.apply.sql
\ir ../run_step.psql

\set step fence.airport
\set file 10_expanded/45_fence_airport.apply.sql
\ir ../run_step.psql

\set step fence.flight
\set file 10_expanded/45_fence_flight.apply.sql
\ir ../run_step.psql

\set step fence.weather
\set file 10_expanded/45_fence_weather.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
