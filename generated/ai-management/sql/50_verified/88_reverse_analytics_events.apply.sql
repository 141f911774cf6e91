-- Mapping analytics_events to ai_analytics_events: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_analytics_events.
-- Undo: 88_reverse_analytics_events.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'analytics');

--: Keep the retired legacy table as the owner's row is now, so that the switch can be reversed
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_reverse()
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
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.id) IS DISTINCT FROM (NEW.id)) THEN
        DELETE FROM public.analytics_events_retired AS l
        WHERE
            (l.event_id) = (OLD.id)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_analytics_events AS t
                WHERE (t.id) = (OLD.id)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.analytics_events_retired AS l (event_id, event_name, service_name, user_id, session_id, experiment, variant, properties, user_agent, occurred_at)
        OVERRIDING SYSTEM VALUE
        SELECT
            t.id,
            t._event_name,
            t._service_name,
            t.user_id,
            t.session,
            t._experiment,
            t._variant,
            t.properties,
            t._user_agent,
            t.occurred_at
        FROM ai_management.ai_analytics_events AS t
        WHERE (t.id, t.occurred_at) = (NEW.id, NEW.occurred_at) AND t.id IS NOT NULL
        ON CONFLICT (event_id) DO UPDATE SET
            event_name = excluded.event_name,
            service_name = excluded.service_name,
            user_id = excluded.user_id,
            session_id = excluded.session_id,
            experiment = excluded.experiment,
            variant = excluded.variant,
            properties = excluded.properties,
            user_agent = excluded.user_agent,
            occurred_at = excluded.occurred_at
        WHERE (
            l.event_name,
            l.service_name,
            l.user_id,
            l.session_id,
            l.experiment,
            l.variant,
            l.properties::text,
            l.user_agent,
            l.occurred_at
        ) IS DISTINCT FROM (
            excluded.event_name,
            excluded.service_name,
            excluded.user_id,
            excluded.session_id,
            excluded.experiment,
            excluded.variant,
            excluded.properties::text,
            excluded.user_agent,
            excluded.occurred_at
        )
        RETURNING l.xmax = 0 INTO added;
        -- Nothing but the retired table keeps the legacy key unique in all partitions.
        IF
            added IS NOT true
            AND (TG_OP = 'INSERT' OR (OLD.id) IS DISTINCT FROM (NEW.id))
            AND (SELECT count(*) FROM ai_management.ai_analytics_events AS t WHERE (t.id) = (NEW.id)) > 1
        THEN
            SELECT k.conname INTO kept_by
            FROM pg_constraint AS k
            WHERE (k.conrelid, k.contype) = ('public.analytics_events_retired'::regclass, 'p');
            RAISE EXCEPTION 'duplicate key value violates unique constraint "%"', kept_by USING
                ERRCODE = 'unique_violation',
                SCHEMA = 'public',
                TABLE = 'analytics_events',
                CONSTRAINT = kept_by,
                DETAIL = format('Key (event_id)=(%s) already exists in %s.', concat_ws(', ', NEW.id), 'public.analytics_events');
        END IF;
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.analytics_events_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.analytics_events_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.analytics_events_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.analytics_events_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.analytics_events or to ai_management.ai_analytics_events; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.analytics_events_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_analytics_events_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_analytics_events
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.analytics_events_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_analytics_events_emptied
                AFTER TRUNCATE ON ai_management.ai_analytics_events
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.analytics_events_emptied();
            IF migration.owner_of('ai-management', 'analytics') = 'new' THEN
                ALTER TABLE ai_management.ai_analytics_events ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_reverse;
                ALTER TABLE ai_management.ai_analytics_events ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_emptied;
            ELSE
                ALTER TABLE ai_management.ai_analytics_events DISABLE TRIGGER zz_changeover_analytics_events_reverse;
                ALTER TABLE ai_management.ai_analytics_events DISABLE TRIGGER zz_changeover_analytics_events_emptied;
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
