-- Mapping usage_logs to ai_usage_logs: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_usage_logs.
-- Undo: 88_reverse_usage_logs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_reverse()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reverse$
#variable_conflict use_column
DECLARE
    added boolean;
    kept_by text;
BEGIN
    -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD._legacy_id) IS DISTINCT FROM (NEW._legacy_id)) THEN
        DELETE FROM public.usage_logs_retired AS l
        WHERE
            (l.id) = (OLD._legacy_id)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_usage_logs AS t
                WHERE (t._legacy_id) = (OLD._legacy_id)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.usage_logs_retired AS l (id, service_name, cost, success, trace, created_at)
        OVERRIDING SYSTEM VALUE
        SELECT
            t._legacy_id,
            t._service_name,
            t.cost_usd,
            t._success,
            t._trace,
            t.created_at
        FROM ai_management.ai_usage_logs AS t
        WHERE (t.id, t.created_at) = (NEW.id, NEW.created_at) AND t._legacy_id IS NOT NULL
        ON CONFLICT (id) DO UPDATE SET
            service_name = excluded.service_name,
            cost = excluded.cost,
            success = excluded.success,
            trace = excluded.trace,
            created_at = excluded.created_at
        WHERE (
            l.service_name,
            l.cost,
            l.success,
            l.trace,
            l.created_at
        ) IS DISTINCT FROM (
            excluded.service_name,
            excluded.cost,
            excluded.success,
            excluded.trace,
            excluded.created_at
        )
        RETURNING l.xmax = 0 INTO added;
        -- Nothing but the retired table keeps the legacy key unique in all partitions.
        IF
            added IS NOT true
            AND (TG_OP = 'INSERT' OR (OLD._legacy_id) IS DISTINCT FROM (NEW._legacy_id))
            AND (SELECT count(*) FROM ai_management.ai_usage_logs AS t WHERE (t._legacy_id) = (NEW._legacy_id)) > 1
        THEN
            SELECT k.conname INTO kept_by
            FROM pg_constraint AS k
            WHERE (k.conrelid, k.contype) = ('public.usage_logs_retired'::regclass, 'p');
            RAISE EXCEPTION 'duplicate key value violates unique constraint "%"', kept_by USING
                ERRCODE = 'unique_violation',
                SCHEMA = 'public',
                TABLE = 'usage_logs',
                CONSTRAINT = kept_by,
                DETAIL = format('Key (id)=(%s) already exists in %s.', concat_ws(', ', NEW._legacy_id), 'public.usage_logs');
        END IF;
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.usage_logs_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.usage_logs_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.usage_logs_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.usage_logs_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.usage_logs or to ai_management.ai_usage_logs; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.usage_logs_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_usage_logs_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_usage_logs
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.usage_logs_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_usage_logs_emptied
                AFTER TRUNCATE ON ai_management.ai_usage_logs
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.usage_logs_emptied();
            IF migration.owner_of('ai-management', 'costs') = 'new' THEN
                ALTER TABLE ai_management.ai_usage_logs ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reverse;
                ALTER TABLE ai_management.ai_usage_logs ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_emptied;
            ELSE
                ALTER TABLE ai_management.ai_usage_logs DISABLE TRIGGER zz_changeover_usage_logs_reverse;
                ALTER TABLE ai_management.ai_usage_logs DISABLE TRIGGER zz_changeover_usage_logs_emptied;
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
