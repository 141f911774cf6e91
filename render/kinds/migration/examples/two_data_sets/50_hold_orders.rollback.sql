-- Data set orders: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_orders.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_parcels.
-- Undo: 50_hold_orders.apply.sql

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

--: Bring orders back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_orders') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_orders RENAME TO orders_retired;
    ALTER TABLE retired.orders_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'orders', 'retired.public_orders');
END
$release$;

--: Bring parcels back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_parcels') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_parcels RENAME TO parcels_retired;
    ALTER TABLE retired.parcels_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'orders', 'retired.public_parcels');
END
$release$;

COMMIT;
