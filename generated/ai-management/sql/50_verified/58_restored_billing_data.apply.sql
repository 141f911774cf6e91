-- Mapping billing_data to ai_spending: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/billing_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_billing_data.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.billing_data_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.id,
    l.period_start,
    l.period_end,
    l.service_name,
    l.provider,
    l.model_name,
    l.amount,
    l.currency,
    l.invoice_number,
    l.paid,
    l.created_at
FROM public.billing_data AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.billing_data_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.billing_data_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.billing_data_restored AS
SELECT
    t.id::uuid AS id,
    t.period_start::date AS period_start,
    t.period_end::date AS period_end,
    t._service_name::text AS service_name,
    t.provider::text AS provider,
    t._model_name::text AS model_name,
    t.amount::numeric(14,4) AS amount,
    t.currency::char(3) AS currency,
    t.invoice_number::text AS invoice_number,
    t.paid::boolean AS paid,
    t.created_at::timestamptz AS created_at
FROM ai_management.ai_spending AS t
WHERE t.id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.billing_data_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.billing_data_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.billing_data_restored TO migration_runner;

COMMIT;
