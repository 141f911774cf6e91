-- Table ai_management.ai_spending
-- Generated from specs/ai-management/tables/ai_spending.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_spending.rollback.sql

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
            oid = to_regclass('ai_management.ai_spending')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_spending'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_spending (
    id              uuid           NOT NULL  DEFAULT gen_random_uuid(),
    feature_id      uuid           NOT NULL,
    model_id        uuid           NOT NULL,
    provider        text           NOT NULL,
    period_start    date           NOT NULL,
    period_end      date           NOT NULL,
    amount          numeric(14,4)  NOT NULL,
    currency        text           NOT NULL,
    invoice_number  text,
    paid            boolean        NOT NULL  DEFAULT false,
    created_at      timestamptz    NOT NULL  DEFAULT now(),
    CONSTRAINT ai_spending_pkey PRIMARY KEY (id)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_spending IS
    'One line of a provider''s bill, by the feature and the model that it is for.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_spending.id IS
    'Identity of the line.';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.ai_spending.feature_id IS
    'The feature that the line is for.';

--: Say what model_id is.
COMMENT ON COLUMN ai_management.ai_spending.model_id IS
    'The model that the line is for.';

--: Say what provider is.
COMMENT ON COLUMN ai_management.ai_spending.provider IS
    'Who sent the bill.';

--: Say what period_start is.
COMMENT ON COLUMN ai_management.ai_spending.period_start IS
    'First day that was billed.';

--: Say what period_end is.
COMMENT ON COLUMN ai_management.ai_spending.period_end IS
    'Last day that was billed.';

--: Say what amount is.
COMMENT ON COLUMN ai_management.ai_spending.amount IS
    'Amount in the bill''s currency; negative for credits.';

--: Say what currency is.
COMMENT ON COLUMN ai_management.ai_spending.currency IS
    'ISO 4217 code of the currency.';

--: Say what invoice_number is.
COMMENT ON COLUMN ai_management.ai_spending.invoice_number IS
    'Number of the bill; NULL until it arrives.';

--: Say what paid is.
COMMENT ON COLUMN ai_management.ai_spending.paid IS
    'Whether the bill has been paid.';

--: Say what created_at is.
COMMENT ON COLUMN ai_management.ai_spending.created_at IS
    'When the line was entered.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_spending
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_spending
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_spending
    TO ai_management_reader;

COMMIT;
