-- Mapping ai_configs to feature_model_assignments: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/ai_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.ai_configs.
-- Undo: 70_capture_ai_configs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.ai_configs_capture()
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
            INSERT INTO migration_ai_management.ai_configs_journal (id)
            VALUES (OLD.id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.ai_configs_journal (id)
            VALUES (NEW.id);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.id) IS DISTINCT FROM (NEW.id)
            THEN
                DELETE FROM ai_management.feature_model_assignments AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t.id = migration.uuid_from_bigint(15317579127077985, l.id);
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'ai_configs', jsonb_build_object('id', OLD.id));
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO ai_management.feature_model_assignments AS t (
                id,
                feature_id,
                environment,
                model_id,
                is_active,
                temperature,
                max_output_tokens,
                timeout_ms,
                parameters,
                updated_by,
                created_at,
                updated_at,
                _legacy_id,
                _service_name,
                _environment,
                _model_name,
                _timeout_seconds,
                _sort_order,
                _migrated_at
            )
            SELECT
                migration.uuid_from_bigint(15317579127077985, l.id),
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
                CASE l.environment
                    WHEN 'prod' THEN 'production'
                    WHEN 'dev' THEN 'development'
                    ELSE l.environment
                END,
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
                l.is_active,
                l.temperature,
                l.max_tokens,
                timeout_seconds::bigint * 1000,
                l.settings,
                l.updated_by,
                l.created_at,
                l.updated_at,
                l.id,
                l.service_name,
                l.environment,
                l.model_name,
                l.timeout_seconds,
                l.sort_order,
                clock_timestamp()
            FROM (SELECT NEW.*) AS l
            ON CONFLICT (id) DO UPDATE SET
                feature_id = excluded.feature_id,
                environment = excluded.environment,
                model_id = excluded.model_id,
                is_active = excluded.is_active,
                temperature = excluded.temperature,
                max_output_tokens = excluded.max_output_tokens,
                timeout_ms = excluded.timeout_ms,
                parameters = excluded.parameters,
                updated_by = excluded.updated_by,
                created_at = excluded.created_at,
                updated_at = excluded.updated_at,
                _legacy_id = excluded._legacy_id,
                _service_name = excluded._service_name,
                _environment = excluded._environment,
                _model_name = excluded._model_name,
                _timeout_seconds = excluded._timeout_seconds,
                _sort_order = excluded._sort_order
            WHERE (
                t.feature_id,
                t.environment,
                t.model_id,
                t.is_active,
                t.temperature,
                t.max_output_tokens,
                t.timeout_ms,
                t.parameters::text,
                t.updated_by,
                t.created_at,
                t.updated_at,
                t._legacy_id,
                t._service_name,
                t._environment,
                t._model_name,
                t._timeout_seconds,
                t._sort_order
            ) IS DISTINCT FROM (
                excluded.feature_id,
                excluded.environment,
                excluded.model_id,
                excluded.is_active,
                excluded.temperature,
                excluded.max_output_tokens,
                excluded.timeout_ms,
                excluded.parameters::text,
                excluded.updated_by,
                excluded.created_at,
                excluded.updated_at,
                excluded._legacy_id,
                excluded._service_name,
                excluded._environment,
                excluded._model_name,
                excluded._timeout_seconds,
                excluded._sort_order
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
                INSERT INTO migration_ai_management.ai_configs_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.ai_configs_journal (id)
                VALUES (NEW.id);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.ai_configs_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'ai_configs', jsonb_build_object('id', NEW.id),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.ai_configs_journal (id)
                        VALUES (NEW.id);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.ai_configs_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.ai_configs_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.ai_configs_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.ai_configs_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.ai_configs_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.ai_configs_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.ai_configs IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_ai_configs_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.ai_configs
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.ai_configs_capture();
            ALTER TABLE public.ai_configs ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_ai_configs_truncate
                AFTER TRUNCATE ON public.ai_configs
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.ai_configs_capture_truncate();
            ALTER TABLE public.ai_configs ENABLE ALWAYS TRIGGER zz_changeover_ai_configs_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.ai_configs',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
