-- Mapping prompt_configs to prompts: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_prompt_configs.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.prompt_configs_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.id,
    l.prompt_key,
    l.template,
    l.variables,
    l.version
FROM public.prompt_configs AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.prompt_configs_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.prompt_configs_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.prompt_configs_restored AS
SELECT
    t._legacy_id::bigint AS id,
    t.slug::text AS prompt_key,
    t._template::text AS template,
    t._variables::jsonb AS variables,
    t._version::integer AS version
FROM ai_management.prompts AS t
WHERE t._legacy_id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.prompt_configs_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.prompt_configs_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.prompt_configs_restored TO migration_runner;

COMMIT;
