-- flights: verifies that the phase `verified` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\ir 58_restored_aircraft.verify.sql
\ir 58_restored_airline.verify.sql
\ir 58_restored_airport.verify.sql
\ir 58_restored_flight.verify.sql
\ir 58_restored_weather.verify.sql
\ir 60_validator_aircraft.verify.sql
\ir 60_validator_airline.verify.sql
\ir 60_validator_airport.verify.sql
\ir 60_validator_flight.verify.sql
\ir 60_validator_weather.verify.sql
\ir 70_validation_aircraft.verify.sql
\ir 70_validation_airline.verify.sql
\ir 70_validation_airport.verify.sql
\ir 70_validation_flight.verify.sql
\ir 70_validation_weather.verify.sql
\ir 84_names_aircraft.verify.sql
\ir 84_names_airline.verify.sql
\ir 84_names_airport.verify.sql
\ir 84_names_flight.verify.sql
\ir 84_names_weather.verify.sql
\ir 86_reconcile_aircraft.verify.sql
\ir 86_reconcile_airline.verify.sql
\ir 86_reconcile_airport.verify.sql
\ir 86_reconcile_flight.verify.sql
\ir 86_reconcile_weather.verify.sql
\ir 88_reverse_aircraft.verify.sql
\ir 88_reverse_airline.verify.sql
\ir 88_reverse_airport.verify.sql
\ir 88_reverse_flight.verify.sql
\ir 88_reverse_weather.verify.sql
