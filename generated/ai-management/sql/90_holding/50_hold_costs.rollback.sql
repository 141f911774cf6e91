-- Data set costs: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_billing_data.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_cost_allocations.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_usage_logs.
-- Undo: 50_hold_costs.apply.sql

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

--: Bring billing_data back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_billing_data') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_billing_data RENAME TO billing_data_retired;
    ALTER TABLE retired.billing_data_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'costs', 'retired.public_billing_data');
END
$release$;

--: Bring cost_allocations back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_cost_allocations') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_cost_allocations RENAME TO cost_allocations_retired;
    ALTER TABLE retired.cost_allocations_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'costs', 'retired.public_cost_allocations');
END
$release$;

--: Bring usage_logs back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_usage_logs') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_usage_logs RENAME TO usage_logs_retired;
    ALTER TABLE retired.usage_logs_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'costs', 'retired.public_usage_logs');
END
$release$;

COMMIT;
