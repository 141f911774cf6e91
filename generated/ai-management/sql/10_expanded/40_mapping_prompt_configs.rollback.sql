-- Mapping prompt_configs to prompts: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

BEGIN;

--: The mapping is known no longer
SELECT migration.forget_mapping('ai-management', 'prompt_configs');

--: The provenance view
DROP VIEW IF EXISTS ai_management.prompt_configs_provenance;

--: The journal
DROP TABLE IF EXISTS migration_ai_management.prompt_configs_journal;

--: The time of migration in prompt_versions, unless the table is gone already
ALTER TABLE IF EXISTS ai_management.prompt_versions DROP COLUMN IF EXISTS _migrated_at;

--: The time of migration in prompt_variables, unless the table is gone already
ALTER TABLE IF EXISTS ai_management.prompt_variables DROP COLUMN IF EXISTS _migrated_at;

--: The carried columns, unless the table is gone already
DO $carried$
BEGIN
    IF to_regclass('ai_management.prompts') IS NOT NULL THEN
        ALTER TABLE ai_management.prompts
            DROP COLUMN IF EXISTS _legacy_id,
            DROP COLUMN IF EXISTS _service_name,
            DROP COLUMN IF EXISTS _template,
            DROP COLUMN IF EXISTS _variables,
            DROP COLUMN IF EXISTS _author,
            DROP COLUMN IF EXISTS _change_note,
            DROP COLUMN IF EXISTS _editor_state,
            DROP COLUMN IF EXISTS _migrated_at;
    END IF;
END
$carried$;

COMMIT;
