-- Mapping model_settings to ai_model_settings: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_settings.
-- Undo: 88_reverse_model_settings.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'settings');

--: Keep the retired legacy table as the owner's row is now, so that the switch can be reversed
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_reverse()
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
    IF TG_OP = 'DELETE' OR (
        TG_OP = 'UPDATE' AND (NEW._parked OR (OLD.id) IS DISTINCT FROM (NEW.id))
    ) THEN
        DELETE FROM public.model_settings_retired AS l
        WHERE
            (l.id) = (OLD.id)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_model_settings AS t
                WHERE (t.id) = (OLD.id) AND t.id IS NOT NULL AND t._parked IS NOT TRUE
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.model_settings_retired AS l (id, model_name, provider, display_name, max_tokens, temperature, price_per_1k_input, price_per_1k_output, price_since, enabled, icon_url, created_at, updated_at)
        OVERRIDING SYSTEM VALUE
        SELECT
            t.id,
            t._model_name,
            t._provider,
            t.display_name,
            t.max_output_tokens,
            t.default_temperature,
            t._price_per_1k_input,
            t._price_per_1k_output,
            t._price_since,
            t.is_enabled,
            t._icon_url,
            t.created_at,
            t.updated_at
        FROM ai_management.ai_model_settings AS t
        WHERE (t.id) = (NEW.id) AND t.id IS NOT NULL AND t._parked IS NOT TRUE
        ON CONFLICT (id) DO UPDATE SET
            model_name = excluded.model_name,
            provider = excluded.provider,
            display_name = excluded.display_name,
            max_tokens = excluded.max_tokens,
            temperature = excluded.temperature,
            price_per_1k_input = excluded.price_per_1k_input,
            price_per_1k_output = excluded.price_per_1k_output,
            price_since = excluded.price_since,
            enabled = excluded.enabled,
            icon_url = excluded.icon_url,
            created_at = excluded.created_at,
            updated_at = excluded.updated_at
        WHERE (
            l.model_name,
            l.provider,
            l.display_name,
            l.max_tokens,
            l.temperature,
            l.price_per_1k_input,
            l.price_per_1k_output,
            l.price_since,
            l.enabled,
            l.icon_url,
            l.created_at,
            l.updated_at
        ) IS DISTINCT FROM (
            excluded.model_name,
            excluded.provider,
            excluded.display_name,
            excluded.max_tokens,
            excluded.temperature,
            excluded.price_per_1k_input,
            excluded.price_per_1k_output,
            excluded.price_since,
            excluded.enabled,
            excluded.icon_url,
            excluded.created_at,
            excluded.updated_at
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.model_settings_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.model_settings_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.model_settings or to ai_management.ai_model_settings; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.model_settings_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_model_settings
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_settings_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_emptied
                AFTER TRUNCATE ON ai_management.ai_model_settings
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.model_settings_emptied();
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
                ALTER TABLE ai_management.ai_model_settings ENABLE ALWAYS TRIGGER zz_changeover_model_settings_reverse;
                ALTER TABLE ai_management.ai_model_settings ENABLE ALWAYS TRIGGER zz_changeover_model_settings_emptied;
            ELSE
                ALTER TABLE ai_management.ai_model_settings DISABLE TRIGGER zz_changeover_model_settings_reverse;
                ALTER TABLE ai_management.ai_model_settings DISABLE TRIGGER zz_changeover_model_settings_emptied;
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
