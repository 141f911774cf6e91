-- Data set stock: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.stock_retired.
-- Undo: 50_hold_stock.rollback.sql

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

--: Hold stock: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.stock_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.stock_retired'::regclass, '[]');
    ALTER TABLE public.stock_retired SET SCHEMA retired;
    ALTER TABLE retired.stock_retired RENAME TO public_stock;
    PERFORM migration.hold('ai-management', 'stock', 'retired.public_stock');
END
$hold$;

COMMIT;
