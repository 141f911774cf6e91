-- Mapping cost_allocations to ai_spending_allocations: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/cost_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_cost_allocations.rollback.sql

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

--: The legacy rows, wherever their table is: after the switch it is the retired one
CREATE OR REPLACE VIEW migration_ai_management.cost_allocations_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.service_name,
    l.allocation_month,
    l.department,
    l.share,
    l.amount,
    l.notes,
    l.updated_at
FROM public.cost_allocations AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.cost_allocations_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.cost_allocations_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.cost_allocations_restored AS
SELECT
    t._legacy_service_name::text AS service_name,
    t.month::date AS allocation_month,
    t.department::text AS department,
    t.share::numeric(6,4) AS share,
    t.amount::numeric(14,4) AS amount,
    t.notes::text AS notes,
    t.updated_at::timestamptz AS updated_at
FROM ai_management.ai_spending_allocations AS t
WHERE t._legacy_service_name IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.cost_allocations_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.cost_allocations_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.cost_allocations_restored TO migration_runner;

COMMIT;
