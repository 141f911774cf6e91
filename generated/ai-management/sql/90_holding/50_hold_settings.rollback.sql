-- Data set settings: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_ai_configs.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_model_settings.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_prompt_configs.
-- Undo: 50_hold_settings.apply.sql

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

--: Bring ai_configs back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_ai_configs') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_ai_configs RENAME TO ai_configs_retired;
    ALTER TABLE retired.ai_configs_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'settings', 'retired.public_ai_configs');
END
$release$;

--: Bring model_settings back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_model_settings') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_model_settings RENAME TO model_settings_retired;
    ALTER TABLE retired.model_settings_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'settings', 'retired.public_model_settings');
END
$release$;

--: Bring prompt_configs back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_prompt_configs') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_prompt_configs RENAME TO prompt_configs_retired;
    ALTER TABLE retired.prompt_configs_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'settings', 'retired.public_prompt_configs');
END
$release$;

COMMIT;
