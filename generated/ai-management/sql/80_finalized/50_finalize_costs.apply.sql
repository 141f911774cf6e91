-- Data set costs: only the new names are left, and there is no way back.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.billing_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.cost_allocations.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.usage_logs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_spending.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_features.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_models.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_spending_allocations.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_usage_logs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.billing_data_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.cost_allocations_retired.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.usage_logs_retired.
-- Undo: 50_finalize_costs.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Finalize costs in one short transaction; from here on there is no way back
DO $finalize$
BEGIN
    IF migration.is_final('ai-management', 'costs') THEN
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
    PERFORM migration.refuse_unchecked('ai-management', 'costs', 'finalize');
    FOR attempt IN 1..200 LOOP
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            DROP VIEW public.billing_data;
            -- Whoever waits for one name waits for all: the others are had soon, or another time.
            PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);
            DROP VIEW migration_ai_management.billing_data_legacy_form;
            DROP VIEW migration_ai_management.billing_data_restored;
            DROP VIEW migration_ai_management.billing_data_actual;
            DROP VIEW public.cost_allocations;
            DROP VIEW migration_ai_management.cost_allocations_legacy_form;
            DROP VIEW migration_ai_management.cost_allocations_restored;
            DROP VIEW migration_ai_management.cost_allocations_actual;
            DROP VIEW public.usage_logs;
            DROP VIEW migration_ai_management.usage_logs_legacy_form;
            DROP VIEW migration_ai_management.usage_logs_restored;
            DROP VIEW migration_ai_management.usage_logs_actual;
            LOCK TABLE ai_management.ai_spending IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_features IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_models IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_spending_allocations IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_usage_logs IN ACCESS EXCLUSIVE MODE;
            DROP TRIGGER zz_changeover_billing_data_reconcile ON ai_management.ai_spending;
            DROP TRIGGER zz_changeover_billing_data_reverse ON ai_management.ai_spending;
            DROP TRIGGER zz_changeover_billing_data_emptied ON ai_management.ai_spending;
            DROP TRIGGER zz_changeover_billing_data_fence ON ai_management.ai_spending;
            DROP TRIGGER zz_changeover_billing_data_snapshot ON ai_management.ai_spending;
            DROP TRIGGER zz_changeover_billing_data_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_billing_data_looked_up_2 ON ai_management.ai_models;
            DROP TRIGGER zz_changeover_billing_data_capture ON public.billing_data_retired;
            DROP TRIGGER zz_changeover_billing_data_truncate ON public.billing_data_retired;
            DROP INDEX ai_management.legacy_billing_data_period_start;
            ALTER TABLE ai_management.ai_spending DROP COLUMN IF EXISTS _service_name;
            ALTER TABLE ai_management.ai_spending DROP COLUMN IF EXISTS _model_name;
            ALTER TABLE ai_management.ai_spending DROP COLUMN IF EXISTS _currency;
            ALTER TABLE ai_management.ai_spending DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_spending FROM PUBLIC;
            DROP TRIGGER zz_changeover_cost_allocations_reconcile ON ai_management.ai_spending_allocations;
            DROP TRIGGER zz_changeover_cost_allocations_reverse ON ai_management.ai_spending_allocations;
            DROP TRIGGER zz_changeover_cost_allocations_emptied ON ai_management.ai_spending_allocations;
            DROP TRIGGER zz_changeover_cost_allocations_fence ON ai_management.ai_spending_allocations;
            DROP TRIGGER zz_changeover_cost_allocations_snapshot ON ai_management.ai_spending_allocations;
            DROP TRIGGER zz_changeover_cost_allocations_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_cost_allocations_capture ON public.cost_allocations_retired;
            DROP TRIGGER zz_changeover_cost_allocations_truncate ON public.cost_allocations_retired;
            ALTER TABLE ai_management.ai_spending_allocations DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_spending_allocations FROM PUBLIC;
            ALTER TABLE ai_management.ai_spending_allocations ALTER COLUMN id SET DEFAULT gen_random_uuid();
            DROP TRIGGER zz_changeover_usage_logs_reconcile ON ai_management.ai_usage_logs;
            DROP TRIGGER zz_changeover_usage_logs_reverse ON ai_management.ai_usage_logs;
            DROP TRIGGER zz_changeover_usage_logs_emptied ON ai_management.ai_usage_logs;
            DROP TRIGGER zz_changeover_usage_logs_fence ON ai_management.ai_usage_logs;
            DROP TRIGGER zz_changeover_usage_logs_snapshot ON ai_management.ai_usage_logs;
            DROP TRIGGER zz_changeover_usage_logs_looked_up_1 ON ai_management.ai_features;
            DROP TRIGGER zz_changeover_usage_logs_looked_up_2 ON ai_management.ai_models;
            DROP TRIGGER zz_changeover_usage_logs_capture ON public.usage_logs_retired;
            DROP TRIGGER zz_changeover_usage_logs_truncate ON public.usage_logs_retired;
            DROP INDEX ai_management.legacy_usage_logs_created_at;
            DROP INDEX ai_management.legacy_usage_logs_service_name_created_at;
            DROP INDEX ai_management.legacy_usage_logs_user_id;
            ALTER TABLE ai_management.ai_usage_logs DROP COLUMN IF EXISTS _service_name;
            ALTER TABLE ai_management.ai_usage_logs DROP COLUMN IF EXISTS _model_name;
            ALTER TABLE ai_management.ai_usage_logs DROP COLUMN IF EXISTS _success;
            ALTER TABLE ai_management.ai_usage_logs DROP COLUMN IF EXISTS _by_legacy_name;
            -- Everybody had it for the legacy name alone: a spec names roles.
            REVOKE ALL ON TABLE ai_management.ai_usage_logs FROM PUBLIC;
            ALTER TABLE ai_management.ai_usage_logs ALTER COLUMN id SET DEFAULT gen_random_uuid();
            PERFORM migration.finalize('ai-management', 'costs');
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
        HINT = 'Look for long transactions in pg_stat_activity, then finalize again.';
END
$finalize$;

--: Nothing calls what kept both names of billing_data in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.billing_data_looked_up_1(),
    migration_ai_management.billing_data_looked_up_2(),
    migration_ai_management.billing_data_reconcile(),
    migration_ai_management.billing_data_reverse(),
    migration_ai_management.billing_data_emptied(),
    migration_ai_management.billing_data_fence();

--: Nothing calls what kept both names of cost_allocations in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.cost_allocations_looked_up_1(),
    migration_ai_management.cost_allocations_reconcile(),
    migration_ai_management.cost_allocations_reverse(),
    migration_ai_management.cost_allocations_emptied(),
    migration_ai_management.cost_allocations_fence();

--: Nothing calls what kept both names of usage_logs in step
-- squawk-ignore ban-drop-function
DROP FUNCTION IF EXISTS
    migration_ai_management.usage_logs_looked_up_1(),
    migration_ai_management.usage_logs_looked_up_2(),
    migration_ai_management.usage_logs_reconcile(),
    migration_ai_management.usage_logs_reverse(),
    migration_ai_management.usage_logs_emptied(),
    migration_ai_management.usage_logs_fence();
