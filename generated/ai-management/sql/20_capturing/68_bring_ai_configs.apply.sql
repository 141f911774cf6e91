-- Mapping ai_configs to feature_model_assignments: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/ai_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_ai_configs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.ai_configs_bring(key_id integer, came_from text)
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
    PERFORM FROM public.ai_configs AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'ai_configs', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.feature_model_assignments AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(15317579127077985, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.ai_configs AS l
                WHERE
                    (l.id) = (key_id)
            );
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
        FROM public.ai_configs AS l
        WHERE
            (l.id) = (key_id)
        FOR SHARE OF l
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
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.feature_model_assignments AS t
            WHERE (t.id) = (migration.uuid_from_bigint(15317579127077985, key_id));
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.ai_configs AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'ai_configs', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.ai_configs_bring(integer, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.ai_configs_bring(integer, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.ai_configs_bring(integer, text) TO migration_runner;

COMMIT;
