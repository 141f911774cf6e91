-- Data set stock: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.stock.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.stock_retired.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on shop.shelves.
-- Undo: 50_switch_stock.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Give stock back to the legacy tables in one short transaction
DO $reverse$
DECLARE
    held_since timestamptz;
BEGIN
    IF migration.owner_of('ai-management', 'stock') = 'legacy' THEN
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
        PERFORM migration.change_owner('ai-management', 'stock', 'legacy');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- Who may use the names now may use the tables then; nearly all is done before the locks.
        PERFORM migration.same_rights(
            to_regclass('public.stock'), to_regclass('public.stock_retired')
        );
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            ALTER VIEW public.stock SET SCHEMA migration_ai_management;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            LOCK TABLE shop.shelves IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.stock'));
            -- Applications wait for all of it: who had to wait himself lets go, and tries again.
            IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since + interval '15ms' THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE shop.shelves
                DISABLE TRIGGER zz_changeover_stock_reconcile,
                DISABLE TRIGGER zz_changeover_stock_reverse,
                DISABLE TRIGGER zz_changeover_stock_emptied,
                DISABLE TRIGGER zz_changeover_stock_snapshot,
                ENABLE ALWAYS TRIGGER zz_changeover_stock_fence;
            PERFORM migration.same_rights(
                to_regclass('migration_ai_management.stock'), to_regclass('public.stock_retired')
            );
            DROP TRIGGER zz_changeover_stock_retired ON public.stock_retired;
            ALTER TABLE public.stock_retired RENAME TO stock;
            PERFORM migration.say_as_owner(to_regclass('public.stock'), ARRAY[
                'REVOKE SELECT, INSERT, UPDATE, DELETE ON public.stock FROM migration_sync'
            ]);
            ALTER TABLE public.stock
                ENABLE ALWAYS TRIGGER zz_changeover_stock_capture,
                ENABLE ALWAYS TRIGGER zz_changeover_stock_truncate;
            PERFORM migration.change_owner('ai-management', 'stock', 'legacy');
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
        HINT = 'Look for long transactions in pg_stat_activity, then reverse again.';
END
$reverse$;
