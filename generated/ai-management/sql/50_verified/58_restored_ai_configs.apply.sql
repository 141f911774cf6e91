-- Mapping ai_configs to feature_model_assignments: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/ai_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_ai_configs.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.ai_configs_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.id,
    l.service_name,
    l.environment,
    l.model_name,
    l.temperature,
    l.max_tokens,
    l.timeout_seconds,
    l.is_active,
    l.settings,
    l.sort_order,
    l.updated_by,
    l.created_at,
    l.updated_at
FROM public.ai_configs AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.ai_configs_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.ai_configs_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.ai_configs_restored AS
SELECT
    t._legacy_id::integer AS id,
    t._service_name::text AS service_name,
    t._environment::varchar(20) AS environment,
    t._model_name::text AS model_name,
    t.temperature::numeric(3,2) AS temperature,
    t.max_output_tokens::integer AS max_tokens,
    ((timeout_ms / 1000)::integer)::integer AS timeout_seconds,
    t.is_active::boolean AS is_active,
    t.parameters::jsonb AS settings,
    t._sort_order::integer AS sort_order,
    t.updated_by::text AS updated_by,
    t.created_at::timestamptz AS created_at,
    t.updated_at::timestamptz AS updated_at
FROM ai_management.feature_model_assignments AS t
WHERE t._legacy_id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.ai_configs_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.ai_configs_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.ai_configs_restored TO migration_runner;

COMMIT;
