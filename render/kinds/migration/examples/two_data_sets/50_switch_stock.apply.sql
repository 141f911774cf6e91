-- Data set stock: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.stock.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.stock.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on shop.shelves.
-- Undo: 50_switch_stock.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Switch stock in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
DECLARE
    held_since timestamptz;
BEGIN
    IF migration.owner_of('ai-management', 'stock') = 'new' THEN
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
    PERFORM migration.refuse_unchecked('ai-management', 'stock', 'switch');
    PERFORM migration.refuse_closed('ai-management', 'stock', 'switch', false);
    -- What is slow the first time in a session is done once before the locks, and taken back.
    -- What refuses it will do so again.
    BEGIN
        PERFORM migration.change_owner('ai-management', 'stock', 'new');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- What takes long is done before the locks as well, last what is noted meanwhile.
        PERFORM migration_ai_management.stock_dress();
        CALL migration_ai_management.stock_replay(5);
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.stock IN ACCESS EXCLUSIVE MODE;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            LOCK TABLE shop.shelves IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('public.stock'));
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.shelf IS NULL)
                FROM (SELECT j.shelf FROM migration_ai_management.stock_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.stock_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.stock_journal)
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
                    AND q.mapping IN ('stock')
                    AND q.origin <> 'backfill'
            ) THEN
                RAISE lock_not_available;
            END IF;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.stock_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.stock'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.stock TO migration_sync'
            ]);
            ALTER TABLE public.stock
                DISABLE TRIGGER zz_changeover_stock_capture,
                DISABLE TRIGGER zz_changeover_stock_truncate;
            ALTER TABLE public.stock RENAME TO stock_retired;
            CREATE TRIGGER zz_changeover_stock_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.stock_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.stock_refuse_retired();
            ALTER TABLE public.stock_retired ENABLE ALWAYS TRIGGER zz_changeover_stock_retired;
            ALTER VIEW migration_ai_management.stock SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_stock_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON shop.shelves
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE shop.shelves
                ENABLE ALWAYS TRIGGER zz_changeover_stock_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_stock_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_stock_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_stock_snapshot,
                DISABLE TRIGGER zz_changeover_stock_fence;
            PERFORM migration.change_owner('ai-management', 'stock', 'new');
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
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
