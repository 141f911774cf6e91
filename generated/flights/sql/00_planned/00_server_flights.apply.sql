-- What Flights of New York needs of the server
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 00_server_flights.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

BEGIN;

--: Refuse a server that is too old.
DO $preflight_version$
DECLARE
    found_problem text;
BEGIN
    SELECT f.problem INTO found_problem
    FROM (
        SELECT
            'server' AS object,
            format(
                'is Postgres %s, older than %s', current_setting('server_version'), 15
            ) AS problem
        WHERE current_setting('server_version_num')::int < 15 * 10000
    ) AS f;
    IF FOUND THEN
        RAISE EXCEPTION 'this server %', found_problem
        USING
            ERRCODE = 'MG081',
            HINT = 'Upgrade the server; the generated SQL uses features that it does not have.';
    END IF;
END
$preflight_version$;

COMMIT;
