-- flights: verifies that the phase `copied` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\ir 60_index_legacy_flight_origin_time_hour.verify.sql
\ir 60_index_legacy_flight_tailnum.verify.sql
\ir 70_settle_aircraft.verify.sql
\ir 70_settle_airline.verify.sql
\ir 70_settle_airport.verify.sql
\ir 70_settle_flight.verify.sql
\ir 70_settle_weather.verify.sql
