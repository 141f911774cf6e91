-- flights: applies the phase `copying`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration flights
\set phase copying
\set action apply
\ir ../begin_phase.psql

\set step copier.aircraft
\set file 30_copying/70_copier_aircraft.apply.sql
\ir ../run_step.psql

\set step copier.airline
\set file 30_copying/70_copier_airline.apply.sql
\ir ../run_step.psql

\set step copier.airport
\set file 30_copying/70_copier_airport.apply.sql
\ir ../run_step.psql

\set step copier.flight
\set file 30_copying/70_copier_flight.apply.sql
\ir ../run_step.psql

\set step copier.weather
\set file 30_copying/70_copier_weather.apply.sql
\ir ../run_step.psql

\set step backfill.aircraft
\set file 30_copying/75_backfill_aircraft.apply.sql
\ir ../run_step.psql

\set step backfill.airline
\set file 30_copying/75_backfill_airline.apply.sql
\ir ../run_step.psql

\set step backfill.airport
\set file 30_copying/75_backfill_airport.apply.sql
\ir ../run_step.psql

\set step backfill.flight
\set file 30_copying/76_backfill_flight.apply.sql
\ir ../run_step.psql

\set step backfill.weather
\set file 30_copying/76_backfill_weather.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
