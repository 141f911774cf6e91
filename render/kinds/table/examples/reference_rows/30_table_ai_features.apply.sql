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
    id      uuid          NOT NULL,
    slug    varchar(100)  NOT NULL,
    name    text          NOT NULL,
    limits  jsonb,
    CONSTRAINT ai_features_pkey PRIMARY KEY (id),
    CONSTRAINT ai_features_slug_key UNIQUE (slug)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_features IS
    'One row per AI feature of the product.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_features.id IS
    'Stable identity of the feature';

--: Say what slug is.
COMMENT ON COLUMN ai_management.ai_features.slug IS
    'The name of the feature in code';

--: Say what name is.
COMMENT ON COLUMN ai_management.ai_features.name IS
    'The name of the feature for people';

--: Say what limits is.
COMMENT ON COLUMN ai_management.ai_features.limits IS
    'What the feature may cost; NULL is no limit';

--: Keep the reference rows as the spec has them.
INSERT INTO ai_management.ai_features AS kept (id, slug, name) VALUES
    ('00000000-0000-4000-8000-000000000001', 'photo-tagging', 'Photo Tagging'),
    ('00000000-0000-4000-8000-000000000002', 'unassigned', 'Nobody''s')
ON CONFLICT (id) DO UPDATE SET
    slug = excluded.slug,
    name = excluded.name
WHERE
    (kept.slug, kept.name)
    IS DISTINCT FROM (excluded.slug, excluded.name);

--: Keep the reference rows as the spec has them.
INSERT INTO ai_management.ai_features AS kept (id, slug, name, limits) VALUES
    ('00000000-0000-4000-8000-000000000003', 'chatbot', 'Chatbot', '{"usd": 5}')
ON CONFLICT (id) DO UPDATE SET
    slug = excluded.slug,
    name = excluded.name,
    limits = excluded.limits
WHERE
    (kept.slug, kept.name, kept.limits)
    IS DISTINCT FROM (excluded.slug, excluded.name, excluded.limits);

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_features
    TO migration_sync, migration_runner;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_features
    TO ai_management_reader;

COMMIT;
