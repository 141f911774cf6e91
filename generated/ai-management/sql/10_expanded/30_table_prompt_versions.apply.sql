-- Table ai_management.prompt_versions
-- Generated from specs/ai-management/tables/prompt_versions.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_prompt_versions.rollback.sql

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
            oid = to_regclass('ai_management.prompt_versions')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.prompt_versions'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.prompt_versions (
    prompt_id    uuid         NOT NULL,
    version      integer      NOT NULL,
    body         text         NOT NULL,
    author       text,
    change_note  text,
    saved_at     timestamptz  NOT NULL  DEFAULT now(),
    CONSTRAINT prompt_versions_pkey PRIMARY KEY (prompt_id, version)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.prompt_versions IS
    'One version of a prompt''s text; a version is never changed, only followed by another.';

--: Say what prompt_id is.
COMMENT ON COLUMN ai_management.prompt_versions.prompt_id IS
    'The prompt.';

--: Say what version is.
COMMENT ON COLUMN ai_management.prompt_versions.version IS
    'Number of the version.';

--: Say what body is.
COMMENT ON COLUMN ai_management.prompt_versions.body IS
    'The text, with variables in braces.';

--: Say what author is.
COMMENT ON COLUMN ai_management.prompt_versions.author IS
    'Who saved the version; NULL when a script did.';

--: Say what change_note is.
COMMENT ON COLUMN ai_management.prompt_versions.change_note IS
    'What the version changed; NULL when nobody said.';

--: Say what saved_at is.
COMMENT ON COLUMN ai_management.prompt_versions.saved_at IS
    'When the version was saved.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.prompt_versions
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.prompt_versions
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.prompt_versions
    TO ai_management_reader;

COMMIT;
