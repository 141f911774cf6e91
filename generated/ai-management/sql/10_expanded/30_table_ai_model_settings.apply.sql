-- Table ai_management.ai_model_settings
-- Generated from specs/ai-management/tables/ai_model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_model_settings.rollback.sql

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
SET LOCAL ROLE migration_owner;

--: Refuse a table of that name that somebody else made.
DO $refuse$
BEGIN
    IF EXISTS (
        SELECT
        FROM pg_catalog.pg_class
        WHERE
            oid = to_regclass('ai_management.ai_model_settings')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_model_settings'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_model_settings (
    id                   uuid          NOT NULL  DEFAULT gen_random_uuid(),
    model_id             uuid          NOT NULL,
    provider_id          uuid          NOT NULL,
    display_name         text,
    max_output_tokens    integer,
    default_temperature  numeric(3,2),
    is_enabled           boolean       NOT NULL  DEFAULT true,
    created_at           timestamptz   NOT NULL  DEFAULT now(),
    updated_at           timestamptz   NOT NULL  DEFAULT now(),
    CONSTRAINT ai_model_settings_pkey PRIMARY KEY (id)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_model_settings IS
    'How a model may be called, and up to which limits.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_model_settings.id IS
    'Identity of the settings.';

--: Say what model_id is.
COMMENT ON COLUMN ai_management.ai_model_settings.model_id IS
    'The model.';

--: Say what provider_id is.
COMMENT ON COLUMN ai_management.ai_model_settings.provider_id IS
    'Who runs the model.';

--: Say what display_name is.
COMMENT ON COLUMN ai_management.ai_model_settings.display_name IS
    'The model''s name on pages; NULL for the name that its provider gives it.';

--: Say what max_output_tokens is.
COMMENT ON COLUMN ai_management.ai_model_settings.max_output_tokens IS
    'The most tokens of an answer; NULL when not limited.';

--: Say what default_temperature is.
COMMENT ON COLUMN ai_management.ai_model_settings.default_temperature IS
    'How freely the model answers by itself; NULL for the provider''s default.';

--: Say what is_enabled is.
COMMENT ON COLUMN ai_management.ai_model_settings.is_enabled IS
    'Whether features may call the model.';

--: Say what created_at is.
COMMENT ON COLUMN ai_management.ai_model_settings.created_at IS
    'When the model was entered.';

--: Say what updated_at is.
COMMENT ON COLUMN ai_management.ai_model_settings.updated_at IS
    'When its settings were last changed.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_model_settings
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_model_settings
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_model_settings
    TO ai_management_reader;

COMMIT;
