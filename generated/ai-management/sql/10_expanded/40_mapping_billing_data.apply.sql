-- Mapping billing_data to ai_spending: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/billing_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_spending.
-- Undo: 40_mapping_billing_data.rollback.sql

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
    'ai-management', 'billing_data', 'costs'
);

--: Carry service_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_spending
    ADD COLUMN IF NOT EXISTS _service_name text;

--: Carry model_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_spending
    ADD COLUMN IF NOT EXISTS _model_name text;

--: Carry currency of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_spending
    ADD COLUMN IF NOT EXISTS _currency char(3);

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_spending
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_spending
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.billing_data_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id uuid,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_spending_billing_data_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.billing_data_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.billing_data_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.billing_data_journal TO migration_sync, migration_runner;

COMMIT;
