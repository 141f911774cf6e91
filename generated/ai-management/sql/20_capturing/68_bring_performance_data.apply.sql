-- Mapping performance_data to ai_latency_summaries: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/performance_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_performance_data.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.performance_data_bring(key_service_name text, key_period_start timestamptz, came_from text)
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
    PERFORM FROM public.performance_data AS l
    WHERE (l.service_name, l.period_start) = (key_service_name, key_period_start)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'performance_data', jsonb_build_object('service_name', key_service_name, 'period_start', key_period_start));
        DELETE FROM ai_management.ai_latency_summaries AS t
        WHERE
            (t._legacy_service_name, t._legacy_period_start) = (key_service_name, key_period_start)
            AND NOT EXISTS (
                SELECT
                FROM public.performance_data AS l
                WHERE
                    (l.service_name, l.period_start) = (key_service_name, key_period_start)
            );
        INSERT INTO ai_management.ai_latency_summaries AS t (
            id,
            feature_id,
            period_start,
            period_end,
            calls,
            failed_calls,
            mean_ms,
            p95_ms,
            p99_ms,
            availability,
            computed_at,
            _legacy_service_name,
            _legacy_period_start,
            _avg_latency,
            _p95_latency,
            _p99_latency,
            _computed_by,
            _migrated_at
        )
        SELECT
            migration.uuid_from_text(28614463678858201, jsonb_build_array(l.service_name, l.period_start)::text),
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = CASE l.service_name
                        WHEN 'photo_analysis' THEN 'photo-tagging'
                        WHEN 'chatbot_service' THEN 'chatbot'
                        WHEN 'search_ai' THEN 'ai-search'
                        ELSE l.service_name
                    END
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = 'unassigned'
                )
            ),
            l.period_start,
            l.period_end,
            l.request_count,
            l.failure_count,
            avg_latency * 1000,
            p95_latency * 1000,
            p99_latency * 1000,
            l.availability,
            l.computed_at,
            l.service_name,
            l.period_start,
            l.avg_latency,
            l.p95_latency,
            l.p99_latency,
            l.computed_by,
            clock_timestamp()
        FROM public.performance_data AS l
        WHERE
            (l.service_name, l.period_start) = (key_service_name, key_period_start)
        FOR SHARE OF l
        ON CONFLICT (_legacy_service_name, _legacy_period_start) DO UPDATE SET
            id = excluded.id,
            feature_id = excluded.feature_id,
            period_start = excluded.period_start,
            period_end = excluded.period_end,
            calls = excluded.calls,
            failed_calls = excluded.failed_calls,
            mean_ms = excluded.mean_ms,
            p95_ms = excluded.p95_ms,
            p99_ms = excluded.p99_ms,
            availability = excluded.availability,
            computed_at = excluded.computed_at,
            _avg_latency = excluded._avg_latency,
            _p95_latency = excluded._p95_latency,
            _p99_latency = excluded._p99_latency,
            _computed_by = excluded._computed_by
        WHERE (
            t.id,
            t.feature_id,
            t.period_start,
            t.period_end,
            t.calls,
            t.failed_calls,
            t.mean_ms,
            t.p95_ms,
            t.p99_ms,
            t.availability,
            t.computed_at,
            t._avg_latency,
            t._p95_latency,
            t._p99_latency,
            t._computed_by
        ) IS DISTINCT FROM (
            excluded.id,
            excluded.feature_id,
            excluded.period_start,
            excluded.period_end,
            excluded.calls,
            excluded.failed_calls,
            excluded.mean_ms,
            excluded.p95_ms,
            excluded.p99_ms,
            excluded.availability,
            excluded.computed_at,
            excluded._avg_latency,
            excluded._p95_latency,
            excluded._p99_latency,
            excluded._computed_by
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_latency_summaries AS t
            WHERE (t._legacy_service_name, t._legacy_period_start) = (key_service_name, key_period_start);
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.performance_data AS l
            WHERE (l.service_name, l.period_start) = (key_service_name, key_period_start);
            PERFORM migration.quarantine_row(
                'ai-management', 'performance_data', jsonb_build_object('service_name', key_service_name, 'period_start', key_period_start),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.performance_data_bring(text, timestamptz, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.performance_data_bring(text, timestamptz, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.performance_data_bring(text, timestamptz, text) TO migration_runner;

COMMIT;
