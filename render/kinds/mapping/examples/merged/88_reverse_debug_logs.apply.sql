-- Mapping debug_logs to ai_debug_events: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/debug_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_debug_events.
-- Undo: 88_reverse_debug_logs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_reverse()
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
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD._debug_logs_id) IS DISTINCT FROM (NEW._debug_logs_id)) THEN
        DELETE FROM public.debug_logs_retired AS l
        WHERE
            (l.id) = (OLD._debug_logs_id)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_debug_events AS t
                WHERE (t._debug_logs_id) = (OLD._debug_logs_id)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.debug_logs_retired AS l (id, model_name, message, created_at)
        OVERRIDING SYSTEM VALUE
        SELECT
            t._debug_logs_id,
            t._debug_logs_model_name,
            t.message,
            t.created_at
        FROM ai_management.ai_debug_events AS t
        WHERE (t.id) = (NEW.id) AND t._debug_logs_id IS NOT NULL
        ON CONFLICT (id) DO UPDATE SET
            model_name = excluded.model_name,
            message = excluded.message,
            created_at = excluded.created_at
        WHERE (
            l.model_name,
            l.message,
            l.created_at
        ) IS DISTINCT FROM (
            excluded.model_name,
            excluded.message,
            excluded.created_at
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.debug_logs_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.debug_logs_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.debug_logs_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.debug_logs_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.debug_logs or to ai_management.ai_debug_events; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.debug_logs_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_debug_logs_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_debug_events
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.debug_logs_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_debug_logs_emptied
                AFTER TRUNCATE ON ai_management.ai_debug_events
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.debug_logs_emptied();
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
                ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_reverse;
                ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_emptied;
            ELSE
                ALTER TABLE ai_management.ai_debug_events DISABLE TRIGGER zz_changeover_debug_logs_reverse;
                ALTER TABLE ai_management.ai_debug_events DISABLE TRIGGER zz_changeover_debug_logs_emptied;
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
