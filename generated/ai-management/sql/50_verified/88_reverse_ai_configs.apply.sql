-- Mapping ai_configs to feature_model_assignments: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/ai_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.feature_model_assignments.
-- Undo: 88_reverse_ai_configs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.ai_configs_reverse()
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
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD._legacy_id) IS DISTINCT FROM (NEW._legacy_id)) THEN
        DELETE FROM public.ai_configs_retired AS l
        WHERE
            (l.id) = (OLD._legacy_id)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.feature_model_assignments AS t
                WHERE (t._legacy_id) = (OLD._legacy_id)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.ai_configs_retired AS l (id, service_name, environment, model_name, temperature, max_tokens, timeout_seconds, is_active, settings, sort_order, updated_by, created_at, updated_at)
        OVERRIDING SYSTEM VALUE
        SELECT
            t._legacy_id,
            t._service_name,
            t._environment,
            t._model_name,
            t.temperature,
            t.max_output_tokens,
            t._timeout_seconds,
            t.is_active,
            t.parameters,
            t._sort_order,
            t.updated_by,
            t.created_at,
            t.updated_at
        FROM ai_management.feature_model_assignments AS t
        WHERE (t.id) = (NEW.id) AND t._legacy_id IS NOT NULL
        ON CONFLICT (id) DO UPDATE SET
            service_name = excluded.service_name,
            environment = excluded.environment,
            model_name = excluded.model_name,
            temperature = excluded.temperature,
            max_tokens = excluded.max_tokens,
            timeout_seconds = excluded.timeout_seconds,
            is_active = excluded.is_active,
            settings = excluded.settings,
            sort_order = excluded.sort_order,
            updated_by = excluded.updated_by,
            created_at = excluded.created_at,
            updated_at = excluded.updated_at
        WHERE (
            l.service_name,
            l.environment,
            l.model_name,
            l.temperature,
            l.max_tokens,
            l.timeout_seconds,
            l.is_active,
            l.settings::text,
            l.sort_order,
            l.updated_by,
            l.created_at,
            l.updated_at
        ) IS DISTINCT FROM (
            excluded.service_name,
            excluded.environment,
            excluded.model_name,
            excluded.temperature,
            excluded.max_tokens,
            excluded.timeout_seconds,
            excluded.is_active,
            excluded.settings::text,
            excluded.sort_order,
            excluded.updated_by,
            excluded.created_at,
            excluded.updated_at
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.ai_configs_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.ai_configs_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.ai_configs_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.ai_configs_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.ai_configs_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.ai_configs_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.ai_configs_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.ai_configs_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.ai_configs or to ai_management.feature_model_assignments; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.ai_configs_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.ai_configs_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_ai_configs_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.feature_model_assignments
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.ai_configs_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_ai_configs_emptied
                AFTER TRUNCATE ON ai_management.feature_model_assignments
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.ai_configs_emptied();
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
                ALTER TABLE ai_management.feature_model_assignments ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_reverse;
                ALTER TABLE ai_management.feature_model_assignments ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_emptied;
            ELSE
                ALTER TABLE ai_management.feature_model_assignments DISABLE TRIGGER zz_changeover_ai_configs_reverse;
                ALTER TABLE ai_management.feature_model_assignments DISABLE TRIGGER zz_changeover_ai_configs_emptied;
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
