-- Mapping analytics_events to ai_analytics_events: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.analytics_events.
-- Undo: 70_capture_analytics_events.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_capture()
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
            INSERT INTO migration_ai_management.analytics_events_journal (event_id)
            VALUES (OLD.event_id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.analytics_events_journal (event_id)
            VALUES (NEW.event_id);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.event_id, OLD.occurred_at) IS DISTINCT FROM (NEW.event_id, NEW.occurred_at)
                OR NOT EXISTS (SELECT FROM (SELECT NEW.*) AS l WHERE (event_name <> 'heartbeat'))
            THEN
                -- Planned for this row: what is planned for any row is planned for all partitions.
                EXECUTE $gone$
                    DELETE FROM ai_management.ai_analytics_events AS t
                    USING (SELECT ($1).*) AS l
                    WHERE
                        t.id = l.event_id
                        AND
                        t.occurred_at = l.occurred_at
                $gone$ USING OLD;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'analytics_events', jsonb_build_object('event_id', OLD.event_id));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
            WHERE (event_name <> 'heartbeat')
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.analytics_events_journal (event_id)
                VALUES (OLD.event_id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.analytics_events_journal (event_id)
                VALUES (NEW.event_id);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.analytics_events_journal (event_id)
                VALUES (OLD.event_id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'analytics_events', jsonb_build_object('event_id', NEW.event_id),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.analytics_events_journal (event_id)
                        VALUES (NEW.event_id);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.analytics_events_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.analytics_events_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.analytics_events_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.analytics_events IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_analytics_events_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.analytics_events
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.analytics_events_capture();
            ALTER TABLE public.analytics_events ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_analytics_events_truncate
                AFTER TRUNCATE ON public.analytics_events
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.analytics_events_capture_truncate();
            ALTER TABLE public.analytics_events ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.analytics_events',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
