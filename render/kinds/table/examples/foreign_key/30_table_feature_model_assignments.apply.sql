-- Table ai_management.feature_model_assignments
-- Generated from specs/ai-management/tables/feature_model_assignments.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_feature_model_assignments.rollback.sql

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
            oid = to_regclass('ai_management.feature_model_assignments')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.feature_model_assignments'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.feature_model_assignments (
    id          bigint  NOT NULL,
    feature_id  uuid    NOT NULL,
    CONSTRAINT feature_model_assignments_pkey PRIMARY KEY (id)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.feature_model_assignments IS
    'Which model serves a feature.';

--: Say what id is.
COMMENT ON COLUMN ai_management.feature_model_assignments.id IS
    'Identity of the assignment';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.feature_model_assignments.feature_id IS
    'The feature that is served';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.feature_model_assignments
    TO migration_sync, migration_runner;

COMMIT;
