-- flights: gives the data set `flights` up before its switch; the legacy tables stay as they are.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration flights
\set data_set flights
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT migration.begin_cancel(:'migration', :'data_set', :'because') AS begun \gset
\if :begun
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
    SELECT migration.end_cancel(:'migration', :'data_set') \gset ignored_
\endif
SELECT migration.release(:'migration') \gset ignored_
