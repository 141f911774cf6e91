-- Data set stock: only the new names are left, and there is no way back.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.stock.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on shop.shelves.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on shop.customers.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.stock_retired.
-- Undo: 50_finalize_stock.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Finalize stock in one short transaction; from here on there is no way back
DO $finalize$
BEGIN
    IF migration.is_final('ai-management', 'stock') THEN
        RETURN;
    END IF;
    -- What others commit until the locks are held must be seen.
    IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a transaction at % sees nothing that was committed after its begin',
            pg_catalog.current_setting('transaction_isolation')
        USING
            ERRCODE = 'MG112',
            HINT = 'Run the file as it is, outside of any transaction.';
    END IF;
    -- What was open lately is asked again under the locks.
    PERFORM migration.refuse_unchecked('ai-management', 'stock', 'finalize');
    FOR attempt IN 1..200 LOOP
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            DROP VIEW public.stock;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            DROP VIEW migration_ai_management.stock_legacy_form;
            DROP VIEW migration_ai_management.stock_restored;
            DROP VIEW migration_ai_management.stock_actual;
            LOCK TABLE shop.shelves IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE shop.customers IN ACCESS EXCLUSIVE MODE;
            DROP TRIGGER zz_changeover_stock_reconcile ON shop.shelves;
            DROP TRIGGER zz_changeover_stock_reverse ON shop.shelves;
            DROP TRIGGER zz_changeover_stock_emptied ON shop.shelves;
            DROP TRIGGER zz_changeover_stock_fence ON shop.shelves;
            DROP TRIGGER zz_changeover_stock_snapshot ON shop.shelves;
            DROP TRIGGER zz_changeover_stock_looked_up_1 ON shop.customers;
            DROP TRIGGER zz_changeover_stock_capture ON public.stock_retired;
            DROP TRIGGER zz_changeover_stock_truncate ON public.stock_retired;
            ALTER TABLE shop.shelves DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE shop.shelves FROM PUBLIC;
            PERFORM migration.finalize('ai-management', 'stock');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'stock' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then finalize again.';
END
$finalize$;

--: Nothing calls what kept both names of stock in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.stock_looked_up_1(),
    migration_ai_management.stock_reconcile(),
    migration_ai_management.stock_reverse(),
    migration_ai_management.stock_emptied(),
    migration_ai_management.stock_fence();
