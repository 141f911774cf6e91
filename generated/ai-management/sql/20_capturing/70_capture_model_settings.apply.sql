-- Mapping model_settings to ai_model_settings: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.model_settings.
-- Undo: 70_capture_model_settings.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_capture()
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
            INSERT INTO migration_ai_management.model_settings_journal (id)
            VALUES (OLD.id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.model_settings_journal (id)
            VALUES (NEW.id);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM ai_management.ai_model_prices AS p
            WHERE
                p.settings_id = OLD.id
                AND p._migrated_at IS NOT NULL
                AND NOT EXISTS (
                    SELECT
                    FROM (SELECT NEW.*) AS l
                    WHERE
                        TG_OP <> 'DELETE'
                        AND (l.id) = (p.settings_id)
                );
            IF
                TG_OP = 'DELETE'
                OR (OLD.id) IS DISTINCT FROM (NEW.id)
            THEN
                DELETE FROM ai_management.ai_model_settings AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t.id = l.id;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'model_settings', jsonb_build_object('id', OLD.id));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.model_settings_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.model_settings_journal (id)
                VALUES (NEW.id);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.model_settings_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'model_settings', jsonb_build_object('id', NEW.id),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.model_settings_journal (id)
                        VALUES (NEW.id);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.model_settings_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.model_settings IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.model_settings
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_settings_capture();
            ALTER TABLE public.model_settings ENABLE ALWAYS TRIGGER zz_changeover_model_settings_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_truncate
                AFTER TRUNCATE ON public.model_settings
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.model_settings_capture_truncate();
            ALTER TABLE public.model_settings ENABLE ALWAYS TRIGGER zz_changeover_model_settings_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.model_settings',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
