-- Data set costs: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.billing_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.cost_allocations.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.usage_logs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.billing_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.cost_allocations.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on migration_ai_management.usage_logs.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_spending.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_spending_allocations.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_usage_logs.
-- Undo: 50_switch_costs.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Switch costs in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
DECLARE
    held_since timestamptz;
BEGIN
    IF migration.owner_of('ai-management', 'costs') = 'new' THEN
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
    PERFORM migration.refuse_unchecked('ai-management', 'costs', 'switch');
    PERFORM migration.refuse_closed('ai-management', 'costs', 'switch', false);
    -- What is slow the first time in a session is done once before the locks, and taken back.
    -- What refuses it will do so again.
    BEGIN
        PERFORM migration.change_owner('ai-management', 'costs', 'new');
        RAISE EXCEPTION 'rehearsed';
    EXCEPTION
        WHEN OTHERS THEN
            NULL;
    END;
    FOR attempt IN 1..200 LOOP
        -- What takes long is done before the locks as well, last what is noted meanwhile.
        PERFORM migration_ai_management.billing_data_dress();
        PERFORM migration_ai_management.cost_allocations_dress();
        PERFORM migration_ai_management.usage_logs_dress();
        CALL migration_ai_management.billing_data_replay(5);
        CALL migration_ai_management.cost_allocations_replay(5);
        CALL migration_ai_management.usage_logs_replay(5);
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.billing_data IN ACCESS EXCLUSIVE MODE;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            held_since := pg_catalog.clock_timestamp();
            LOCK TABLE public.cost_allocations IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.usage_logs IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_spending IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_spending_allocations IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_usage_logs IN SHARE ROW EXCLUSIVE MODE;
            -- Rights by column are changed without these locks: who is doing so is waited for as well.
            PERFORM migration.wait_for_rights(to_regclass('public.billing_data'));
            PERFORM migration.wait_for_rights(to_regclass('public.cost_allocations'));
            PERFORM migration.wait_for_rights(to_regclass('public.usage_logs'));
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.id IS NULL)
                FROM (SELECT j.id FROM migration_ai_management.billing_data_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.billing_data_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.service_name IS NULL)
                FROM (SELECT j.service_name FROM migration_ai_management.cost_allocations_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.cost_allocations_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            -- The note of a TRUNCATE, which has no key, stands for every row.
            IF (
                SELECT count(*) > 500 OR bool_or(n.id IS NULL)
                FROM (SELECT j.id FROM migration_ai_management.usage_logs_journal AS j LIMIT 501) AS n
            ) THEN
                RAISE lock_not_available;
            END IF;
            WHILE migration_ai_management.usage_logs_replay_batch(100) > 0 LOOP
                IF pg_catalog.clock_timestamp() > held_since + interval '30ms' THEN
                    RAISE lock_not_available;
                END IF;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.billing_data_journal)
                OR EXISTS (SELECT FROM migration_ai_management.cost_allocations_journal)
                OR EXISTS (SELECT FROM migration_ai_management.usage_logs_journal)
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
                    AND q.mapping IN ('billing_data', 'cost_allocations', 'usage_logs')
                    AND q.origin <> 'backfill'
            ) THEN
                RAISE lock_not_available;
            END IF;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.billing_data_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.billing_data'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.billing_data TO migration_sync'
            ]);
            ALTER TABLE public.billing_data
                DISABLE TRIGGER zz_changeover_billing_data_capture,
                DISABLE TRIGGER zz_changeover_billing_data_truncate;
            ALTER TABLE public.billing_data RENAME TO billing_data_retired;
            CREATE TRIGGER zz_changeover_billing_data_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.billing_data_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.billing_data_refuse_retired();
            ALTER TABLE public.billing_data_retired ENABLE ALWAYS TRIGGER zz_changeover_billing_data_retired;
            ALTER VIEW migration_ai_management.billing_data SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_billing_data_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_spending
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.ai_spending
                ENABLE ALWAYS TRIGGER zz_changeover_billing_data_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_billing_data_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_billing_data_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_billing_data_snapshot,
                DISABLE TRIGGER zz_changeover_billing_data_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.cost_allocations_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.cost_allocations'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.cost_allocations TO migration_sync'
            ]);
            ALTER TABLE public.cost_allocations
                DISABLE TRIGGER zz_changeover_cost_allocations_capture,
                DISABLE TRIGGER zz_changeover_cost_allocations_truncate;
            ALTER TABLE public.cost_allocations RENAME TO cost_allocations_retired;
            CREATE TRIGGER zz_changeover_cost_allocations_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.cost_allocations_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.cost_allocations_refuse_retired();
            ALTER TABLE public.cost_allocations_retired ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_retired;
            ALTER VIEW migration_ai_management.cost_allocations SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_cost_allocations_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_spending_allocations
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.ai_spending_allocations
                ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_snapshot,
                DISABLE TRIGGER zz_changeover_cost_allocations_fence;
            -- What the table promises today, the view promises too.
            PERFORM migration_ai_management.usage_logs_dress();
            -- From now on the sync role keeps the table current.
            PERFORM migration.say_as_owner(to_regclass('public.usage_logs'), ARRAY[
                'GRANT SELECT, INSERT, UPDATE, DELETE ON public.usage_logs TO migration_sync'
            ]);
            PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[
                format('GRANT USAGE ON SEQUENCE %s TO migration_sync', s.sequence)
            ])
            FROM pg_get_serial_sequence('public.usage_logs', 'id') AS s (sequence);
            ALTER TABLE public.usage_logs
                DISABLE TRIGGER zz_changeover_usage_logs_capture,
                DISABLE TRIGGER zz_changeover_usage_logs_truncate;
            ALTER TABLE public.usage_logs RENAME TO usage_logs_retired;
            CREATE TRIGGER zz_changeover_usage_logs_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.usage_logs_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync')
                EXECUTE FUNCTION migration_ai_management.usage_logs_refuse_retired();
            ALTER TABLE public.usage_logs_retired ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_retired;
            ALTER VIEW migration_ai_management.usage_logs SET SCHEMA public;
            -- A snapshot from before does not see what was noted until now, and would miss it.
            EXECUTE format(
                $snapshot$
                CREATE OR REPLACE TRIGGER zz_changeover_usage_logs_snapshot
                    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_usage_logs
                    FOR EACH STATEMENT
                    EXECUTE FUNCTION migration.refuse_old_snapshot(%L)
                $snapshot$,
                pg_current_xact_id()
            );
            ALTER TABLE ai_management.ai_usage_logs
                ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reconcile,
                ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reverse,
                ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_emptied,
                ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_snapshot,
                DISABLE TRIGGER zz_changeover_usage_logs_fence;
            PERFORM migration.change_owner('ai-management', 'costs', 'new');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'costs' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
