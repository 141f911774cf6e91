-- flights: applies the phase `copied`.
-- Generated from the migration's specs. Run with psql -f; resumes where an earlier run stopped.

\set ON_ERROR_STOP on
\set QUIET on
\set migration flights
\set phase copied
\set action apply
\ir ../begin_phase.psql

\set step index.followed_flight_airline_id
\set file 40_copied/60_index_followed_flight_airline_id.apply.sql
\ir ../run_step.psql

\set step index.followed_flight_destination_id
\set file 40_copied/60_index_followed_flight_destination_id.apply.sql
\ir ../run_step.psql

\set step index.legacy_flight_origin_time_hour
\set file 40_copied/60_index_legacy_flight_origin_time_hour.apply.sql
\ir ../run_step.psql

\set step index.legacy_flight_tailnum
\set file 40_copied/60_index_legacy_flight_tailnum.apply.sql
\ir ../run_step.psql

\set step settle.aircraft
\set file 40_copied/70_settle_aircraft.apply.sql
\ir ../run_step.psql

\set step settle.airline
\set file 40_copied/70_settle_airline.apply.sql
\ir ../run_step.psql

\set step settle.airport
\set file 40_copied/70_settle_airport.apply.sql
\ir ../run_step.psql

\set step settle.flight
\set file 40_copied/70_settle_flight.apply.sql
\ir ../run_step.psql

\set step settle.weather
\set file 40_copied/70_settle_weather.apply.sql
\ir ../run_step.psql

\ir ../end_phase.psql
