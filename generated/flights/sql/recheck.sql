-- flights: the rung L7, which looks at changed rows again and rolls through the rest.
-- Generated from the migration's specs. Run with psql -f, as often as you like: it spends ten
-- seconds on each mapping, or psql -v budget='1 minute', and goes on where it stopped.

\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
\if :{?budget}
\else
    \set budget '10 seconds'
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_flights.aircraft_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('flights', 'flights') AS there \gset
\if :there
    CALL migration_flights.aircraft_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_flights.airline_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('flights', 'flights') AS there \gset
\if :there
    CALL migration_flights.airline_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_flights.airport_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('flights', 'flights') AS there \gset
\if :there
    CALL migration_flights.airport_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_flights.flight_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('flights', 'flights') AS there \gset
\if :there
    CALL migration_flights.flight_recheck(:'budget');
\endif

-- A data set that was cancelled or finalized has nothing to be compared, and is in nobody's way.
SELECT
    to_regprocedure('migration_flights.weather_recheck(interval, boolean)') IS NOT NULL
    AND NOT migration.is_final('flights', 'flights') AS there \gset
\if :there
    CALL migration_flights.weather_recheck(:'budget');
\endif

SELECT d.mapping, d.compared, d.legacy_key, d.kind, d.columns, d.found_at
FROM migration.drift AS d
WHERE d.migration = 'flights'
ORDER BY d.mapping, d.legacy_key
LIMIT 100;
