-- flights: applies the phase `verified`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration flights
\set phase verified
\set action apply
\ir ../begin_phase.psql

\set step restored.aircraft
\set file 50_verified/58_restored_aircraft.apply.sql
\ir ../run_step.psql

\set step restored.airline
\set file 50_verified/58_restored_airline.apply.sql
\ir ../run_step.psql

\set step restored.airport
\set file 50_verified/58_restored_airport.apply.sql
\ir ../run_step.psql

\set step restored.flight
\set file 50_verified/58_restored_flight.apply.sql
\ir ../run_step.psql

\set step restored.weather
\set file 50_verified/58_restored_weather.apply.sql
\ir ../run_step.psql

\set step oracle.aircraft
\set file 50_verified/59_oracle_aircraft.apply.sql
\ir ../run_step.psql

\set step oracle.airline
\set file 50_verified/59_oracle_airline.apply.sql
\ir ../run_step.psql

\set step oracle.airport
\set file 50_verified/59_oracle_airport.apply.sql
\ir ../run_step.psql

\set step oracle.flight
\set file 50_verified/59_oracle_flight.apply.sql
\ir ../run_step.psql

\set step oracle.weather
\set file 50_verified/59_oracle_weather.apply.sql
\ir ../run_step.psql

\set step validator.aircraft
\set file 50_verified/60_validator_aircraft.apply.sql
\ir ../run_step.psql

\set step validator.airline
\set file 50_verified/60_validator_airline.apply.sql
\ir ../run_step.psql

\set step validator.airport
\set file 50_verified/60_validator_airport.apply.sql
\ir ../run_step.psql

\set step validator.flight
\set file 50_verified/60_validator_flight.apply.sql
\ir ../run_step.psql

\set step validator.weather
\set file 50_verified/60_validator_weather.apply.sql
\ir ../run_step.psql

\set step repair.aircraft
\set file 50_verified/62_repair_aircraft.apply.sql
\ir ../run_step.psql

\set step repair.airline
\set file 50_verified/62_repair_airline.apply.sql
\ir ../run_step.psql

\set step repair.airport
\set file 50_verified/62_repair_airport.apply.sql
\ir ../run_step.psql

\set step repair.flight
\set file 50_verified/62_repair_flight.apply.sql
\ir ../run_step.psql

\set step repair.weather
\set file 50_verified/62_repair_weather.apply.sql
\ir ../run_step.psql

\set step recheck.aircraft
\set file 50_verified/64_recheck_aircraft.apply.sql
\ir ../run_step.psql

\set step recheck.airline
\set file 50_verified/64_recheck_airline.apply.sql
\ir ../run_step.psql

\set step recheck.airport
\set file 50_verified/64_recheck_airport.apply.sql
\ir ../run_step.psql

\set step recheck.flight
\set file 50_verified/64_recheck_flight.apply.sql
\ir ../run_step.psql

\set step recheck.weather
\set file 50_verified/64_recheck_weather.apply.sql
\ir ../run_step.psql

\set step validation.aircraft
\set file 50_verified/70_validation_aircraft.apply.sql
\ir ../run_step.psql

\set step validation.airline
\set file 50_verified/70_validation_airline.apply.sql
\ir ../run_step.psql

\set step validation.airport
\set file 50_verified/70_validation_airport.apply.sql
\ir ../run_step.psql

\set step validation.flight
\set file 50_verified/70_validation_flight.apply.sql
\ir ../run_step.psql

\set step validation.weather
\set file 50_verified/70_validation_weather.apply.sql
\ir ../run_step.psql

\set step names.aircraft
\set file 50_verified/84_names_aircraft.apply.sql
\ir ../run_step.psql

\set step names.airline
\set file 50_verified/84_names_airline.apply.sql
\ir ../run_step.psql

\set step names.airport
\set file 50_verified/84_names_airport.apply.sql
\ir ../run_step.psql

\set step names.flight
\set file 50_verified/84_names_flight.apply.sql
\ir ../run_step.psql

\set step names.weather
\set file 50_verified/84_names_weather.apply.sql
\ir ../run_step.psql

\set step reconcile.aircraft
\set file 50_verified/86_reconcile_aircraft.apply.sql
\ir ../run_step.psql

\set step reconcile.airline
\set file 50_verified/86_reconcile_airline.apply.sql
\ir ../run_step.psql

\set step reconcile.airport
\set file 50_verified/86_reconcile_airport.apply.sql
\ir ../run_step.psql

\set step reconcile.flight
\set file 50_verified/86_reconcile_flight.apply.sql
\ir ../run_step.psql

\set step reconcile.weather
\set file 50_verified/86_reconcile_weather.apply.sql
\ir ../run_step.psql

\set step reverse.aircraft
\set file 50_verified/88_reverse_aircraft.apply.sql
\ir ../run_step.psql

\set step reverse.airline
\set file 50_verified/88_reverse_airline.apply.sql
\ir ../run_step.psql

\set step reverse.airport
\set file 50_verified/88_reverse_airport.apply.sql
\ir ../run_step.psql

\set step reverse.flight
\set file 50_verified/88_reverse_flight.apply.sql
\ir ../run_step.psql

\set step reverse.weather
\set file 50_verified/88_reverse_weather.apply.sql
\ir ../run_step.psql

\set step dependants.flights
\set file 50_verified/90_dependants_flights.apply.sql
\ir ../run_step.psql

\set step statements.flights
\set file 50_verified/92_statements_flights.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
