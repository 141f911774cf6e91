-- Data set orders: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.orders.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.parcels.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.orders_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.parcels_retired.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on shop.purchases.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on shop.shipments.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on view public.open_orders.
-- Undo: 50_switch_orders.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Give orders back to the legacy tables in one short transaction
DO $reverse$
DECLARE
    held_since timestamptz;
    moved text[];
    statement text;
BEGIN
    IF migration.owner_of('ai-management', 'orders') = 'legacy' THEN
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
    -- What is slow the first time in a session is done once before the locks, and taken back.
    -- What refuses it will do so again.
    BEGIN
        PERFORM migration.change_owner('ai-management', 'orders', 'legacy');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- Who may use the names now may use the tables then; nearly all is done before the locks.
        PERFORM migration.same_rights(
            to_regclass('public.orders'), to_regclass('public.orders_retired')
        );
        PERFORM migration.same_rights(
            to_regclass('public.parcels'), to_regclass('public.parcels_retired')
        );
        BEGIN
            -- What goes with the names is made again below.
            moved := migration_ai_management.moved_dependants('orders');
            -- The names that applications use come first, so that nobody waits twice.
            ALTER VIEW public.orders SET SCHEMA migration_ai_management;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            ALTER VIEW public.parcels SET SCHEMA migration_ai_management;
            LOCK TABLE shop.purchases IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE shop.shipments IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.orders'));
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.parcels'));
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE shop.purchases
                DISABLE TRIGGER zz_changeover_orders_reconcile,
                DISABLE TRIGGER zz_changeover_orders_reverse,
                DISABLE TRIGGER zz_changeover_orders_emptied,
                DISABLE TRIGGER zz_changeover_orders_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_orders_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.orders'), to_regclass('public.orders_retired')
            );
            DROP TRIGGER zz_changeover_orders_retired ON public.orders_retired;
            ALTER TABLE public.orders_retired RENAME TO orders;
            PERFORM migration.say_as_owner(to_regclass('public.orders'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.orders FROM migration_sync'
            ]);
            ALTER TABLE public.orders
                ENABLE ALWAYS TRIGGER zz_changeover_orders_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_orders_truncate;
            ALTER TABLE shop.shipments
                DISABLE TRIGGER zz_changeover_parcels_reconcile,
                DISABLE TRIGGER zz_changeover_parcels_reverse,
                DISABLE TRIGGER zz_changeover_parcels_emptied,
                DISABLE TRIGGER zz_changeover_parcels_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_parcels_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.parcels'), to_regclass('public.parcels_retired')
            );
            DROP TRIGGER zz_changeover_parcels_retired ON public.parcels_retired;
            ALTER TABLE public.parcels_retired RENAME TO parcels;
            PERFORM migration.say_as_owner(to_regclass('public.parcels'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.parcels FROM migration_sync'
            ]);
            ALTER TABLE public.parcels
                ENABLE ALWAYS TRIGGER zz_changeover_parcels_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_parcels_truncate;
            FOREACH statement IN ARRAY moved LOOP
                EXECUTE statement;
            END LOOP;
            PERFORM migration.change_owner('ai-management', 'orders', 'legacy');
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
        HINT = 'Look for long transactions in pg_stat_activity, then reverse again.';
END
$reverse$;
