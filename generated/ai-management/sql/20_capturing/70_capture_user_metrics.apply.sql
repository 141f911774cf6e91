-- Mapping user_metrics to ai_user_metrics: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.user_metrics.
-- Undo: 70_capture_user_metrics.rollback.sql

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

--: Mirror one change of a legacy row, never failing the application's own write
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_capture()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '200ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $capture$
#variable_conflict use_column
DECLARE
    reason text;
    state text;
BEGIN
    -- A failure at COMMIT cannot be caught, so a serializable writer only leaves a note.
    -- An old snapshot may not see the target row that has to go, nor the row that a lookup needs.
    -- A trigger's own write fires before the write that it answers: the older one would come last.
    -- And who has waited once in a transaction waits no more.
    IF
        current_setting('transaction_isolation') <> 'read committed'
        OR pg_trigger_depth() > 1
        OR current_setting('changeover.note_only', true) = 'on'
    THEN
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
            VALUES (OLD.user_id, OLD.metric_date);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
            VALUES (NEW.user_id, NEW.metric_date);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.user_id, OLD.metric_date) IS DISTINCT FROM (NEW.user_id, NEW.metric_date)
            THEN
                DELETE FROM ai_management.ai_user_metrics AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t.user_id = l.user_id
                    AND
                    t.day = l.metric_date;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'user_metrics', jsonb_build_object('user_id', OLD.user_id, 'metric_date', OLD.metric_date));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
                VALUES (OLD.user_id, OLD.metric_date);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
                VALUES (NEW.user_id, NEW.metric_date);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
                VALUES (OLD.user_id, OLD.metric_date);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'user_metrics', jsonb_build_object('user_id', NEW.user_id, 'metric_date', NEW.metric_date),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
                        VALUES (NEW.user_id, NEW.metric_date);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.user_metrics_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.user_metrics_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.user_metrics_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.user_metrics IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_user_metrics_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.user_metrics
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.user_metrics_capture();
            ALTER TABLE public.user_metrics ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_user_metrics_truncate
                AFTER TRUNCATE ON public.user_metrics
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.user_metrics_capture_truncate();
            ALTER TABLE public.user_metrics ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.user_metrics',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
