-- Table ai_management.ai_model_prices
-- Generated from specs/ai-management/tables/ai_model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_model_prices.rollback.sql

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
            oid = to_regclass('ai_management.ai_model_prices')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_model_prices'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_model_prices (
    settings_id             uuid           NOT NULL,
    input_usd_per_million   numeric(12,3),
    output_usd_per_million  numeric(12,3),
    valid_from              date,
    CONSTRAINT ai_model_prices_pkey PRIMARY KEY (settings_id)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_model_prices IS
    'What a model costs, as its provider publishes it.';

--: Say what settings_id is.
COMMENT ON COLUMN ai_management.ai_model_prices.settings_id IS
    'The settings of the model.';

--: Say what input_usd_per_million is.
COMMENT ON COLUMN ai_management.ai_model_prices.input_usd_per_million IS
    'US dollars for a million tokens in; NULL when not known.';

--: Say what output_usd_per_million is.
COMMENT ON COLUMN ai_management.ai_model_prices.output_usd_per_million IS
    'US dollars for a million tokens out; NULL when not known.';

--: Say what valid_from is.
COMMENT ON COLUMN ai_management.ai_model_prices.valid_from IS
    'First day of the price; NULL when it always was.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_model_prices
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_model_prices
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_model_prices
    TO ai_management_reader;

COMMIT;
