-- Data set orders: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.orders_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.parcels_retired.
-- Undo: 50_hold_orders.rollback.sql

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

--: Hold orders: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.orders_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.orders_retired'::regclass, '[]');
    ALTER TABLE public.orders_retired SET SCHEMA retired;
    ALTER TABLE retired.orders_retired RENAME TO public_orders;
    PERFORM migration.hold('ai-management', 'orders', 'retired.public_orders');
END
$hold$;

--: Hold parcels: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.parcels_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.parcels_retired'::regclass, '[]');
    ALTER TABLE public.parcels_retired SET SCHEMA retired;
    ALTER TABLE retired.parcels_retired RENAME TO public_parcels;
    PERFORM migration.hold('ai-management', 'orders', 'retired.public_parcels');
END
$hold$;

COMMIT;
