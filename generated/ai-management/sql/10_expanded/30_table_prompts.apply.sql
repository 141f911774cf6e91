-- Table ai_management.prompts
-- Generated from specs/ai-management/tables/prompts.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_prompts.rollback.sql

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
            oid = to_regclass('ai_management.prompts')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.prompts'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.prompts (
    id               uuid         NOT NULL,
    feature_id       uuid         NOT NULL,
    slug             text         NOT NULL,
    title            text,
    current_version  integer      NOT NULL  DEFAULT 1,
    is_active        boolean      NOT NULL  DEFAULT true,
    created_at       timestamptz  NOT NULL  DEFAULT now(),
    updated_at       timestamptz  NOT NULL  DEFAULT now(),
    CONSTRAINT prompts_pkey PRIMARY KEY (id),
    CONSTRAINT prompts_slug_key UNIQUE (slug)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.prompts IS
    'A prompt of the library.';

--: Say what id is.
COMMENT ON COLUMN ai_management.prompts.id IS
    'Identity of the prompt.';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.prompts.feature_id IS
    'The feature that uses the prompt; the unassigned one when several do.';

--: Say what slug is.
COMMENT ON COLUMN ai_management.prompts.slug IS
    'Name of the prompt in code and addresses.';

--: Say what title is.
COMMENT ON COLUMN ai_management.prompts.title IS
    'Name of the prompt for people; NULL for its slug.';

--: Say what current_version is.
COMMENT ON COLUMN ai_management.prompts.current_version IS
    'The version that features get.';

--: Say what is_active is.
COMMENT ON COLUMN ai_management.prompts.is_active IS
    'Whether features may use the prompt.';

--: Say what created_at is.
COMMENT ON COLUMN ai_management.prompts.created_at IS
    'When the prompt was made.';

--: Say what updated_at is.
COMMENT ON COLUMN ai_management.prompts.updated_at IS
    'When its latest version was saved.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.prompts
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.prompts
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.prompts
    TO ai_management_reader;

COMMIT;
