-- Mapping model_settings to ai_model_settings: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_model_settings.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.model_settings_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.id,
    l.model_name,
    l.provider,
    l.display_name,
    l.max_tokens,
    l.temperature,
    l.price_per_1k_input,
    l.price_per_1k_output,
    l.price_since,
    l.enabled,
    l.icon_url,
    l.created_at,
    l.updated_at
FROM public.model_settings AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.model_settings_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.model_settings_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.model_settings_restored AS
SELECT
    t.id::uuid AS id,
    t._model_name::text AS model_name,
    t._provider::text AS provider,
    t.display_name::text AS display_name,
    t.max_output_tokens::integer AS max_tokens,
    t.default_temperature::numeric(3,2) AS temperature,
    t._price_per_1k_input::numeric(12,6) AS price_per_1k_input,
    t._price_per_1k_output::numeric(12,6) AS price_per_1k_output,
    t._price_since::date AS price_since,
    t.is_enabled::boolean AS enabled,
    t._icon_url::text AS icon_url,
    t.created_at::timestamptz AS created_at,
    t.updated_at::timestamptz AS updated_at
FROM ai_management.ai_model_settings AS t
WHERE t.id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.model_settings_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.model_settings_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.model_settings_restored TO migration_runner;

COMMIT;
