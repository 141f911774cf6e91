-- Table ai_management.ai_models
-- Generated from specs/ai-management/tables/ai_models.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_models.rollback.sql

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
            oid = to_regclass('ai_management.ai_models')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_models'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_models (
    id        uuid  NOT NULL  DEFAULT gen_random_uuid(),
    name      text  NOT NULL,
    provider  text  NOT NULL,
    CONSTRAINT ai_models_pkey PRIMARY KEY (id),
    CONSTRAINT ai_models_name_key UNIQUE (name)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_models IS
    'A model that an AI feature can call.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_models.id IS
    'Identity of the model.';

--: Say what name is.
COMMENT ON COLUMN ai_management.ai_models.name IS
    'Name of the model, as its provider writes it.';

--: Say what provider is.
COMMENT ON COLUMN ai_management.ai_models.provider IS
    'Slug of the provider that runs the model.';

--: Keep the reference rows as the spec has them.
INSERT INTO ai_management.ai_models AS kept (id, name, provider) VALUES
    ('0a1d0000-0000-4000-8000-000000000000', 'unknown', 'unknown'),
    ('0a1d0000-0000-4000-8000-000000000001', 'gpt-4o', 'openai'),
    ('0a1d0000-0000-4000-8000-000000000002', 'gpt-4o-mini', 'openai'),
    ('0a1d0000-0000-4000-8000-000000000003', 'text-embedding-3-large', 'openai'),
    ('0a1d0000-0000-4000-8000-000000000004', 'whisper-1', 'openai'),
    ('0a1d0000-0000-4000-8000-000000000005', 'claude-3-5-sonnet', 'anthropic'),
    ('0a1d0000-0000-4000-8000-000000000006', 'claude-3-haiku', 'anthropic'),
    ('0a1d0000-0000-4000-8000-000000000007', 'gemini-1.5-pro', 'google'),
    ('0a1d0000-0000-4000-8000-000000000008', 'gemini-1.5-flash', 'google')
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name,
    provider = excluded.provider
WHERE
    (kept.name, kept.provider)
    IS DISTINCT FROM (excluded.name, excluded.provider);

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_models
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE ON TABLE ai_management.ai_models
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_models
    TO ai_management_reader;

COMMIT;
