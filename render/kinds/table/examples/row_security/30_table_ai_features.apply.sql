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
    id    uuid          NOT NULL,
    slug  varchar(100)  NOT NULL,
    name  text          NOT NULL,
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

--: Hide every row that no policy shows.
ALTER TABLE ai_management.ai_features ENABLE ROW LEVEL SECURITY;

--: Make room for the policy of the migration's own roles.
DROP POLICY IF EXISTS changeover_sync ON ai_management.ai_features;

--: Let the migration's own roles reach every row.
CREATE POLICY changeover_sync ON ai_management.ai_features
    FOR ALL TO migration_sync, migration_runner USING (true) WITH CHECK (true);

--: Make room for the policy readers.
DROP POLICY IF EXISTS readers ON ai_management.ai_features;

--: Create the policy readers.
CREATE POLICY readers ON ai_management.ai_features
    FOR SELECT TO ai_management_reader USING (slug <> 'secret');

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_features
    TO migration_sync, migration_runner;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_features
    TO ai_management_reader;

COMMIT;
