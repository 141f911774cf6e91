-- Data set settings: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.ai_configs_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.model_settings_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.prompt_configs_retired.
-- Undo: 50_hold_settings.rollback.sql

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

--: Where retired tables are held
CREATE SCHEMA IF NOT EXISTS retired AUTHORIZATION migration_owner;

--: What the schema is for
COMMENT ON SCHEMA retired IS 'Retired legacy tables, held until they may be dropped.';

--: Hold ai_configs: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.ai_configs_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.ai_configs_retired'::regclass, '[]');
    ALTER TABLE public.ai_configs_retired SET SCHEMA retired;
    ALTER TABLE retired.ai_configs_retired RENAME TO public_ai_configs;
    PERFORM migration.hold('ai-management', 'settings', 'retired.public_ai_configs');
END
$hold$;

--: Hold model_settings: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.model_settings_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.model_settings_retired'::regclass, '[]');
    ALTER TABLE public.model_settings_retired SET SCHEMA retired;
    ALTER TABLE retired.model_settings_retired RENAME TO public_model_settings;
    PERFORM migration.hold('ai-management', 'settings', 'retired.public_model_settings');
END
$hold$;

--: Hold prompt_configs: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.prompt_configs_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.prompt_configs_retired'::regclass, '[]');
    ALTER TABLE public.prompt_configs_retired SET SCHEMA retired;
    ALTER TABLE retired.prompt_configs_retired RENAME TO public_prompt_configs;
    PERFORM migration.hold('ai-management', 'settings', 'retired.public_prompt_configs');
END
$hold$;

COMMIT;
