-- Mapping user_metrics to ai_user_metrics: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_user_metrics.
-- Undo: 88_reverse_user_metrics.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_reverse()
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
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.user_id, OLD.day) IS DISTINCT FROM (NEW.user_id, NEW.day)) THEN
        DELETE FROM public.user_metrics_retired AS l
        WHERE
            (l.user_id, l.metric_date) = (OLD.user_id, OLD.day)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_user_metrics AS t
                WHERE (t.user_id, t.day) = (OLD.user_id, OLD.day)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.user_metrics_retired AS l (user_id, metric_date, top_service, requests, tokens, cost, active_minutes, average_rating, engagement_score, last_seen, updated_at)
        OVERRIDING SYSTEM VALUE
        SELECT
            t.user_id,
            t.day,
            t._top_service,
            t.calls,
            t.tokens_used,
            t.cost_usd,
            t._active_minutes,
            t.average_rating,
            t._engagement_score,
            t.last_call_at,
            t.updated_at
        FROM ai_management.ai_user_metrics AS t
        WHERE (t.user_id, t.day) = (NEW.user_id, NEW.day) AND t.user_id IS NOT NULL AND t.day IS NOT NULL
        ON CONFLICT (user_id, metric_date) DO UPDATE SET
            top_service = excluded.top_service,
            requests = excluded.requests,
            tokens = excluded.tokens,
            cost = excluded.cost,
            active_minutes = excluded.active_minutes,
            average_rating = excluded.average_rating,
            engagement_score = excluded.engagement_score,
            last_seen = excluded.last_seen,
            updated_at = excluded.updated_at
        WHERE (
            l.top_service,
            l.requests,
            l.tokens,
            l.cost,
            l.active_minutes,
            l.average_rating,
            l.engagement_score,
            l.last_seen,
            l.updated_at
        ) IS DISTINCT FROM (
            excluded.top_service,
            excluded.requests,
            excluded.tokens,
            excluded.cost,
            excluded.active_minutes,
            excluded.average_rating,
            excluded.engagement_score,
            excluded.last_seen,
            excluded.updated_at
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.user_metrics_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.user_metrics_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.user_metrics_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.user_metrics_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.user_metrics or to ai_management.ai_user_metrics; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.user_metrics_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_user_metrics_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_user_metrics
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.user_metrics_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_user_metrics_emptied
                AFTER TRUNCATE ON ai_management.ai_user_metrics
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.user_metrics_emptied();
            IF migration.owner_of('ai-management', 'analytics') = 'new' THEN
                ALTER TABLE ai_management.ai_user_metrics ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_reverse;
                ALTER TABLE ai_management.ai_user_metrics ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_emptied;
            ELSE
                ALTER TABLE ai_management.ai_user_metrics DISABLE TRIGGER zz_changeover_user_metrics_reverse;
                ALTER TABLE ai_management.ai_user_metrics DISABLE TRIGGER zz_changeover_user_metrics_emptied;
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
