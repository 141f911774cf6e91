-- flights: verifies that the phase `capturing` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned

SELECT d.phase NOT IN ('cancelling', 'cancelled') AS live_flights
FROM migration.data_set AS d
WHERE (d.migration, d.name) = ('flights', 'flights') \gset
\if :live_flights
    \ir 67_looked_up_flight.verify.sql
\endif
\if :live_flights
    \ir 67_looked_up_weather.verify.sql
\endif
\if :live_flights
    \ir 68_bring_aircraft.verify.sql
\endif
\if :live_flights
    \ir 68_bring_airline.verify.sql
\endif
\if :live_flights
    \ir 68_bring_airport.verify.sql
\endif
\if :live_flights
    \ir 68_bring_flight.verify.sql
\endif
\if :live_flights
    \ir 68_bring_weather.verify.sql
\endif
\if :live_flights
    \ir 69_follow_flight.verify.sql
\endif
\if :live_flights
    \ir 69_follow_weather.verify.sql
\endif
\if :live_flights
    \ir 70_capture_aircraft.verify.sql
\endif
\if :live_flights
    \ir 70_capture_airline.verify.sql
\endif
\if :live_flights
    \ir 70_capture_airport.verify.sql
\endif
\if :live_flights
    \ir 70_capture_flight.verify.sql
\endif
\if :live_flights
    \ir 70_capture_weather.verify.sql
\endif
