-- flights: verifies that the phase `expanded` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\ir 05_schemas_flights.verify.sql
\ir 10_role_flights_app.verify.sql
\ir 10_role_flights_reader.verify.sql
\ir 30_table_aircraft.verify.sql
\ir 30_table_airline.verify.sql
\ir 30_table_airport.verify.sql
\ir 30_table_flight.verify.sql
\ir 30_table_weather_observation.verify.sql
\ir 32_partitions_flight.verify.sql
\ir 40_mapping_aircraft.verify.sql
\ir 40_mapping_airline.verify.sql
\ir 40_mapping_airport.verify.sql
\ir 40_mapping_flight.verify.sql
\ir 40_mapping_weather.verify.sql
\ir 45_fence_aircraft.verify.sql
\ir 45_fence_airline.verify.sql
\ir 45_fence_airport.verify.sql
\ir 45_fence_flight.verify.sql
\ir 45_fence_weather.verify.sql
