-- Mapping ai_configs to feature_model_assignments: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/ai_configs.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.feature_model_assignments.
-- Undo: 70_settle_ai_configs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.ai_configs_replay_batch(keys integer)
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
        FROM migration_ai_management.ai_configs_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_ai_management.ai_configs_journal (id)
        SELECT t._legacy_id
        FROM ai_management.feature_model_assignments AS t
        WHERE
            t._legacy_id IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.ai_configs AS l
                WHERE
                    (l.id) = (t._legacy_id)
            );
        INSERT INTO migration_ai_management.ai_configs_journal (id)
        SELECT (legacy_key ->> 'id')::integer
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('ai-management', 'ai_configs');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'ai_configs')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('id', j.id)
                FROM migration_ai_management.ai_configs_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM ai_management.feature_model_assignments AS t
        WHERE
            (t.id) IN (
                SELECT migration.uuid_from_bigint(15317579127077985, j.id)
                FROM migration_ai_management.ai_configs_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM public.ai_configs AS l
                WHERE
                    (l.id) = (t._legacy_id)
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
            (l.id) IN (
                SELECT j.id
                FROM migration_ai_management.ai_configs_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.id
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
                FROM migration_ai_management.ai_configs_journal AS j
                WHERE j.entry = ANY(entries) AND j.id IS NOT NULL
                ORDER BY j.id
            LOOP
                PERFORM migration_ai_management.ai_configs_bring(noted.id, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_ai_management.ai_configs_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_ai_management.ai_configs_replay(patience integer DEFAULT NULL)
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
            INSERT INTO migration_ai_management.ai_configs_journal (id)
            SELECT (legacy_key ->> 'id')::integer
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('ai-management', 'ai_configs')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.ai_configs_journal AS j;
        WHILE EXISTS (SELECT FROM migration_ai_management.ai_configs_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_ai_management.ai_configs_replay_batch(at_once);
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
CREATE OR REPLACE PROCEDURE migration_ai_management.ai_configs_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('ai-management', 'settings');
    INSERT INTO migration_ai_management.ai_configs_journal (id)
    SELECT (legacy_key ->> 'id')::integer
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'ai_configs')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_ai_management.ai_configs_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.ai_configs_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.ai_configs_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.ai_configs_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.ai_configs_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.ai_configs_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.ai_configs_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.ai_configs_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.ai_configs_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.ai_configs_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.feature_model_assignments;
