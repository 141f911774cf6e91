-- Data set costs: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.billing_data_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.cost_allocations_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.usage_logs_retired.
-- Undo: 50_hold_costs.rollback.sql

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

--: Where retired tables are held
CREATE SCHEMA IF NOT EXISTS retired AUTHORIZATION migration_owner;

--: What the schema is for
COMMENT ON SCHEMA retired IS 'Retired legacy tables, held until they may be dropped.';

--: Hold billing_data: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.billing_data_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.billing_data_retired'::regclass, '[]');
    ALTER TABLE public.billing_data_retired SET SCHEMA retired;
    ALTER TABLE retired.billing_data_retired RENAME TO public_billing_data;
    PERFORM migration.hold('ai-management', 'costs', 'retired.public_billing_data');
END
$hold$;

--: Hold cost_allocations: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.cost_allocations_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.cost_allocations_retired'::regclass, '[]');
    ALTER TABLE public.cost_allocations_retired SET SCHEMA retired;
    ALTER TABLE retired.cost_allocations_retired RENAME TO public_cost_allocations;
    PERFORM migration.hold('ai-management', 'costs', 'retired.public_cost_allocations');
END
$hold$;

--: Hold usage_logs: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.usage_logs_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.usage_logs_retired'::regclass, '[]');
    ALTER TABLE public.usage_logs_retired SET SCHEMA retired;
    ALTER TABLE retired.usage_logs_retired RENAME TO public_usage_logs;
    PERFORM migration.hold('ai-management', 'costs', 'retired.public_usage_logs');
END
$hold$;

COMMIT;
