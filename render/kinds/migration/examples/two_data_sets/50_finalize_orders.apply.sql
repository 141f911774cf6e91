-- Data set orders: only the new names are left, and there is no way back.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.orders.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.parcels.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on shop.purchases.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on shop.customers.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on shop.shipments.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.orders_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.parcels_retired.
-- Undo: 50_finalize_orders.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Finalize orders in one short transaction; from here on there is no way back
DO $finalize$
BEGIN
    IF migration.is_final('ai-management', 'orders') THEN
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
    PERFORM migration.refuse_unchecked('ai-management', 'orders', 'finalize');
    FOR attempt IN 1..200 LOOP
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            DROP VIEW public.orders;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            DROP VIEW migration_ai_management.orders_legacy_form;
            DROP VIEW migration_ai_management.orders_restored;
            DROP VIEW migration_ai_management.orders_actual;
            DROP VIEW public.parcels;
            DROP VIEW migration_ai_management.parcels_legacy_form;
            DROP VIEW migration_ai_management.parcels_restored;
            DROP VIEW migration_ai_management.parcels_actual;
            LOCK TABLE shop.purchases IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE shop.customers IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE shop.shipments IN ACCESS EXCLUSIVE MODE;
            DROP TRIGGER zz_changeover_orders_reconcile ON shop.purchases;
            DROP TRIGGER zz_changeover_orders_reverse ON shop.purchases;
            DROP TRIGGER zz_changeover_orders_emptied ON shop.purchases;
            DROP TRIGGER zz_changeover_orders_fence ON shop.purchases;
            DROP TRIGGER zz_changeover_orders_snapshot ON shop.purchases;
            DROP TRIGGER zz_changeover_orders_looked_up_1 ON shop.customers;
            DROP TRIGGER zz_changeover_orders_capture ON public.orders_retired;
            DROP TRIGGER zz_changeover_orders_truncate ON public.orders_retired;
            ALTER TABLE shop.purchases DROP COLUMN IF EXISTS _buyer;
            ALTER TABLE shop.purchases DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE shop.purchases FROM PUBLIC;
            DROP TRIGGER zz_changeover_parcels_reconcile ON shop.shipments;
            DROP TRIGGER zz_changeover_parcels_reverse ON shop.shipments;
            DROP TRIGGER zz_changeover_parcels_emptied ON shop.shipments;
            DROP TRIGGER zz_changeover_parcels_fence ON shop.shipments;
            DROP TRIGGER zz_changeover_parcels_snapshot ON shop.shipments;
            DROP TRIGGER zz_changeover_parcels_capture ON public.parcels_retired;
            DROP TRIGGER zz_changeover_parcels_truncate ON public.parcels_retired;
            ALTER TABLE shop.shipments DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE shop.shipments FROM PUBLIC;
            PERFORM migration.finalize('ai-management', 'orders');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'orders' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then finalize again.';
END
$finalize$;

--: Nothing calls what kept both names of orders in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.orders_looked_up_1(),
    migration_ai_management.orders_reconcile(),
    migration_ai_management.orders_reverse(),
    migration_ai_management.orders_emptied(),
    migration_ai_management.orders_fence();

--: Nothing calls what kept both names of parcels in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.parcels_reconcile(),
    migration_ai_management.parcels_reverse(),
    migration_ai_management.parcels_emptied(),
    migration_ai_management.parcels_fence();
