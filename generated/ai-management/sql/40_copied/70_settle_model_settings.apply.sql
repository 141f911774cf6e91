-- Mapping model_settings to ai_model_settings: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.ai_model_settings.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.ai_model_prices.
-- Undo: 70_settle_model_settings.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Bring over the keys noted in the journal, a few per transaction
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_replay_batch(keys integer)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $replay_batch$
#variable_conflict use_column
DECLARE
    entries bigint[];
    truncated boolean;
    noted record;
BEGIN
    SELECT array_agg(picked.entry), bool_or(picked.truncated) INTO entries, truncated
    FROM (
        SELECT j.entry, j.id IS NULL AS truncated
        FROM migration_ai_management.model_settings_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_ai_management.model_settings_journal (id)
        SELECT t.id
        FROM ai_management.ai_model_settings AS t
        WHERE
            t.id IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.model_settings AS l
                WHERE
                    (l.id) = (t.id)
            );
        INSERT INTO migration_ai_management.model_settings_journal (id)
        SELECT (legacy_key ->> 'id')::uuid
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('ai-management', 'model_settings');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'model_settings')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('id', j.id)
                FROM migration_ai_management.model_settings_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM ai_management.ai_model_prices AS p
        WHERE
            p.settings_id IN (
                SELECT j.id
                FROM migration_ai_management.model_settings_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.model_settings AS l
                WHERE
                    (l.id) IN (
                        SELECT j.id
                        FROM migration_ai_management.model_settings_journal AS j
                        WHERE j.entry = ANY(entries)
                    )
                    AND (l.id) = (p.settings_id)
            );
        DELETE FROM ai_management.ai_model_settings AS t
        WHERE
            (t.id) IN (
                SELECT j.id
                FROM migration_ai_management.model_settings_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM public.model_settings AS l
                WHERE
                    (l.id) = (t.id)
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
            (l.id) IN (
                SELECT j.id
                FROM migration_ai_management.model_settings_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.id
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
            (l.id) IN (
                SELECT j.id
                FROM migration_ai_management.model_settings_journal AS j
                WHERE j.entry = ANY(entries)
            )
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
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            -- One row of the batch cannot be mapped: bring them one by one and set it aside.
            FOR noted IN
                SELECT DISTINCT j.id
                FROM migration_ai_management.model_settings_journal AS j
                WHERE j.entry = ANY(entries) AND j.id IS NOT NULL
                ORDER BY j.id
            LOOP
                PERFORM migration_ai_management.model_settings_bring(noted.id, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_ai_management.model_settings_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_ai_management.model_settings_replay(patience integer DEFAULT NULL)
LANGUAGE plpgsql
AS $replay$
DECLARE
    -- Whoever writes one of these rows waits for the transaction.
    at_once CONSTANT integer := 200;
    last_entry bigint;
    changed integer;
    tries integer := 0;
BEGIN
    -- The legacy name would show the target itself: what is noted waits for the reverse.
    IF migration.owner_of('ai-management', 'settings') = 'new' THEN
        RETURN;
    END IF;
    -- Twice, because a TRUNCATE is replayed as the keys that it leaves behind, and because
    -- a row may have been refused for a unique value that another one still held.
    FOR pass IN 1..2 LOOP
        IF pass = 2 THEN
            INSERT INTO migration_ai_management.model_settings_journal (id)
            SELECT (legacy_key ->> 'id')::uuid
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('ai-management', 'model_settings')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.model_settings_journal AS j;
        WHILE EXISTS (SELECT FROM migration_ai_management.model_settings_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_ai_management.model_settings_replay_batch(at_once);
            COMMIT;
            tries := CASE WHEN changed < 1 THEN tries + 1 ELSE 0 END;
            IF tries >= patience THEN
                RETURN;
            END IF;
            IF changed < 1 THEN
                PERFORM pg_catalog.pg_sleep(0.01 + 0.04 * pg_catalog.random());
            END IF;
        END LOOP;
    END LOOP;
END
$replay$;

--: Bring quarantined rows in, after a spec or the data was put right
CREATE OR REPLACE PROCEDURE migration_ai_management.model_settings_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('ai-management', 'settings');
    INSERT INTO migration_ai_management.model_settings_journal (id)
    SELECT (legacy_key ->> 'id')::uuid
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'model_settings')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_ai_management.model_settings_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_settings_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.model_settings_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.model_settings_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.model_settings_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.model_settings_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.model_settings_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.model_settings_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.ai_model_settings;

--: Statistics of ai_model_prices
ANALYZE ai_management.ai_model_prices;
