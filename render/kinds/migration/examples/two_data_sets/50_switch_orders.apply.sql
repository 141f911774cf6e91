-- Data set orders: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.orders.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.parcels.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.orders.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.parcels.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on shop.purchases.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on shop.shipments.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on view public.open_orders.
-- Undo: 50_switch_orders.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Switch orders in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
DECLARE
    held_since timestamptz;
    moved text[];
    statement text;
BEGIN
    IF migration.owner_of('ai-management', 'orders') = 'new' THEN
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
    -- What no write can close is asked before anybody has to wait; the rest again under the locks.
    PERFORM migration.refuse_unchecked('ai-management', 'orders', 'switch');
    PERFORM migration.refuse_closed('ai-management', 'orders', 'switch', false);
    -- What is slow the first time in a session is done once before the locks, and taken back.
    -- What refuses it will do so again.
    BEGIN
        PERFORM migration.change_owner('ai-management', 'orders', 'new');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- What takes long is done before the locks as well, last what is noted meanwhile.
        PERFORM migration_ai_management.orders_dress();
        PERFORM migration_ai_management.parcels_dress();
        CALL migration_ai_management.orders_replay(5);
        CALL migration_ai_management.parcels_replay(5);
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.orders IN ACCESS EXCLUSIVE MODE;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            LOCK TABLE public.parcels IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE shop.purchases IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE shop.shipments IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('public.orders'));
            PERFORM migration.wait_for_rights(to_regclass('public.parcels'));
            -- What goes with the names is made again below.
            moved := migration_ai_management.moved_dependants('orders');
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.id IS NULL)
                FROM (SELECT j.id FROM migration_ai_management.orders_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.orders_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.code IS NULL)
                FROM (SELECT j.code FROM migration_ai_management.parcels_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.parcels_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.orders_journal)
                OR EXISTS (SELECT FROM migration_ai_management.parcels_journal)
            THEN
                RAISE lock_not_available;
            END IF;
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            -- Where there is no better moment, they wait no longer than this would for a lock.
            IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                RAISE lock_not_available;
            END IF;
            -- A value that another row still held a moment ago may be free when it is tried again.
            IF attempt <= 20 AND EXISTS (
                SELECT
                FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.sqlstate) = ('ai-management', '23505')
                    AND q.mapping IN ('orders', 'parcels')
                    AND q.origin <> 'backfill'
            ) THEN
                RAISE lock_not_available;
            END IF;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.orders_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.orders'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.orders TO migration_sync'
            ]);
            ALTER TABLE public.orders
                DISABLE TRIGGER zz_changeover_orders_capture,
                DISABLE TRIGGER zz_changeover_orders_truncate;
            ALTER TABLE public.orders RENAME TO orders_retired;
            CREATE TRIGGER zz_changeover_orders_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.orders_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.orders_refuse_retired();
            ALTER TABLE public.orders_retired ENABLE ALWAYS TRIGGER zz_changeover_orders_retired;
            ALTER VIEW migration_ai_management.orders SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_orders_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON shop.purchases
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE shop.purchases
                ENABLE ALWAYS TRIGGER zz_changeover_orders_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_orders_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_orders_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_orders_snapshot,
                DISABLE TRIGGER zz_changeover_orders_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.parcels_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.parcels'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.parcels TO migration_sync'
            ]);
            ALTER TABLE public.parcels
                DISABLE TRIGGER zz_changeover_parcels_capture,
                DISABLE TRIGGER zz_changeover_parcels_truncate;
            ALTER TABLE public.parcels RENAME TO parcels_retired;
            CREATE TRIGGER zz_changeover_parcels_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.parcels_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.parcels_refuse_retired();
            ALTER TABLE public.parcels_retired ENABLE ALWAYS TRIGGER zz_changeover_parcels_retired;
            ALTER VIEW migration_ai_management.parcels SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_parcels_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON shop.shipments
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE shop.shipments
                ENABLE ALWAYS TRIGGER zz_changeover_parcels_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_parcels_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_parcels_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_parcels_snapshot,
                DISABLE TRIGGER zz_changeover_parcels_fence;
            FOREACH statement IN ARRAY moved LOOP
                EXECUTE statement;
            END LOOP;
            PERFORM migration.change_owner('ai-management', 'orders', 'new');
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
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
