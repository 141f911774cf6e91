-- Mapping error_tracking to ai_debug_events: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_error_tracking.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_bring(key_id bigint, came_from text)
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
    PERFORM FROM public.error_tracking AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'error_tracking', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.ai_debug_events AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(27123073319628444, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.error_tracking AS l
                WHERE
                    (l.id) = (key_id)
                    AND l.last_seen = t.occurred_at
            );
        INSERT INTO ai_management.ai_debug_events AS t (
            id,
            kind,
            feature_id,
            model_id,
            provider_id,
            severity,
            code,
            message,
            stack_trace,
            request,
            occurrences,
            is_resolved,
            resolved_by,
            first_occurred_at,
            occurred_at,
            _error_tracking_id,
            _error_tracking_severity,
            _error_tracking_service_name,
            _error_tracking_model_name,
            _error_tracking_fingerprint,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(27123073319628444, l.id),
            'error',
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
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_models AS known
                    WHERE known.name = l.model_name
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_models AS known
                    WHERE known.name = 'unknown'
                )
            ),
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_providers AS known
                    WHERE known.slug = (
                        SELECT known.provider
                        FROM ai_management.ai_models AS known
                        WHERE known.name = l.model_name
                    )
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_providers AS known
                    WHERE known.slug = 'unknown'
                )
            ),
            CASE WHEN severity <= 1 THEN 'info' WHEN severity = 2 THEN 'warning' WHEN severity >= 3 THEN 'error' END,
            l.error_code,
            l.error_message,
            l.stack_trace,
            l.request_id,
            l.occurrences,
            l.resolved,
            l.resolved_by,
            l.first_seen,
            l.last_seen,
            l.id,
            l.severity,
            l.service_name,
            l.model_name,
            l.fingerprint,
            clock_timestamp()
        FROM public.error_tracking AS l
        WHERE
            (l.id) = (key_id)
        FOR SHARE OF l
        ON CONFLICT (id, occurred_at) DO UPDATE SET
            kind = excluded.kind,
            feature_id = excluded.feature_id,
            model_id = excluded.model_id,
            provider_id = excluded.provider_id,
            severity = excluded.severity,
            code = excluded.code,
            message = excluded.message,
            stack_trace = excluded.stack_trace,
            request = excluded.request,
            occurrences = excluded.occurrences,
            is_resolved = excluded.is_resolved,
            resolved_by = excluded.resolved_by,
            first_occurred_at = excluded.first_occurred_at,
            _error_tracking_id = excluded._error_tracking_id,
            _error_tracking_severity = excluded._error_tracking_severity,
            _error_tracking_service_name = excluded._error_tracking_service_name,
            _error_tracking_model_name = excluded._error_tracking_model_name,
            _error_tracking_fingerprint = excluded._error_tracking_fingerprint
        WHERE (
            t.kind,
            t.feature_id,
            t.model_id,
            t.provider_id,
            t.severity,
            t.code,
            t.message,
            t.stack_trace,
            t.request,
            t.occurrences,
            t.is_resolved,
            t.resolved_by,
            t.first_occurred_at,
            t._error_tracking_id,
            t._error_tracking_severity,
            t._error_tracking_service_name,
            t._error_tracking_model_name,
            t._error_tracking_fingerprint
        ) IS DISTINCT FROM (
            excluded.kind,
            excluded.feature_id,
            excluded.model_id,
            excluded.provider_id,
            excluded.severity,
            excluded.code,
            excluded.message,
            excluded.stack_trace,
            excluded.request,
            excluded.occurrences,
            excluded.is_resolved,
            excluded.resolved_by,
            excluded.first_occurred_at,
            excluded._error_tracking_id,
            excluded._error_tracking_severity,
            excluded._error_tracking_service_name,
            excluded._error_tracking_model_name,
            excluded._error_tracking_fingerprint
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_debug_events AS t
            WHERE (t.id) = (migration.uuid_from_bigint(27123073319628444, key_id));
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.error_tracking AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'error_tracking', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_bring(bigint, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_bring(bigint, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_bring(bigint, text) TO migration_runner;

COMMIT;
