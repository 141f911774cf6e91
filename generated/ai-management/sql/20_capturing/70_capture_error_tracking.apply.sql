-- Mapping error_tracking to ai_debug_events: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.error_tracking.
-- Undo: 70_capture_error_tracking.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_capture()
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
            INSERT INTO migration_ai_management.error_tracking_journal (id)
            VALUES (OLD.id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.error_tracking_journal (id)
            VALUES (NEW.id);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.id, OLD.last_seen) IS DISTINCT FROM (NEW.id, NEW.last_seen)
            THEN
                -- Planned for this row: what is planned for any row is planned for all partitions.
                EXECUTE $gone$
                    DELETE FROM ai_management.ai_debug_events AS t
                    USING (SELECT ($1).*) AS l
                    WHERE
                        t.id = migration.uuid_from_bigint(27123073319628444, l.id)
                        AND
                        t.occurred_at = l.last_seen
                $gone$ USING OLD;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'error_tracking', jsonb_build_object('id', OLD.id));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.error_tracking_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.error_tracking_journal (id)
                VALUES (NEW.id);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.error_tracking_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'error_tracking', jsonb_build_object('id', NEW.id),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.error_tracking_journal (id)
                        VALUES (NEW.id);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.error_tracking_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.error_tracking_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.error_tracking_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.error_tracking IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_error_tracking_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.error_tracking
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.error_tracking_capture();
            ALTER TABLE public.error_tracking ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_error_tracking_truncate
                AFTER TRUNCATE ON public.error_tracking
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.error_tracking_capture_truncate();
            ALTER TABLE public.error_tracking ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.error_tracking',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
