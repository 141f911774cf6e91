-- Table ai_management.ai_features
-- Generated from specs/ai-management/tables/ai_features.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_features.rollback.sql

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
            oid = to_regclass('ai_management.ai_features')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_features'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_features (
    id           uuid  NOT NULL  DEFAULT gen_random_uuid(),
    slug         text  NOT NULL,
    name         text  NOT NULL,
    description  text  NOT NULL,
    CONSTRAINT ai_features_pkey PRIMARY KEY (id),
    CONSTRAINT ai_features_slug_key UNIQUE (slug)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_features IS
    'An AI feature of the product, which everything else is organised by.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_features.id IS
    'Identity of the feature.';

--: Say what slug is.
COMMENT ON COLUMN ai_management.ai_features.slug IS
    'Name of the feature in addresses.';

--: Say what name is.
COMMENT ON COLUMN ai_management.ai_features.name IS
    'Name of the feature for people.';

--: Say what description is.
COMMENT ON COLUMN ai_management.ai_features.description IS
    'What the feature does for its users.';

--: Keep the reference rows as the spec has them.
INSERT INTO ai_management.ai_features AS kept (id, slug, name, description) VALUES
    ('0a1f0000-0000-4000-8000-000000000000', 'unassigned', 'Unassigned', 'Calls and costs whose service belongs to no feature; the original name is kept.'),
    ('0a1f0000-0000-4000-8000-000000000001', 'photo-tagging', 'Photo Tagging', 'Finds out what is on a photo and tags it.'),
    ('0a1f0000-0000-4000-8000-000000000002', 'chatbot', 'Chatbot', 'Answers questions of customers in a conversation.'),
    ('0a1f0000-0000-4000-8000-000000000003', 'ai-search', 'AI Search', 'Finds products by meaning, not only by words.')
ON CONFLICT (id) DO UPDATE SET
    slug = excluded.slug,
    name = excluded.name,
    description = excluded.description
WHERE
    (kept.slug, kept.name, kept.description)
    IS DISTINCT FROM (excluded.slug, excluded.name, excluded.description);

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_features
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE ON TABLE ai_management.ai_features
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_features
    TO ai_management_reader;

COMMIT;
