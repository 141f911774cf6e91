-- Mapping prompt_configs to prompts: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_prompt_configs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_bring(key_id bigint, came_from text)
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
    PERFORM FROM public.prompt_configs AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'prompt_configs', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.prompt_versions AS p
        WHERE
            p.prompt_id = migration.uuid_from_bigint(65576249592648351, key_id)
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.prompt_configs AS l
                WHERE
                    (l.id) = (key_id)
                    AND (migration.uuid_from_bigint(65576249592648351, l.id), l.version) = (p.prompt_id, p.version)
            );
        DELETE FROM ai_management.prompt_variables AS p
        WHERE
            p.prompt_id = migration.uuid_from_bigint(65576249592648351, key_id)
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.prompt_configs AS l
                CROSS JOIN LATERAL jsonb_array_elements(
                    CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
                ) WITH ORDINALITY AS item (variable, ordinality)
                WHERE
                    (l.id) = (key_id)
                    AND (migration.uuid_from_bigint(65576249592648351, l.id), item.ordinality::integer) = (p.prompt_id, p."position")
            );
        DELETE FROM ai_management.prompts AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(65576249592648351, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.prompt_configs AS l
                WHERE
                    (l.id) = (key_id)
            );
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
        FROM public.prompt_configs AS l
        WHERE
            (l.id) = (key_id)
        FOR SHARE OF l
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
        FROM public.prompt_configs AS l
        WHERE
            (l.id) = (key_id)
            AND EXISTS (
                SELECT FROM ai_management.prompts AS a
                WHERE a.id = migration.uuid_from_bigint(65576249592648351, l.id)
            )
        FOR SHARE OF l
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
        FROM public.prompt_configs AS l
        CROSS JOIN LATERAL jsonb_array_elements(
            CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
        ) WITH ORDINALITY AS item (variable, ordinality)
        WHERE
            (l.id) = (key_id)
            AND EXISTS (
                SELECT FROM ai_management.prompts AS a
                WHERE a.id = migration.uuid_from_bigint(65576249592648351, l.id)
            )
        FOR SHARE OF l
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
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.prompt_versions AS p
            WHERE p.prompt_id = migration.uuid_from_bigint(65576249592648351, key_id) AND p._migrated_at IS NOT NULL;
            DELETE FROM ai_management.prompt_variables AS p
            WHERE p.prompt_id = migration.uuid_from_bigint(65576249592648351, key_id) AND p._migrated_at IS NOT NULL;
            DELETE FROM ai_management.prompts AS t
            WHERE (t.id) = (migration.uuid_from_bigint(65576249592648351, key_id));
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.prompt_configs AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'prompt_configs', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.prompt_configs_bring(bigint, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_bring(bigint, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.prompt_configs_bring(bigint, text) TO migration_runner;

COMMIT;
