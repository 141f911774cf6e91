-- Data set stock: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_stock.
-- Undo: 50_hold_stock.apply.sql

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

--: Bring stock back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_stock') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_stock RENAME TO stock_retired;
    ALTER TABLE retired.stock_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'stock', 'retired.public_stock');
END
$release$;

COMMIT;
