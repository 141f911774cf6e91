-- Mapping performance_data to ai_latency_summaries: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/performance_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.performance_data.
-- Undo: 70_capture_performance_data.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.performance_data_capture()
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
            INSERT INTO migration_ai_management.performance_data_journal (service_name, period_start)
            VALUES (OLD.service_name, OLD.period_start);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.performance_data_journal (service_name, period_start)
            VALUES (NEW.service_name, NEW.period_start);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.service_name, OLD.period_start) IS DISTINCT FROM (NEW.service_name, NEW.period_start)
            THEN
                DELETE FROM ai_management.ai_latency_summaries AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t._legacy_service_name = l.service_name
                    AND
                    t._legacy_period_start = l.period_start;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'performance_data', jsonb_build_object('service_name', OLD.service_name, 'period_start', OLD.period_start));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.performance_data_journal (service_name, period_start)
                VALUES (OLD.service_name, OLD.period_start);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.performance_data_journal (service_name, period_start)
                VALUES (NEW.service_name, NEW.period_start);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.performance_data_journal (service_name, period_start)
                VALUES (OLD.service_name, OLD.period_start);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'performance_data', jsonb_build_object('service_name', NEW.service_name, 'period_start', NEW.period_start),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.performance_data_journal (service_name, period_start)
                        VALUES (NEW.service_name, NEW.period_start);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.performance_data_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.performance_data_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.performance_data_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_data_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.performance_data_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_data_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.performance_data IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_performance_data_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.performance_data
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.performance_data_capture();
            ALTER TABLE public.performance_data ENABLE ALWAYS TRIGGER zz_changeover_performance_data_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_performance_data_truncate
                AFTER TRUNCATE ON public.performance_data
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.performance_data_capture_truncate();
            ALTER TABLE public.performance_data ENABLE ALWAYS TRIGGER zz_changeover_performance_data_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.performance_data',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
