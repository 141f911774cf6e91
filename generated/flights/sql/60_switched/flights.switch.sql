-- flights: switches the data set `flights`; the new tables own its rows then.
-- Generated from the migration's specs. Run with psql -f; refuses while a gate is closed.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration flights
\set data_set flights
\set action apply
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT to_regprocedure('migration_flights.aircraft_replay(integer)') IS NOT NULL AS there \gset
\if :there
    -- What is noted is brought over first, so that the gates judge what is left.
    SET changeover.writer = 'migration';
    CALL migration_flights.aircraft_replay(5);
    CALL migration_flights.airline_replay(5);
    CALL migration_flights.airport_replay(5);
    CALL migration_flights.flight_replay(5);
    CALL migration_flights.weather_replay(5);
\endif
SELECT to_regprocedure('migration_flights.preflight(text)') IS NOT NULL AS there \gset
\if :there
    SELECT migration_flights.preflight(:'data_set') \gset ignored_
\endif
SELECT count(*) FROM migration.check_gates(:'migration', :'data_set', 'switch') \gset ignored_
SELECT migration.begin_switch(:'migration', :'data_set') \gset ignored_

\set step switch.flights
\set file 60_switched/50_switch_flights.apply.sql
\ir ../run_step.psql

\ir 50_switch_flights.verify.sql

SELECT migration.release(:'migration') \gset ignored_
