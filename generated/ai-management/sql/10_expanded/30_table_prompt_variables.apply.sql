-- Table ai_management.prompt_variables
-- Generated from specs/ai-management/tables/prompt_variables.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_prompt_variables.rollback.sql

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
            oid = to_regclass('ai_management.prompt_variables')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.prompt_variables'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.prompt_variables (
    prompt_id      uuid     NOT NULL,
    "position"     integer  NOT NULL,
    name           text,
    is_required    boolean  NOT NULL  DEFAULT false,
    default_value  text,
    CONSTRAINT prompt_variables_pkey PRIMARY KEY (prompt_id, "position")
);

--: Say what a row is.
COMMENT ON TABLE ai_management.prompt_variables IS
    'A variable of a prompt''s text.';

--: Say what prompt_id is.
COMMENT ON COLUMN ai_management.prompt_variables.prompt_id IS
    'The prompt.';

--: Say what position is.
COMMENT ON COLUMN ai_management.prompt_variables."position" IS
    'Place among the prompt''s variables, from 1.';

--: Say what name is.
COMMENT ON COLUMN ai_management.prompt_variables.name IS
    'The variable''s name in the text; NULL when legacy gave it none.';

--: Say what is_required is.
COMMENT ON COLUMN ai_management.prompt_variables.is_required IS
    'Whether the prompt makes no sense without a value.';

--: Say what default_value is.
COMMENT ON COLUMN ai_management.prompt_variables.default_value IS
    'The value when none is given; NULL for an empty place.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.prompt_variables
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.prompt_variables
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.prompt_variables
    TO ai_management_reader;

COMMIT;
