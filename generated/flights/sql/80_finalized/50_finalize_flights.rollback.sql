-- Data set flights: only the new names are left, and there is no way back.
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_finalize_flights.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Say that flights has passed the point of no return
DO $no_return$
BEGIN
    IF migration.is_final('flights', 'flights') THEN
        RAISE EXCEPTION 'the data set % is finalized, and there is no way back', 'flights' USING
            ERRCODE = 'MG192',
            HINT = 'Only a restore of a backup brings the legacy tables back, without what was written since.';
    END IF;
END
$no_return$;
