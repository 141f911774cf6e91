-- Mapping weather to weather_observation: drains the journal and analyses the target.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_settle_weather.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: The routine that brings quarantined rows in
DROP PROCEDURE IF EXISTS migration_flights.weather_redrive();

--: The procedure that drains the journal
DROP PROCEDURE IF EXISTS migration_flights.weather_replay(integer);

--: The routine that replays a few keys
DROP FUNCTION IF EXISTS migration_flights.weather_replay_batch(integer);

--: The routine that notes rows by their looked-up values
DROP FUNCTION IF EXISTS migration_flights.weather_follow_batch(bigint);

--: The routine that does so under the locks of the switch
DROP FUNCTION IF EXISTS migration_flights.weather_follow_now();

--: The routine that seeks them among the owner's rows
DROP FUNCTION IF EXISTS migration_flights.weather_follow_sought(bigint);

--: The routine that lets a few of those hold what is found
DROP FUNCTION IF EXISTS migration_flights.weather_follow_owner(tid[]);
