-- Mapping billing_data to ai_spending: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/billing_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_spending.
-- Undo: 88_reverse_billing_data.rollback.sql

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

--: Past the point of no return one name is left, and nothing keeps it in step with another
SELECT migration.refuse_final('ai-management', 'costs');

--: Keep the retired legacy table as the owner's row is now, so that the switch can be reversed
CREATE OR REPLACE FUNCTION migration_ai_management.billing_data_reverse()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reverse$
#variable_conflict use_column
BEGIN
    -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.id) IS DISTINCT FROM (NEW.id)) THEN
        DELETE FROM public.billing_data_retired AS l
        WHERE
            (l.id) = (OLD.id)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_spending AS t
                WHERE (t.id) = (OLD.id)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.billing_data_retired AS l (id, period_start, period_end, service_name, provider, model_name, amount, currency, invoice_number, paid, created_at)
        OVERRIDING SYSTEM VALUE
        SELECT
            t.id,
            t.period_start,
            t.period_end,
            t._service_name,
            t.provider,
            t._model_name,
            t.amount,
            t._currency,
            t.invoice_number,
            t.paid,
            t.created_at
        FROM ai_management.ai_spending AS t
        WHERE (t.id) = (NEW.id) AND t.id IS NOT NULL
        ON CONFLICT (id) DO UPDATE SET
            period_start = excluded.period_start,
            period_end = excluded.period_end,
            service_name = excluded.service_name,
            provider = excluded.provider,
            model_name = excluded.model_name,
            amount = excluded.amount,
            currency = excluded.currency,
            invoice_number = excluded.invoice_number,
            paid = excluded.paid,
            created_at = excluded.created_at
        WHERE (
            l.period_start,
            l.period_end,
            l.service_name,
            l.provider,
            l.model_name,
            l.amount,
            l.currency,
            l.invoice_number,
            l.paid,
            l.created_at
        ) IS DISTINCT FROM (
            excluded.period_start,
            excluded.period_end,
            excluded.service_name,
            excluded.provider,
            excluded.model_name,
            excluded.amount,
            excluded.currency,
            excluded.invoice_number,
            excluded.paid,
            excluded.created_at
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.billing_data_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.billing_data_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.billing_data_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.billing_data_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.billing_data_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.billing_data_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.billing_data_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.billing_data_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.billing_data or to ai_management.ai_spending; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.billing_data_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.billing_data_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_billing_data_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_spending
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.billing_data_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_billing_data_emptied
                AFTER TRUNCATE ON ai_management.ai_spending
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.billing_data_emptied();
            IF migration.owner_of('ai-management', 'costs') = 'new' THEN
                ALTER TABLE ai_management.ai_spending ENABLE ALWAYS TRIGGER zz_changeover_billing_data_reverse;
                ALTER TABLE ai_management.ai_spending ENABLE ALWAYS TRIGGER zz_changeover_billing_data_emptied;
            ELSE
                ALTER TABLE ai_management.ai_spending DISABLE TRIGGER zz_changeover_billing_data_reverse;
                ALTER TABLE ai_management.ai_spending DISABLE TRIGGER zz_changeover_billing_data_emptied;
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$install$;

COMMIT;
