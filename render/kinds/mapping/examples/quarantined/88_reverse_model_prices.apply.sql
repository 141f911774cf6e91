-- Mapping model_prices to ai_model_prices: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_prices.
-- Undo: 88_reverse_model_prices.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'prices');

--: Keep the retired legacy table as the owner's row is now, so that the switch can be reversed
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_reverse()
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
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.model, OLD.year) IS DISTINCT FROM (NEW.model, NEW.year)) THEN
        DELETE FROM public.model_prices_retired AS l
        WHERE
            (l.model, l.year) = (OLD.model, OLD.year)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_model_prices AS t
                WHERE (t.model, t.year) = (OLD.model, OLD.year)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.model_prices_retired AS l (model, year, vendor, price, valid_for)
        OVERRIDING SYSTEM VALUE
        SELECT
            t.model,
            t.year,
            t._vendor,
            t.price,
            t.valid_for
        FROM ai_management.ai_model_prices AS t
        WHERE (t.model, t.year) = (NEW.model, NEW.year) AND t.model IS NOT NULL AND t.year IS NOT NULL
        ON CONFLICT (model, year) DO UPDATE SET
            vendor = excluded.vendor,
            price = excluded.price,
            valid_for = excluded.valid_for
        WHERE (
            l.vendor,
            l.price,
            l.valid_for::text
        ) IS DISTINCT FROM (
            excluded.vendor,
            excluded.price,
            excluded.valid_for::text
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.model_prices_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_prices_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_prices_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.model_prices_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.model_prices or to ai_management.ai_model_prices; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.model_prices_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_model_prices_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_model_prices
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_prices_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_model_prices_emptied
                AFTER TRUNCATE ON ai_management.ai_model_prices
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.model_prices_emptied();
            IF migration.owner_of('ai-management', 'prices') = 'new' THEN
                ALTER TABLE ai_management.ai_model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_prices_reverse;
                ALTER TABLE ai_management.ai_model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_prices_emptied;
            ELSE
                ALTER TABLE ai_management.ai_model_prices DISABLE TRIGGER zz_changeover_model_prices_reverse;
                ALTER TABLE ai_management.ai_model_prices DISABLE TRIGGER zz_changeover_model_prices_emptied;
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
