-- Table ai_management.ai_spending_allocations
-- Generated from specs/ai-management/tables/ai_spending_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_table_ai_spending_allocations.rollback.sql

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
            oid = to_regclass('ai_management.ai_spending_allocations')
            AND relowner <> 'migration_owner'::regrole
    ) THEN
        RAISE EXCEPTION '% exists and is not the migration''s own', 'ai_management.ai_spending_allocations'
            USING
                ERRCODE = 'duplicate_table',
                HINT = 'Give the table of the spec another name, or move the existing one away.';
    END IF;
END
$refuse$;

--: Create the table.
CREATE TABLE IF NOT EXISTS ai_management.ai_spending_allocations (
    id          uuid           NOT NULL,
    feature_id  uuid           NOT NULL,
    month       date           NOT NULL,
    department  text,
    share       numeric(6,4)   NOT NULL,
    amount      numeric(14,4)  NOT NULL,
    notes       text,
    updated_at  timestamptz    NOT NULL  DEFAULT now(),
    CONSTRAINT ai_spending_allocations_pkey PRIMARY KEY (id)
);

--: Say what a row is.
COMMENT ON TABLE ai_management.ai_spending_allocations IS
    'What a department pays of a feature''s costs in one month.';

--: Say what id is.
COMMENT ON COLUMN ai_management.ai_spending_allocations.id IS
    'Identity of the allocation.';

--: Say what feature_id is.
COMMENT ON COLUMN ai_management.ai_spending_allocations.feature_id IS
    'The feature whose costs are split.';

--: Say what month is.
COMMENT ON COLUMN ai_management.ai_spending_allocations.month IS
    'First day of the month.';

--: Say what department is.
COMMENT ON COLUMN ai_management.ai_spending_allocations.department IS
    'Who pays; NULL while it is not decided.';

--: Say what share is.
COMMENT ON COLUMN ai_management.ai_spending_allocations.share IS
    'Part of the costs between 0 and 1.';

--: Say what amount is.
COMMENT ON COLUMN ai_management.ai_spending_allocations.amount IS
    'The part in US dollars.';

--: Say what notes is.
COMMENT ON COLUMN ai_management.ai_spending_allocations.notes IS
    'Why it was split this way; NULL when nobody said.';

--: Say what updated_at is.
COMMENT ON COLUMN ai_management.ai_spending_allocations.updated_at IS
    'When somebody last changed the row.';

--: Let the migration's own roles read and write.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_spending_allocations
    TO migration_sync, migration_runner;

--: Grant ai_management_app what the spec gives it.
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ai_management.ai_spending_allocations
    TO ai_management_app;

--: Grant ai_management_reader what the spec gives it.
GRANT SELECT ON TABLE ai_management.ai_spending_allocations
    TO ai_management_reader;

COMMIT;
