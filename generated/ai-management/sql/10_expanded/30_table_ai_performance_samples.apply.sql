-- Table ai_management.ai_performance_samples
-- Generated from specs/ai-management/tables/ai_performance_samples.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_performance_samples.rollback.sql

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
            oid = to_regclass('ai_management.ai_performance_samples')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_performance_samples'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_performance_samples (
    id           uuid              NOT NULL,
    feature_id   uuid              NOT NULL,
    model_id     uuid              NOT NULL,
    metric       text              NOT NULL,
    value        double precision  NOT NULL,
    unit         text,
    labels       jsonb,
    measured_at  timestamptz       NOT NULL  DEFAULT now(),
    CONSTRAINT ai_performance_samples_pkey PRIMARY KEY (id, measured_at)
) PARTITION BY RANGE (measured_at);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_performance_samples IS
    'One measured value of an AI feature.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_performance_samples.id IS
    'Identity of the sample.';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.ai_performance_samples.feature_id IS
    'The feature that was measured; the unassigned one for the whole platform.';

--: Say what model_id is.
COMMENT ON COLUMN ai_management.ai_performance_samples.model_id IS
    'The model that answered; the unknown one when no model was called.';

--: Say what metric is.
COMMENT ON COLUMN ai_management.ai_performance_samples.metric IS
    'What was measured.';

--: Say what value is.
COMMENT ON COLUMN ai_management.ai_performance_samples.value IS
    'The value in its unit.';

--: Say what unit is.
COMMENT ON COLUMN ai_management.ai_performance_samples.unit IS
    'The unit of the value; NULL for plain numbers.';

--: Say what labels is.
COMMENT ON COLUMN ai_management.ai_performance_samples.labels IS
    'Further marks of the value; NULL when there are none.';

--: Say what measured_at is.
COMMENT ON COLUMN ai_management.ai_performance_samples.measured_at IS
    'When it was measured.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_performance_samples
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_performance_samples
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_performance_samples
    TO ai_management_reader;

COMMIT;
