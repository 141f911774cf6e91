-- Table ai_management.ai_providers
-- Generated from specs/ai-management/tables/ai_providers.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_providers.rollback.sql

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
            oid = to_regclass('ai_management.ai_providers')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_providers'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_providers (
    id    uuid  NOT NULL  DEFAULT gen_random_uuid(),
    slug  text  NOT NULL,
    name  text  NOT NULL,
    CONSTRAINT ai_providers_pkey PRIMARY KEY (id),
    CONSTRAINT ai_providers_slug_key UNIQUE (slug)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_providers IS
    'A company whose models AI features can call.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_providers.id IS
    'Identity of the provider.';

--: Say what slug is.
COMMENT ON COLUMN ai_management.ai_providers.slug IS
    'Name of the provider in addresses.';

--: Say what name is.
COMMENT ON COLUMN ai_management.ai_providers.name IS
    'Name of the provider for people.';

--: Keep the reference rows as the spec has them.
INSERT INTO ai_management.ai_providers AS kept (id, slug, name) VALUES
    ('0a1e0000-0000-4000-8000-000000000000', 'unknown', 'Unknown'),
    ('0a1e0000-0000-4000-8000-000000000001', 'openai', 'OpenAI'),
    ('0a1e0000-0000-4000-8000-000000000002', 'anthropic', 'Anthropic'),
    ('0a1e0000-0000-4000-8000-000000000003', 'google', 'Google')
ON CONFLICT (id) DO UPDATE SET
    slug = excluded.slug,
    name = excluded.name
WHERE
    (kept.slug, kept.name)
    IS DISTINCT FROM (excluded.slug, excluded.name);

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_providers
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE ON TABLE ai_management.ai_providers
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_providers
    TO ai_management_reader;

COMMIT;
