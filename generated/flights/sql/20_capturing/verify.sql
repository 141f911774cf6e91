-- flights: verifies that the phase `capturing` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\ir 68_bring_aircraft.verify.sql
\ir 68_bring_airline.verify.sql
\ir 68_bring_airport.verify.sql
\ir 68_bring_flight.verify.sql
\ir 68_bring_weather.verify.sql
\ir 69_follow_flight.verify.sql
\ir 69_follow_weather.verify.sql
\ir 70_capture_aircraft.verify.sql
\ir 70_capture_airline.verify.sql
\ir 70_capture_airport.verify.sql
\ir 70_capture_flight.verify.sql
\ir 70_capture_weather.verify.sql
