-- Mapping cost_allocations to ai_spending_allocations: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/cost_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_spending_allocations.
-- Undo: 40_mapping_cost_allocations.rollback.sql

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
    'ai-management', 'cost_allocations', 'costs'
);

--: Carry service_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_spending_allocations
    ADD COLUMN IF NOT EXISTS _legacy_service_name text;

--: Carry allocation_month of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_spending_allocations
    ADD COLUMN IF NOT EXISTS _legacy_allocation_month date;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_spending_allocations
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_spending_allocations
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: The legacy key finds its row, so that two keys with one identity are noticed; still empty
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX IF NOT EXISTS ai_spending_allocations_legacy_key
    ON ai_management.ai_spending_allocations (_legacy_service_name, _legacy_allocation_month);

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.cost_allocations_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    service_name text,
    allocation_month date,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_spending_allocations_cost_allocations_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.cost_allocations_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.cost_allocations_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.cost_allocations_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.cost_allocations_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    jsonb_build_object(
        'original_table', 'cost_allocations',
        'original_id', jsonb_build_object('service_name', t._legacy_service_name, 'allocation_month', t._legacy_allocation_month),
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.ai_spending_allocations AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.cost_allocations_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.cost_allocations_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
