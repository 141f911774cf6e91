-- flights: verifies that the phase `verified` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned

SELECT d.phase NOT IN ('cancelling', 'cancelled') AS live_flights
FROM migration.data_set AS d
WHERE (d.migration, d.name) = ('flights', 'flights') \gset
\if :live_flights
    \ir 58_restored_aircraft.verify.sql
\endif
\if :live_flights
    \ir 58_restored_airline.verify.sql
\endif
\if :live_flights
    \ir 58_restored_airport.verify.sql
\endif
\if :live_flights
    \ir 58_restored_flight.verify.sql
\endif
\if :live_flights
    \ir 58_restored_weather.verify.sql
\endif
\if :live_flights
    \ir 59_oracle_aircraft.verify.sql
\endif
\if :live_flights
    \ir 59_oracle_airline.verify.sql
\endif
\if :live_flights
    \ir 59_oracle_airport.verify.sql
\endif
\if :live_flights
    \ir 59_oracle_flight.verify.sql
\endif
\if :live_flights
    \ir 59_oracle_weather.verify.sql
\endif
\if :live_flights
    \ir 60_validator_aircraft.verify.sql
\endif
\if :live_flights
    \ir 60_validator_airline.verify.sql
\endif
\if :live_flights
    \ir 60_validator_airport.verify.sql
\endif
\if :live_flights
    \ir 60_validator_flight.verify.sql
\endif
\if :live_flights
    \ir 60_validator_weather.verify.sql
\endif
\if :live_flights
    \ir 62_repair_aircraft.verify.sql
\endif
\if :live_flights
    \ir 62_repair_airline.verify.sql
\endif
\if :live_flights
    \ir 62_repair_airport.verify.sql
\endif
\if :live_flights
    \ir 62_repair_flight.verify.sql
\endif
\if :live_flights
    \ir 62_repair_weather.verify.sql
\endif
\if :live_flights
    \ir 64_recheck_aircraft.verify.sql
\endif
\if :live_flights
    \ir 64_recheck_airline.verify.sql
\endif
\if :live_flights
    \ir 64_recheck_airport.verify.sql
\endif
\if :live_flights
    \ir 64_recheck_flight.verify.sql
\endif
\if :live_flights
    \ir 64_recheck_weather.verify.sql
\endif
\if :live_flights
    \ir 70_validation_aircraft.verify.sql
\endif
\if :live_flights
    \ir 70_validation_airline.verify.sql
\endif
\if :live_flights
    \ir 70_validation_airport.verify.sql
\endif
\if :live_flights
    \ir 70_validation_flight.verify.sql
\endif
\if :live_flights
    \ir 70_validation_weather.verify.sql
\endif
\if :live_flights
    \ir 84_names_aircraft.verify.sql
\endif
\if :live_flights
    \ir 84_names_airline.verify.sql
\endif
\if :live_flights
    \ir 84_names_airport.verify.sql
\endif
\if :live_flights
    \ir 84_names_flight.verify.sql
\endif
\if :live_flights
    \ir 84_names_weather.verify.sql
\endif
\if :live_flights
    \ir 86_reconcile_aircraft.verify.sql
\endif
\if :live_flights
    \ir 86_reconcile_airline.verify.sql
\endif
\if :live_flights
    \ir 86_reconcile_airport.verify.sql
\endif
\if :live_flights
    \ir 86_reconcile_flight.verify.sql
\endif
\if :live_flights
    \ir 86_reconcile_weather.verify.sql
\endif
\if :live_flights
    \ir 88_reverse_aircraft.verify.sql
\endif
\if :live_flights
    \ir 88_reverse_airline.verify.sql
\endif
\if :live_flights
    \ir 88_reverse_airport.verify.sql
\endif
\if :live_flights
    \ir 88_reverse_flight.verify.sql
\endif
\if :live_flights
    \ir 88_reverse_weather.verify.sql
\endif
\ir 90_dependants_flights.verify.sql
\ir 92_statements_flights.verify.sql
