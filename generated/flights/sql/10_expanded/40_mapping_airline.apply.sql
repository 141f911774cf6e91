-- Mapping airlines to airline: where its rows come from stays with them.
-- Generated from specs/flights/mappings/airline.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on flights.airline.
-- Undo: 40_mapping_airline.rollback.sql

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

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'flights', 'airline', 'flights'
);

--: Carry carrier of the legacy row until the migration is finalized
ALTER TABLE flights.airline
    ADD COLUMN IF NOT EXISTS _legacy_carrier text;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE flights.airline
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE flights.airline
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: The legacy key finds its row, so that two keys with one identity are noticed; still empty
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX IF NOT EXISTS airline_legacy_key
    ON flights.airline (_legacy_carrier);

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_flights.airline_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    carrier text,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT airline_airline_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_flights.airline_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_flights.airline_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_flights.airline_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW flights.airline_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    jsonb_build_object(
        'original_table', 'airlines',
        'original_id', t._legacy_carrier,
        'migrated_at', t._migrated_at
    ) AS metadata
FROM flights.airline AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW flights.airline_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW flights.airline_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
