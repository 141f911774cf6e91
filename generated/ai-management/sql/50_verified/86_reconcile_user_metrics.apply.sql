-- Mapping user_metrics to ai_user_metrics: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_user_metrics.
-- Undo: 86_reconcile_user_metrics.rollback.sql

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

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_reconcile()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reconcile$
#variable_conflict use_column
DECLARE
    born boolean := TG_OP = 'INSERT';
    by_legacy boolean := NEW._by_legacy_name IS true;
    wrote_top_feature_id boolean;
    wrote_active_seconds boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_top_feature_id := NOT by_legacy AND CASE WHEN born THEN NEW.top_feature_id IS NOT NULL ELSE NEW.top_feature_id IS DISTINCT FROM OLD.top_feature_id
        AND NOT (NEW._top_service IS DISTINCT FROM OLD._top_service) END;
    wrote_active_seconds := NOT by_legacy AND CASE WHEN born THEN NEW.active_seconds IS NOT NULL ELSE NEW.active_seconds IS DISTINCT FROM OLD.active_seconds
        AND NOT (NEW._active_minutes IS DISTINCT FROM OLD._active_minutes) END;
    IF wrote_top_feature_id THEN
        -- The new name wrote top_feature_id: legacy is told.
        NEW._top_service := (
            SELECT (CASE (
                    SELECT known.slug
                    FROM ai_management.ai_features AS known
                    WHERE known.id = t.top_feature_id
                )
                WHEN 'ai-search' THEN 'search_ai'
                WHEN 'chatbot' THEN 'chatbot_service'
                WHEN 'photo-tagging' THEN 'photo_analysis'
                ELSE (
                    SELECT known.slug
                    FROM ai_management.ai_features AS known
                    WHERE known.id = t.top_feature_id
                )
            END)::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_active_seconds THEN
        -- The new name wrote active_seconds: legacy is told.
        NEW._active_minutes := (
            SELECT ((active_seconds / 60)::integer)::integer
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (COALESCE(
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
        ))::uuid AS top_feature_id,
        (active_minutes::bigint * 60)::bigint AS active_seconds
    INTO expected
    FROM (
        SELECT
            NEW.user_id AS user_id,
            NEW.day AS metric_date,
            NEW._top_service AS top_service,
            NEW.calls AS requests,
            NEW.tokens_used AS tokens,
            NEW.cost_usd AS cost,
            NEW._active_minutes AS active_minutes,
            NEW.average_rating AS average_rating,
            NEW._engagement_score AS engagement_score,
            NEW.last_call_at AS last_seen,
            NEW.updated_at AS updated_at
    ) AS l;
    IF wrote_top_feature_id THEN
        IF NEW.top_feature_id IS DISTINCT FROM expected.top_feature_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'top_feature_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_user_metrics',
                COLUMN = 'top_feature_id',
                DETAIL = 'As a row of user_metrics it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._top_service IS DISTINCT FROM OLD._top_service THEN
        -- What top_feature_id is made of was written: it follows.
        NEW.top_feature_id := expected.top_feature_id;
    END IF;
    IF wrote_active_seconds THEN
        IF NEW.active_seconds IS DISTINCT FROM expected.active_seconds THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'active_seconds' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_user_metrics',
                COLUMN = 'active_seconds',
                DETAIL = 'As a row of user_metrics it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._active_minutes IS DISTINCT FROM OLD._active_minutes THEN
        -- What active_seconds is made of was written: it follows.
        NEW.active_seconds := expected.active_seconds;
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.user_metrics_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_user_metrics_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_user_metrics
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.user_metrics_reconcile();
            IF migration.owner_of('ai-management', 'analytics') = 'new' THEN
                ALTER TABLE ai_management.ai_user_metrics ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_user_metrics DISABLE TRIGGER zz_changeover_user_metrics_reconcile;
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
