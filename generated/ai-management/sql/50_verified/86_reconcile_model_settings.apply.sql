-- Mapping model_settings to ai_model_settings: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_settings.
-- Undo: 86_reconcile_model_settings.rollback.sql

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

--: Past the point of no return one name is left, and nothing keeps it in step with another
SELECT migration.refuse_final('ai-management', 'settings');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_reconcile()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reconcile$
#variable_conflict use_column
DECLARE
    born boolean := TG_OP = 'INSERT';
    by_legacy boolean := NEW._by_legacy_name IS true;
    wrote_model_id boolean;
    wrote_provider_id boolean;
    expected record;
    parked boolean := false;
    -- A part has changed; see below who says so.
    touched boolean := TG_OP = 'UPDATE' AND by_legacy;
    checked boolean;
    meant_ai_model_prices ai_management.ai_model_prices;
BEGIN
    -- A row that was parked and returns comes as an INSERT, and is in step already.
    IF
        born
        AND NEW._by_legacy_name = false
        AND current_setting('changeover.in_step', true) = concat_ws(' ', NEW.id)
    THEN
        PERFORM set_config('changeover.in_step', '', true);
        RETURN NEW;
    END IF;
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_model_id := NOT by_legacy AND CASE WHEN born THEN NEW.model_id IS NOT NULL ELSE NEW.model_id IS DISTINCT FROM OLD.model_id
        AND NOT (NEW._model_name IS DISTINCT FROM OLD._model_name) END;
    wrote_provider_id := NOT by_legacy AND CASE WHEN born THEN NEW.provider_id IS NOT NULL ELSE NEW.provider_id IS DISTINCT FROM OLD.provider_id
        AND NOT (NEW._provider IS DISTINCT FROM OLD._provider) END;
    IF wrote_model_id THEN
        -- The new name wrote model_id: legacy is told.
        NEW._model_name := (
            SELECT ((
                SELECT known.name
                FROM ai_management.ai_models AS known
                WHERE known.id = t.model_id
            ))::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_provider_id THEN
        -- The new name wrote provider_id: legacy is told.
        NEW._provider := (
            SELECT (CASE (
                    SELECT known.slug
                    FROM ai_management.ai_providers AS known
                    WHERE known.id = t.provider_id
                )
                WHEN 'google' THEN 'Google AI'
                WHEN 'anthropic' THEN 'Anthropic'
                WHEN 'openai' THEN 'OpenAI'
                ELSE (
                    SELECT known.slug
                    FROM ai_management.ai_providers AS known
                    WHERE known.id = t.provider_id
                )
            END)::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    checked := touched OR NOT by_legacy AND (born OR OLD._parked);
    IF checked THEN
        -- The row of ai_model_prices that legacy means: it tells what only legacy and it say.
        SELECT p.* INTO meant_ai_model_prices
        FROM (
            SELECT
                (l.id)::uuid AS settings_id,
                (price_per_1k_input * 1000)::numeric(12,3) AS input_usd_per_million,
                (price_per_1k_output * 1000)::numeric(12,3) AS output_usd_per_million,
                (l.price_since)::date AS valid_from
            FROM (
                SELECT
                    NEW.id AS id,
                    NEW._model_name AS model_name,
                    NEW._provider AS provider,
                    NEW.display_name AS display_name,
                    NEW.max_output_tokens AS max_tokens,
                    NEW.default_temperature AS temperature,
                    NEW._price_per_1k_input AS price_per_1k_input,
                    NEW._price_per_1k_output AS price_per_1k_output,
                    NEW._price_since AS price_since,
                    NEW.is_enabled AS enabled,
                    NEW._icon_url AS icon_url,
                    NEW.created_at AS created_at,
                    NEW.updated_at AS updated_at
            ) AS l
        ) AS e
        INNER JOIN ai_management.ai_model_prices AS p ON
            (p.settings_id) = (e.settings_id);
        IF NOT FOUND THEN
            parked := true;
        ELSE
            NEW._price_since := (
                SELECT (t.valid_from)::date
                FROM (SELECT meant_ai_model_prices.*) AS t
            );
            NEW._price_per_1k_output := (
                SELECT (output_usd_per_million * 0.001)::numeric(12,6)
                FROM (SELECT meant_ai_model_prices.*) AS t
            );
            NEW._price_per_1k_input := (
                SELECT (input_usd_per_million * 0.001)::numeric(12,6)
                FROM (SELECT meant_ai_model_prices.*) AS t
            );
        END IF;
    END IF;
    SELECT
        (COALESCE(
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
        ))::uuid AS model_id,
        (COALESCE(
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
        ))::uuid AS provider_id
    INTO expected
    FROM (
        SELECT
            NEW.id AS id,
            NEW._model_name AS model_name,
            NEW._provider AS provider,
            NEW.display_name AS display_name,
            NEW.max_output_tokens AS max_tokens,
            NEW.default_temperature AS temperature,
            NEW._price_per_1k_input AS price_per_1k_input,
            NEW._price_per_1k_output AS price_per_1k_output,
            NEW._price_since AS price_since,
            NEW.is_enabled AS enabled,
            NEW._icon_url AS icon_url,
            NEW.created_at AS created_at,
            NEW.updated_at AS updated_at
    ) AS l;
    IF wrote_model_id THEN
        IF NEW.model_id IS DISTINCT FROM expected.model_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'model_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_model_settings',
                COLUMN = 'model_id',
                DETAIL = 'As a row of model_settings it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._model_name IS DISTINCT FROM OLD._model_name THEN
        -- What model_id is made of was written: it follows.
        NEW.model_id := expected.model_id;
    END IF;
    IF wrote_provider_id THEN
        IF NEW.provider_id IS DISTINCT FROM expected.provider_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'provider_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_model_settings',
                COLUMN = 'provider_id',
                DETAIL = 'As a row of model_settings it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._provider IS DISTINCT FROM OLD._provider THEN
        -- What provider_id is made of was written: it follows.
        NEW.provider_id := expected.provider_id;
    END IF;
    IF checked AND NOT parked THEN
        -- What the parts say must come back from legacy as it is.
        parked := EXISTS (
            SELECT
            FROM (
                SELECT
                    (l.id)::uuid AS settings_id,
                    (price_per_1k_input * 1000)::numeric(12,3) AS input_usd_per_million,
                    (price_per_1k_output * 1000)::numeric(12,3) AS output_usd_per_million,
                    (l.price_since)::date AS valid_from
                FROM (
                    SELECT
                        NEW.id AS id,
                        NEW._model_name AS model_name,
                        NEW._provider AS provider,
                        NEW.display_name AS display_name,
                        NEW.max_output_tokens AS max_tokens,
                        NEW.default_temperature AS temperature,
                        NEW._price_per_1k_input AS price_per_1k_input,
                        NEW._price_per_1k_output AS price_per_1k_output,
                        NEW._price_since AS price_since,
                        NEW.is_enabled AS enabled,
                        NEW._icon_url AS icon_url,
                        NEW.created_at AS created_at,
                        NEW.updated_at AS updated_at
                ) AS l
            ) AS e
            CROSS JOIN (SELECT meant_ai_model_prices.*) AS p
            WHERE
                (p.settings_id, p.input_usd_per_million, p.output_usd_per_million, p.valid_from) IS DISTINCT FROM (e.settings_id, e.input_usd_per_million, e.output_usd_per_million, e.valid_from)
        );
    END IF;
    IF NEW._model_name IS NULL AND NOT parked THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'model_name', 'model_settings' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'model_settings',
            COLUMN = 'model_name',
            HINT = 'Give it a value; a row of ai_model_settings holds it in _model_name, until the migration is finalized.';
    END IF;
    NEW._parked := parked;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.model_settings_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_model_settings
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_settings_reconcile();
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
                ALTER TABLE ai_management.ai_model_settings ENABLE ALWAYS TRIGGER zz_changeover_model_settings_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_model_settings DISABLE TRIGGER zz_changeover_model_settings_reconcile;
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$install$;

COMMIT;
