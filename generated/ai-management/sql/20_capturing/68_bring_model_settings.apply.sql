-- Mapping model_settings to ai_model_settings: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_model_settings.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_bring(key_id uuid, came_from text)
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
    PERFORM FROM public.model_settings AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'model_settings', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.ai_model_prices AS p
        WHERE
            p.settings_id = key_id
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.model_settings AS l
                WHERE
                    (l.id) = (key_id)
                    AND (l.id) = (p.settings_id)
            );
        DELETE FROM ai_management.ai_model_settings AS t
        WHERE
            (t.id) = (key_id)
            AND NOT EXISTS (
                SELECT
                FROM public.model_settings AS l
                WHERE
                    (l.id) = (key_id)
            );
        INSERT INTO ai_management.ai_model_settings AS t (
            id,
            model_id,
            provider_id,
            display_name,
            max_output_tokens,
            default_temperature,
            is_enabled,
            created_at,
            updated_at,
            _model_name,
            _provider,
            _price_per_1k_input,
            _price_per_1k_output,
            _price_since,
            _icon_url,
            _migrated_at
        )
        SELECT
            l.id,
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
                    WHERE known.slug = CASE l.provider
                        WHEN 'OpenAI' THEN 'openai'
                        WHEN 'Anthropic' THEN 'anthropic'
                        WHEN 'Google AI' THEN 'google'
                        ELSE l.provider
                    END
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_providers AS known
                    WHERE known.slug = 'unknown'
                )
            ),
            l.display_name,
            l.max_tokens,
            l.temperature,
            l.enabled,
            l.created_at,
            l.updated_at,
            l.model_name,
            l.provider,
            l.price_per_1k_input,
            l.price_per_1k_output,
            l.price_since,
            l.icon_url,
            clock_timestamp()
        FROM public.model_settings AS l
        WHERE
            (l.id) = (key_id)
        FOR SHARE OF l
        ON CONFLICT (id) DO UPDATE SET
            model_id = excluded.model_id,
            provider_id = excluded.provider_id,
            display_name = excluded.display_name,
            max_output_tokens = excluded.max_output_tokens,
            default_temperature = excluded.default_temperature,
            is_enabled = excluded.is_enabled,
            created_at = excluded.created_at,
            updated_at = excluded.updated_at,
            _model_name = excluded._model_name,
            _provider = excluded._provider,
            _price_per_1k_input = excluded._price_per_1k_input,
            _price_per_1k_output = excluded._price_per_1k_output,
            _price_since = excluded._price_since,
            _icon_url = excluded._icon_url
        WHERE (
            t.model_id,
            t.provider_id,
            t.display_name,
            t.max_output_tokens,
            t.default_temperature,
            t.is_enabled,
            t.created_at,
            t.updated_at,
            t._model_name,
            t._provider,
            t._price_per_1k_input,
            t._price_per_1k_output,
            t._price_since,
            t._icon_url
        ) IS DISTINCT FROM (
            excluded.model_id,
            excluded.provider_id,
            excluded.display_name,
            excluded.max_output_tokens,
            excluded.default_temperature,
            excluded.is_enabled,
            excluded.created_at,
            excluded.updated_at,
            excluded._model_name,
            excluded._provider,
            excluded._price_per_1k_input,
            excluded._price_per_1k_output,
            excluded._price_since,
            excluded._icon_url
        );
        INSERT INTO ai_management.ai_model_prices AS t (
            settings_id,
            input_usd_per_million,
            output_usd_per_million,
            valid_from,
            _migrated_at
        )
        SELECT
            l.id,
            price_per_1k_input * 1000,
            price_per_1k_output * 1000,
            l.price_since,
            clock_timestamp()
        FROM public.model_settings AS l
        WHERE
            (l.id) = (key_id)
            AND EXISTS (
                SELECT FROM ai_management.ai_model_settings AS a
                WHERE a.id = l.id
            )
        FOR SHARE OF l
        ON CONFLICT (settings_id) DO UPDATE SET
            input_usd_per_million = excluded.input_usd_per_million,
            output_usd_per_million = excluded.output_usd_per_million,
            valid_from = excluded.valid_from
        WHERE (
            t.input_usd_per_million,
            t.output_usd_per_million,
            t.valid_from
        ) IS DISTINCT FROM (
            excluded.input_usd_per_million,
            excluded.output_usd_per_million,
            excluded.valid_from
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_model_prices AS p
            WHERE p.settings_id = key_id AND p._migrated_at IS NOT NULL;
            DELETE FROM ai_management.ai_model_settings AS t
            WHERE (t.id) = (key_id);
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.model_settings AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'model_settings', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_settings_bring(uuid, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_bring(uuid, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_bring(uuid, text) TO migration_runner;

COMMIT;
