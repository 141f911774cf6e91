-- Table flights.airline
-- Generated from specs/flights/tables/airline.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_airline.rollback.sql

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
SET LOCAL ROLE migration_owner;

--: Refuse a table of that name that somebody else made.
DO $refuse$
BEGIN
    IF EXISTS (
        SELECT
        FROM pg_catalog.pg_class
        WHERE
            oid = to_regclass('flights.airline')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'flights.airline'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS flights.airline (
    id    uuid  NOT NULL,
    code  text  NOT NULL,
    name  text  NOT NULL,
    CONSTRAINT airline_pkey PRIMARY KEY (id),
    CONSTRAINT airline_code_key UNIQUE (code)
);

--: Say what a row is.
COMMENT ON TABLE flights.airline IS
    'An airline.';

--: Say what id is.
COMMENT ON COLUMN flights.airline.id IS
    'Identity of the airline.';

--: Say what code is.
COMMENT ON COLUMN flights.airline.code IS
    'Code of the airline.';

--: Say what name is.
COMMENT ON COLUMN flights.airline.name IS
    'Name of the airline.';

--: Keep the reference rows as the spec has them.
INSERT INTO flights.airline AS kept (id, code, name) VALUES
    ('a1000000-0000-4000-8000-000000000000', 'unknown', 'Unknown airline')
ON CONFLICT (id) DO UPDATE SET
    code = excluded.code,
    name = excluded.name
WHERE
    (kept.code, kept.name)
    IS DISTINCT FROM (excluded.code, excluded.name);

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.airline
    TO migration_sync, migration_runner;

--: Grant flights_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE flights.airline
    TO flights_app;

--: Grant flights_reader what the spec gives it.
GRANT SELECT ON TABLE flights.airline
    TO flights_reader;

COMMIT;
