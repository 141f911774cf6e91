-- flights: rolls the phase `verified` back.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration flights
\set phase verified
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_rollback(:'migration', :'phase', :'because') \gset ignored_

\set step statements.flights
\set file 50_verified/92_statements_flights.rollback.sql
\ir ../run_step.psql

\set step dependants.flights
\set file 50_verified/90_dependants_flights.rollback.sql
\ir ../run_step.psql

\set step reverse.weather
\set file 50_verified/88_reverse_weather.rollback.sql
\ir ../run_step.psql

\set step reverse.flight
\set file 50_verified/88_reverse_flight.rollback.sql
\ir ../run_step.psql

\set step reverse.airport
\set file 50_verified/88_reverse_airport.rollback.sql
\ir ../run_step.psql

\set step reverse.airline
\set file 50_verified/88_reverse_airline.rollback.sql
\ir ../run_step.psql

\set step reverse.aircraft
\set file 50_verified/88_reverse_aircraft.rollback.sql
\ir ../run_step.psql

\set step reconcile.weather
\set file 50_verified/86_reconcile_weather.rollback.sql
\ir ../run_step.psql

\set step reconcile.flight
\set file 50_verified/86_reconcile_flight.rollback.sql
\ir ../run_step.psql

\set step reconcile.airport
\set file 50_verified/86_reconcile_airport.rollback.sql
\ir ../run_step.psql

\set step reconcile.airline
\set file 50_verified/86_reconcile_airline.rollback.sql
\ir ../run_step.psql

\set step reconcile.aircraft
\set file 50_verified/86_reconcile_aircraft.rollback.sql
\ir ../run_step.psql

\set step names.weather
\set file 50_verified/84_names_weather.rollback.sql
\ir ../run_step.psql

\set step names.flight
\set file 50_verified/84_names_flight.rollback.sql
\ir ../run_step.psql

\set step names.airport
\set file 50_verified/84_names_airport.rollback.sql
\ir ../run_step.psql

\set step names.airline
\set file 50_verified/84_names_airline.rollback.sql
\ir ../run_step.psql

\set step names.aircraft
\set file 50_verified/84_names_aircraft.rollback.sql
\ir ../run_step.psql

\set step validation.weather
\set file 50_verified/70_validation_weather.rollback.sql
\ir ../run_step.psql

\set step validation.flight
\set file 50_verified/70_validation_flight.rollback.sql
\ir ../run_step.psql

\set step validation.airport
\set file 50_verified/70_validation_airport.rollback.sql
\ir ../run_step.psql

\set step validation.airline
\set file 50_verified/70_validation_airline.rollback.sql
\ir ../run_step.psql

\set step validation.aircraft
\set file 50_verified/70_validation_aircraft.rollback.sql
\ir ../run_step.psql

\set step recheck.weather
\set file 50_verified/64_recheck_weather.rollback.sql
\ir ../run_step.psql

\set step recheck.flight
\set file 50_verified/64_recheck_flight.rollback.sql
\ir ../run_step.psql

\set step recheck.airport
\set file 50_verified/64_recheck_airport.rollback.sql
\ir ../run_step.psql

\set step recheck.airline
\set file 50_verified/64_recheck_airline.rollback.sql
\ir ../run_step.psql

\set step recheck.aircraft
\set file 50_verified/64_recheck_aircraft.rollback.sql
\ir ../run_step.psql

\set step repair.weather
\set file 50_verified/62_repair_weather.rollback.sql
\ir ../run_step.psql

\set step repair.flight
\set file 50_verified/62_repair_flight.rollback.sql
\ir ../run_step.psql

\set step repair.airport
\set file 50_verified/62_repair_airport.rollback.sql
\ir ../run_step.psql

\set step repair.airline
\set file 50_verified/62_repair_airline.rollback.sql
\ir ../run_step.psql

\set step repair.aircraft
\set file 50_verified/62_repair_aircraft.rollback.sql
\ir ../run_step.psql

\set step validator.weather
\set file 50_verified/60_validator_weather.rollback.sql
\ir ../run_step.psql

\set step validator.flight
\set file 50_verified/60_validator_flight.rollback.sql
\ir ../run_step.psql

\set step validator.airport
\set file 50_verified/60_validator_airport.rollback.sql
\ir ../run_step.psql

\set step validator.airline
\set file 50_verified/60_validator_airline.rollback.sql
\ir ../run_step.psql

\set step validator.aircraft
\set file 50_verified/60_validator_aircraft.rollback.sql
\ir ../run_step.psql

\set step oracle.weather
\set file 50_verified/59_oracle_weather.rollback.sql
\ir ../run_step.psql

\set step oracle.flight
\set file 50_verified/59_oracle_flight.rollback.sql
\ir ../run_step.psql

\set step oracle.airport
\set file 50_verified/59_oracle_airport.rollback.sql
\ir ../run_step.psql

\set step oracle.airline
\set file 50_verified/59_oracle_airline.rollback.sql
\ir ../run_step.psql

\set step oracle.aircraft
\set file 50_verified/59_oracle_aircraft.rollback.sql
\ir ../run_step.psql

\set step restored.weather
\set file 50_verified/58_restored_weather.rollback.sql
\ir ../run_step.psql

\set step restored.flight
\set file 50_verified/58_restored_flight.rollback.sql
\ir ../run_step.psql

\set step restored.airport
\set file 50_verified/58_restored_airport.rollback.sql
\ir ../run_step.psql

\set step restored.airline
\set file 50_verified/58_restored_airline.rollback.sql
\ir ../run_step.psql

\set step restored.aircraft
\set file 50_verified/58_restored_aircraft.rollback.sql
\ir ../run_step.psql

SELECT migration.rollback_phase_done(:'migration', :'phase', :'because') \gset ignored_
SELECT migration.release(:'migration') \gset ignored_
