-- Mapping analytics_events to ai_analytics_events: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_analytics_events.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_bring(key_event_id uuid, came_from text)
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
    PERFORM FROM public.analytics_events AS l
    WHERE (l.event_id) = (key_event_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'analytics_events', jsonb_build_object('event_id', key_event_id));
        DELETE FROM ai_management.ai_analytics_events AS t
        WHERE
            (t.id) = (key_event_id)
            AND NOT EXISTS (
                SELECT
                FROM public.analytics_events AS l
                WHERE
                    (l.event_id) = (key_event_id)
                    AND l.occurred_at = t.occurred_at
                    AND (event_name <> 'heartbeat')
            );
        INSERT INTO ai_management.ai_analytics_events AS t (
            id,
            feature_id,
            event,
            user_id,
            session,
            experiment,
            variant,
            properties,
            occurred_at,
            _event_name,
            _service_name,
            _experiment,
            _variant,
            _user_agent,
            _migrated_at
        )
        SELECT
            l.event_id,
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
            l.event_name,
            l.user_id,
            l.session_id,
            l.experiment,
            l.variant,
            l.properties,
            l.occurred_at,
            l.event_name,
            l.service_name,
            l.experiment,
            l.variant,
            l.user_agent,
            clock_timestamp()
        FROM public.analytics_events AS l
        WHERE
            (l.event_id) = (key_event_id)
            AND (event_name <> 'heartbeat')
        FOR SHARE OF l
        ON CONFLICT (id, occurred_at) DO UPDATE SET
            feature_id = excluded.feature_id,
            event = excluded.event,
            user_id = excluded.user_id,
            session = excluded.session,
            experiment = excluded.experiment,
            variant = excluded.variant,
            properties = excluded.properties,
            _event_name = excluded._event_name,
            _service_name = excluded._service_name,
            _experiment = excluded._experiment,
            _variant = excluded._variant,
            _user_agent = excluded._user_agent
        WHERE (
            t.feature_id,
            t.event,
            t.user_id,
            t.session,
            t.experiment,
            t.variant,
            t.properties::text,
            t._event_name,
            t._service_name,
            t._experiment,
            t._variant,
            t._user_agent
        ) IS DISTINCT FROM (
            excluded.feature_id,
            excluded.event,
            excluded.user_id,
            excluded.session,
            excluded.experiment,
            excluded.variant,
            excluded.properties::text,
            excluded._event_name,
            excluded._service_name,
            excluded._experiment,
            excluded._variant,
            excluded._user_agent
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_analytics_events AS t
            WHERE (t.id) = (key_event_id);
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.analytics_events AS l
            WHERE (l.event_id) = (key_event_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'analytics_events', jsonb_build_object('event_id', key_event_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.analytics_events_bring(uuid, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_bring(uuid, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.analytics_events_bring(uuid, text) TO migration_runner;

COMMIT;
