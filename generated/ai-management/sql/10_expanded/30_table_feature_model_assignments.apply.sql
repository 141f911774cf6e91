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
    id                 uuid          NOT NULL,
    feature_id         uuid          NOT NULL,
    environment        text          NOT NULL,
    model_id           uuid          NOT NULL,
    is_active          boolean       NOT NULL  DEFAULT true,
    traffic_share      numeric(5,4)  NOT NULL  DEFAULT 1,
    temperature        numeric(3,2),
    max_output_tokens  integer,
    timeout_ms         bigint,
    parameters         jsonb         NOT NULL  DEFAULT '{}'::jsonb,
    updated_by         text,
    created_at         timestamptz   NOT NULL  DEFAULT now(),
    updated_at         timestamptz   NOT NULL  DEFAULT now(),
    CONSTRAINT feature_model_assignments_pkey PRIMARY KEY (id)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.feature_model_assignments IS
    'Which model an AI feature calls in an environment, and how.';

--: Say what id is.
COMMENT ON COLUMN ai_management.feature_model_assignments.id IS
    'Identity of the assignment.';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.feature_model_assignments.feature_id IS
    'The feature that calls.';

--: Say what environment is.
COMMENT ON COLUMN ai_management.feature_model_assignments.environment IS
    'Where it calls, such as production, staging or development.';

--: Say what model_id is.
COMMENT ON COLUMN ai_management.feature_model_assignments.model_id IS
    'The model that is called; the unknown one when the feature chooses by itself.';

--: Say what is_active is.
COMMENT ON COLUMN ai_management.feature_model_assignments.is_active IS
    'Whether the feature uses the assignment.';

--: Say what traffic_share is.
COMMENT ON COLUMN ai_management.feature_model_assignments.traffic_share IS
    'Part of the feature''s calls that go to the model; an experiment has less than 1.';

--: Say what temperature is.
COMMENT ON COLUMN ai_management.feature_model_assignments.temperature IS
    'How freely the model answers; NULL for the model''s default.';

--: Say what max_output_tokens is.
COMMENT ON COLUMN ai_management.feature_model_assignments.max_output_tokens IS
    'The most tokens of an answer; NULL for the model''s limit.';

--: Say what timeout_ms is.
COMMENT ON COLUMN ai_management.feature_model_assignments.timeout_ms IS
    'Milliseconds until a call is given up; NULL when it never is.';

--: Say what parameters is.
COMMENT ON COLUMN ai_management.feature_model_assignments.parameters IS
    'Further parameters, which the provider gets as they are.';

--: Say what updated_by is.
COMMENT ON COLUMN ai_management.feature_model_assignments.updated_by IS
    'Who last changed the assignment; NULL when a script did.';

--: Say what created_at is.
COMMENT ON COLUMN ai_management.feature_model_assignments.created_at IS
    'When the assignment was made.';

--: Say what updated_at is.
COMMENT ON COLUMN ai_management.feature_model_assignments.updated_at IS
    'When it was last changed.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.feature_model_assignments
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.feature_model_assignments
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.feature_model_assignments
    TO ai_management_reader;

COMMIT;
