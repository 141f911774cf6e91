-- Mapping prompt_configs to prompts: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.prompt_configs.
-- Undo: 70_capture_prompt_configs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_capture()
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
            INSERT INTO migration_ai_management.prompt_configs_journal (id)
            VALUES (OLD.id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.prompt_configs_journal (id)
            VALUES (NEW.id);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM ai_management.prompt_versions AS p
            WHERE
                p.prompt_id = migration.uuid_from_bigint(65576249592648351, OLD.id)
                AND p._migrated_at IS NOT NULL
                AND NOT EXISTS (
                    SELECT
                    FROM (SELECT NEW.*) AS l
                    WHERE
                        TG_OP <> 'DELETE'
                        AND (migration.uuid_from_bigint(65576249592648351, l.id), l.version) = (p.prompt_id, p.version)
                );
            DELETE FROM ai_management.prompt_variables AS p
            WHERE
                p.prompt_id = migration.uuid_from_bigint(65576249592648351, OLD.id)
                AND p._migrated_at IS NOT NULL
                AND NOT EXISTS (
                    SELECT
                    FROM (SELECT NEW.*) AS l
                    CROSS JOIN LATERAL jsonb_array_elements(
                        CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
                    ) WITH ORDINALITY AS item (variable, ordinality)
                    WHERE
                        TG_OP <> 'DELETE'
                        AND (migration.uuid_from_bigint(65576249592648351, l.id), item.ordinality::integer) = (p.prompt_id, p."position")
                );
            IF
                TG_OP = 'DELETE'
                OR (OLD.id) IS DISTINCT FROM (NEW.id)
            THEN
                DELETE FROM ai_management.prompts AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t.id = migration.uuid_from_bigint(65576249592648351, l.id);
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'prompt_configs', jsonb_build_object('id', OLD.id));
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO ai_management.prompts AS t (
                id,
                feature_id,
                slug,
                title,
                current_version,
                is_active,
                created_at,
                updated_at,
                _legacy_id,
                _service_name,
                _template,
                _variables,
                _version,
                _author,
                _change_note,
                _editor_state,
                _migrated_at
            )
            SELECT
                migration.uuid_from_bigint(65576249592648351, l.id),
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
                l.prompt_key,
                l.title,
                l.version,
                l.is_active,
                l.created_at,
                l.updated_at,
                l.id,
                l.service_name,
                l.template,
                l.variables,
                l.version,
                l.author,
                l.change_note,
                l.editor_state,
                clock_timestamp()
            FROM (SELECT NEW.*) AS l
            ON CONFLICT (id) DO UPDATE SET
                feature_id = excluded.feature_id,
                slug = excluded.slug,
                title = excluded.title,
                current_version = excluded.current_version,
                is_active = excluded.is_active,
                created_at = excluded.created_at,
                updated_at = excluded.updated_at,
                _legacy_id = excluded._legacy_id,
                _service_name = excluded._service_name,
                _template = excluded._template,
                _variables = excluded._variables,
                _version = excluded._version,
                _author = excluded._author,
                _change_note = excluded._change_note,
                _editor_state = excluded._editor_state
            WHERE (
                t.feature_id,
                t.slug,
                t.title,
                t.current_version,
                t.is_active,
                t.created_at,
                t.updated_at,
                t._legacy_id,
                t._service_name,
                t._template,
                t._variables::text,
                t._version,
                t._author,
                t._change_note,
                t._editor_state::text
            ) IS DISTINCT FROM (
                excluded.feature_id,
                excluded.slug,
                excluded.title,
                excluded.current_version,
                excluded.is_active,
                excluded.created_at,
                excluded.updated_at,
                excluded._legacy_id,
                excluded._service_name,
                excluded._template,
                excluded._variables::text,
                excluded._version,
                excluded._author,
                excluded._change_note,
                excluded._editor_state::text
            );
            INSERT INTO ai_management.prompt_versions AS t (
                prompt_id,
                version,
                body,
                author,
                change_note,
                saved_at,
                _migrated_at
            )
            SELECT
                migration.uuid_from_bigint(65576249592648351, l.id),
                l.version,
                l.template,
                l.author,
                l.change_note,
                l.updated_at,
                clock_timestamp()
            FROM (SELECT NEW.*) AS l
            ON CONFLICT (prompt_id, version) DO UPDATE SET
                body = excluded.body,
                author = excluded.author,
                change_note = excluded.change_note,
                saved_at = excluded.saved_at
            WHERE (
                t.body,
                t.author,
                t.change_note,
                t.saved_at
            ) IS DISTINCT FROM (
                excluded.body,
                excluded.author,
                excluded.change_note,
                excluded.saved_at
            );
            INSERT INTO ai_management.prompt_variables AS t (
                prompt_id,
                "position",
                name,
                is_required,
                default_value,
                _migrated_at
            )
            SELECT
                migration.uuid_from_bigint(65576249592648351, l.id),
                item.ordinality::integer,
                CASE jsonb_typeof(variable) WHEN 'string' THEN variable #>> '{}' ELSE variable ->> 'name' END,
                COALESCE((variable -> 'required') = 'true'::jsonb, false),
                variable ->> 'default',
                clock_timestamp()
            FROM (SELECT NEW.*) AS l
            CROSS JOIN LATERAL jsonb_array_elements(
                CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
            ) WITH ORDINALITY AS item (variable, ordinality)
            ON CONFLICT (prompt_id, "position") DO UPDATE SET
                name = excluded.name,
                is_required = excluded.is_required,
                default_value = excluded.default_value
            WHERE (
                t.name,
                t.is_required,
                t.default_value
            ) IS DISTINCT FROM (
                excluded.name,
                excluded.is_required,
                excluded.default_value
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
                INSERT INTO migration_ai_management.prompt_configs_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.prompt_configs_journal (id)
                VALUES (NEW.id);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.prompt_configs_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'prompt_configs', jsonb_build_object('id', NEW.id),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.prompt_configs_journal (id)
                        VALUES (NEW.id);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.prompt_configs_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.prompt_configs IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.prompt_configs
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.prompt_configs_capture();
            ALTER TABLE public.prompt_configs ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_truncate
                AFTER TRUNCATE ON public.prompt_configs
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.prompt_configs_capture_truncate();
            ALTER TABLE public.prompt_configs ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.prompt_configs',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
