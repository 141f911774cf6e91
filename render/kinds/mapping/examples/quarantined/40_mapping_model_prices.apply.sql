-- Mapping model_prices to ai_model_prices: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_model_prices.
-- Undo: 40_mapping_model_prices.rollback.sql

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
    'ai-management', 'model_prices', 'prices'
);

--: Carry vendor of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_model_prices
    ADD COLUMN IF NOT EXISTS _vendor text;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_model_prices
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_model_prices
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.model_prices_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    model text,
    year integer,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_model_prices_model_prices_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.model_prices_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.model_prices_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.model_prices_journal TO migration_sync, migration_runner;

COMMIT;
