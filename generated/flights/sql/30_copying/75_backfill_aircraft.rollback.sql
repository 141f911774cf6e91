-- Mapping planes to aircraft: copies history.
-- Generated from specs/flights/mappings/aircraft.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 75_backfill_aircraft.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Forget the ranges, so that the next copy starts from the beginning
DELETE FROM migration.backfill_range AS r
WHERE (r.migration, r.mapping) = ('flights', 'aircraft');

--: Forget the batches
DELETE FROM migration.backfill_batch AS b
WHERE (b.migration, b.mapping) = ('flights', 'aircraft');

--: Wait for rows that are being changed; whoever waits for this gives up first
SET lock_timeout = 0;

--: Take the migrated rows back, so that the next copy starts from an empty target
DO $empty$
BEGIN
    IF to_regclass('flights.aircraft') IS NOT NULL THEN
        DELETE FROM flights.aircraft AS t
        WHERE t._migrated_at IS NOT NULL;
    END IF;
END
$empty$;
