-- flights: verifies that the phase `copying` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned

SELECT d.phase NOT IN ('cancelling', 'cancelled') AS live_flights
FROM migration.data_set AS d
WHERE (d.migration, d.name) = ('flights', 'flights') \gset
\if :live_flights
    \ir 70_copier_aircraft.verify.sql
\endif
\if :live_flights
    \ir 70_copier_airline.verify.sql
\endif
\if :live_flights
    \ir 70_copier_airport.verify.sql
\endif
\if :live_flights
    \ir 70_copier_flight.verify.sql
\endif
\if :live_flights
    \ir 70_copier_weather.verify.sql
\endif
\if :live_flights
    \ir 75_backfill_aircraft.verify.sql
\endif
\if :live_flights
    \ir 75_backfill_airline.verify.sql
\endif
\if :live_flights
    \ir 75_backfill_airport.verify.sql
\endif
\if :live_flights
    \ir 76_backfill_flight.verify.sql
\endif
\if :live_flights
    \ir 76_backfill_weather.verify.sql
\endif
