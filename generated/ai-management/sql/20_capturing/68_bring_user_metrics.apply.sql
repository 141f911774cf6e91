-- Mapping user_metrics to ai_user_metrics: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_user_metrics.rollback.sql

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

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_bring(key_user_id uuid, key_metric_date date, came_from text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $bring$
#variable_conflict use_column
DECLARE
    legacy_row jsonb;
BEGIN
    -- Held until the end, also when the row turns out not to fit.
    PERFORM FROM public.user_metrics AS l
    WHERE (l.user_id, l.metric_date) = (key_user_id, key_metric_date)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'user_metrics', jsonb_build_object('user_id', key_user_id, 'metric_date', key_metric_date));
        DELETE FROM ai_management.ai_user_metrics AS t
        WHERE
            (t.user_id, t.day) = (key_user_id, key_metric_date)
            AND NOT EXISTS (
                SELECT
                FROM public.user_metrics AS l
                WHERE
                    (l.user_id, l.metric_date) = (key_user_id, key_metric_date)
            );
        INSERT INTO ai_management.ai_user_metrics AS t (
            user_id,
            day,
            top_feature_id,
            calls,
            tokens_used,
            cost_usd,
            active_seconds,
            average_rating,
            last_call_at,
            updated_at,
            _top_service,
            _active_minutes,
            _engagement_score,
            _migrated_at
        )
        SELECT
            l.user_id,
            l.metric_date,
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = CASE l.top_service
                        WHEN 'photo_analysis' THEN 'photo-tagging'
                        WHEN 'chatbot_service' THEN 'chatbot'
                        WHEN 'search_ai' THEN 'ai-search'
                        ELSE l.top_service
                    END
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = 'unassigned'
                )
            ),
            l.requests,
            l.tokens,
            l.cost,
            active_minutes::bigint * 60,
            l.average_rating,
            l.last_seen,
            l.updated_at,
            l.top_service,
            l.active_minutes,
            l.engagement_score,
            clock_timestamp()
        FROM public.user_metrics AS l
        WHERE
            (l.user_id, l.metric_date) = (key_user_id, key_metric_date)
        FOR SHARE OF l
        ON CONFLICT (user_id, day) DO UPDATE SET
            top_feature_id = excluded.top_feature_id,
            calls = excluded.calls,
            tokens_used = excluded.tokens_used,
            cost_usd = excluded.cost_usd,
            active_seconds = excluded.active_seconds,
            average_rating = excluded.average_rating,
            last_call_at = excluded.last_call_at,
            updated_at = excluded.updated_at,
            _top_service = excluded._top_service,
            _active_minutes = excluded._active_minutes,
            _engagement_score = excluded._engagement_score
        WHERE (
            t.top_feature_id,
            t.calls,
            t.tokens_used,
            t.cost_usd,
            t.active_seconds,
            t.average_rating,
            t.last_call_at,
            t.updated_at,
            t._top_service,
            t._active_minutes,
            t._engagement_score
        ) IS DISTINCT FROM (
            excluded.top_feature_id,
            excluded.calls,
            excluded.tokens_used,
            excluded.cost_usd,
            excluded.active_seconds,
            excluded.average_rating,
            excluded.last_call_at,
            excluded.updated_at,
            excluded._top_service,
            excluded._active_minutes,
            excluded._engagement_score
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_user_metrics AS t
            WHERE (t.user_id, t.day) = (key_user_id, key_metric_date);
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.user_metrics AS l
            WHERE (l.user_id, l.metric_date) = (key_user_id, key_metric_date);
            PERFORM migration.quarantine_row(
                'ai-management', 'user_metrics', jsonb_build_object('user_id', key_user_id, 'metric_date', key_metric_date),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.user_metrics_bring(uuid, date, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_bring(uuid, date, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_bring(uuid, date, text) TO migration_runner;

COMMIT;
