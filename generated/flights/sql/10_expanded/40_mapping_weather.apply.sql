-- Mapping weather to weather_observation: where its rows come from stays with them.
-- Generated from specs/flights/mappings/weather.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on flights.weather_observation.
-- Undo: 40_mapping_weather.rollback.sql

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
    'flights', 'weather', 'flights'
);

--: Carry year of the legacy row until the migration is finalized
ALTER TABLE flights.weather_observation
    ADD COLUMN IF NOT EXISTS _year smallint;

--: Carry month of the legacy row until the migration is finalized
ALTER TABLE flights.weather_observation
    ADD COLUMN IF NOT EXISTS _month smallint;

--: Carry day of the legacy row until the migration is finalized
ALTER TABLE flights.weather_observation
    ADD COLUMN IF NOT EXISTS _day smallint;

--: Carry hour of the legacy row until the migration is finalized
ALTER TABLE flights.weather_observation
    ADD COLUMN IF NOT EXISTS _hour smallint;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE flights.weather_observation
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE flights.weather_observation
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_flights.weather_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    origin text,
    time_hour timestamptz,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT weather_observation_weather_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_flights.weather_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_flights.weather_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_flights.weather_journal TO migration_sync, migration_runner;

--: Looked-up values whose row came, changed or went; the rows that name them are brought again
CREATE TABLE IF NOT EXISTS migration_flights.weather_lookups (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    target_column text NOT NULL,
    value text NOT NULL,
    seen_by xid8,
    CONSTRAINT weather_observation_weather_lookups_pkey PRIMARY KEY (entry)
);

--: What the lookup journal is for
COMMENT ON TABLE migration_flights.weather_lookups IS
    'Looked-up values that changed; replayed once every transaction that may not have seen it ended.';

--: The lookup journal belongs to the role that owns everything here
ALTER TABLE migration_flights.weather_lookups OWNER TO migration_owner;

--: Capture notes values, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_flights.weather_lookups
    TO migration_sync, migration_runner;

COMMIT;
