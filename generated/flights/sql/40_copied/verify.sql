-- flights: verifies that the phase `copied` is as its specs want it.
-- Generated from the migration's specs. Run with psql -f; changes nothing, stops at a problem.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned

SELECT d.phase NOT IN ('cancelling', 'cancelled') AS live_flights
FROM migration.data_set AS d
WHERE (d.migration, d.name) = ('flights', 'flights') \gset
\ir 60_index_followed_flight_airline_id.verify.sql
\ir 60_index_followed_flight_destination_id.verify.sql
\ir 60_index_legacy_flight_origin_time_hour.verify.sql
\ir 60_index_legacy_flight_tailnum.verify.sql
\if :live_flights
    \ir 70_settle_aircraft.verify.sql
\endif
\if :live_flights
    \ir 70_settle_airline.verify.sql
\endif
\if :live_flights
    \ir 70_settle_airport.verify.sql
\endif
\if :live_flights
    \ir 70_settle_flight.verify.sql
\endif
\if :live_flights
    \ir 70_settle_weather.verify.sql
\endif
