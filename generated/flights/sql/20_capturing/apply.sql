-- flights: applies the phase `capturing`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration flights
\set phase capturing
\set action apply
\ir ../begin_phase.psql

\set step looked_up.flight
\set file 20_capturing/67_looked_up_flight.apply.sql
\ir ../run_step.psql

\set step looked_up.weather
\set file 20_capturing/67_looked_up_weather.apply.sql
\ir ../run_step.psql

\set step bring.aircraft
\set file 20_capturing/68_bring_aircraft.apply.sql
\ir ../run_step.psql

\set step bring.airline
\set file 20_capturing/68_bring_airline.apply.sql
\ir ../run_step.psql

\set step bring.airport
\set file 20_capturing/68_bring_airport.apply.sql
\ir ../run_step.psql

\set step bring.flight
\set file 20_capturing/68_bring_flight.apply.sql
\ir ../run_step.psql

\set step bring.weather
\set file 20_capturing/68_bring_weather.apply.sql
\ir ../run_step.psql

\set step follow.flight
\set file 20_capturing/69_follow_flight.apply.sql
\ir ../run_step.psql

\set step follow.weather
\set file 20_capturing/69_follow_weather.apply.sql
\ir ../run_step.psql

\set step capture.aircraft
\set file 20_capturing/70_capture_aircraft.apply.sql
\ir ../run_step.psql

\set step capture.airline
\set file 20_capturing/70_capture_airline.apply.sql
\ir ../run_step.psql

\set step capture.airport
\set file 20_capturing/70_capture_airport.apply.sql
\ir ../run_step.psql

\set step capture.flight
\set file 20_capturing/70_capture_flight.apply.sql
\ir ../run_step.psql

\set step capture.weather
\set file 20_capturing/70_capture_weather.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
