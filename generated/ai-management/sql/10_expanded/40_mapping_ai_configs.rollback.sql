-- Mapping ai_configs to feature_model_assignments: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/ai_configs.yaml; edit the spec, then run `make render`.
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
SELECT migration.forget_mapping('ai-management', 'ai_configs');

--: The provenance view
DROP VIEW IF EXISTS ai_management.ai_configs_provenance;

--: The journal
DROP TABLE IF EXISTS migration_ai_management.ai_configs_journal;

--: The carried columns, unless the table is gone already
DO $carried$
BEGIN
    IF to_regclass('ai_management.feature_model_assignments') IS NOT NULL THEN
        ALTER TABLE ai_management.feature_model_assignments
            DROP COLUMN IF EXISTS _legacy_id,
            DROP COLUMN IF EXISTS _service_name,
            DROP COLUMN IF EXISTS _environment,
            DROP COLUMN IF EXISTS _model_name,
            DROP COLUMN IF EXISTS _sort_order,
            DROP COLUMN IF EXISTS _migrated_at;
    END IF;
END
$carried$;

COMMIT;
