-- flights: repairs the rows that the last comparisons name, from their owner.
-- Generated from the migration's specs. Run with psql -f: it shows what would change, and changes
-- nothing. With psql -v yes=1 -f it repairs; then a new comparison is due.

\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET changeover.writer = 'migration';
\if :{?limit}
\else
    \set limit 20
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_flights.aircraft_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile aircraft
        CALL migration_flights.aircraft_repair_named();
    \else
        \echo would reconcile in aircraft:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_flights.aircraft_repair(
            ARRAY(SELECT n.legacy_key FROM migration_flights.aircraft_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_flights.airline_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile airline
        CALL migration_flights.airline_repair_named();
    \else
        \echo would reconcile in airline:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_flights.airline_repair(
            ARRAY(SELECT n.legacy_key FROM migration_flights.airline_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_flights.airport_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile airport
        CALL migration_flights.airport_repair_named();
    \else
        \echo would reconcile in airport:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_flights.airport_repair(
            ARRAY(SELECT n.legacy_key FROM migration_flights.airport_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_flights.flight_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile flight
        CALL migration_flights.flight_repair_named();
    \else
        \echo would reconcile in flight:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_flights.flight_repair(
            ARRAY(SELECT n.legacy_key FROM migration_flights.flight_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif

-- A data set that was cancelled has nothing to be repaired, and is in nobody's way.
SELECT to_regprocedure('migration_flights.weather_repair_named()') IS NOT NULL AS there \gset
\if :there
    \if :{?yes}
        \echo reconcile weather
        CALL migration_flights.weather_repair_named();
    \else
        \echo would reconcile in weather:
        BEGIN;
        SELECT r.legacy_key, r.was, r.became
        FROM migration_flights.weather_repair(
            ARRAY(SELECT n.legacy_key FROM migration_flights.weather_named() AS n (legacy_key) ORDER BY n.legacy_key LIMIT :limit)
        ) AS r;
        ROLLBACK;
    \endif
\endif
