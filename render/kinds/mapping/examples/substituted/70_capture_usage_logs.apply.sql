-- Mapping usage_logs to ai_usage_logs: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.usage_logs.
-- Undo: 70_capture_usage_logs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_capture()
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
            INSERT INTO migration_ai_management.usage_logs_journal (id)
            VALUES (OLD.id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.usage_logs_journal (id)
            VALUES (NEW.id);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.id, OLD.created_at) IS DISTINCT FROM (NEW.id, NEW.created_at)
            THEN
                -- Planned for this row: what is planned for any row is planned for all partitions.
                EXECUTE $gone$
                    DELETE FROM ai_management.ai_usage_logs AS t
                    USING (SELECT ($1).*) AS l
                    WHERE
                        t.id = migration.uuid_from_bigint(22647388881213766, l.id)
                        AND
                        t.created_at = l.created_at
                $gone$ USING OLD;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'usage_logs', jsonb_build_object('id', OLD.id));
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO ai_management.ai_usage_logs AS t (
                id,
                feature_id,
                cost_usd,
                status,
                created_at,
                _legacy_id,
                _service_name,
                _success,
                _trace,
                _migrated_at
            )
            SELECT
                migration.uuid_from_bigint(22647388881213766, l.id),
                COALESCE(
                    (
                        SELECT known.id
                        FROM ai_management.ai_features AS known
                        WHERE known.slug = CASE l.service_name
                            WHEN 'chatbot_service' THEN 'chatbot'
                            ELSE l.service_name
                        END
                    ),
                    (
                        SELECT known.id
                        FROM ai_management.ai_features AS known
                        WHERE known.slug = 'unassigned'
                    )
                ),
                l.cost,
                CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END,
                l.created_at,
                l.id,
                l.service_name,
                l.success,
                l.trace,
                clock_timestamp()
            FROM (SELECT NEW.*) AS l
            ON CONFLICT (id, created_at) DO UPDATE SET
                feature_id = excluded.feature_id,
                cost_usd = excluded.cost_usd,
                status = excluded.status,
                _legacy_id = excluded._legacy_id,
                _service_name = excluded._service_name,
                _success = excluded._success,
                _trace = excluded._trace
            WHERE (
                t.feature_id,
                t.cost_usd,
                t.status,
                t._legacy_id,
                t._service_name,
                t._success,
                t._trace
            ) IS DISTINCT FROM (
                excluded.feature_id,
                excluded.cost_usd,
                excluded.status,
                excluded._legacy_id,
                excluded._service_name,
                excluded._success,
                excluded._trace
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
                INSERT INTO migration_ai_management.usage_logs_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.usage_logs_journal (id)
                VALUES (NEW.id);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.usage_logs_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'usage_logs', jsonb_build_object('id', NEW.id),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.usage_logs_journal (id)
                        VALUES (NEW.id);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.usage_logs_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.usage_logs_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.usage_logs_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.usage_logs IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_usage_logs_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.usage_logs
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.usage_logs_capture();
            ALTER TABLE public.usage_logs ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_usage_logs_truncate
                AFTER TRUNCATE ON public.usage_logs
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.usage_logs_capture_truncate();
            ALTER TABLE public.usage_logs ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.usage_logs',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
