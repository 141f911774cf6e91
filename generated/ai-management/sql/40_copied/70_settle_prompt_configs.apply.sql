-- Mapping prompt_configs to prompts: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.prompts.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.prompt_versions.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.prompt_variables.
-- Undo: 70_settle_prompt_configs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_replay_batch(keys integer)
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
        FROM migration_ai_management.prompt_configs_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_ai_management.prompt_configs_journal (id)
        SELECT t._legacy_id
        FROM ai_management.prompts AS t
        WHERE
            t._legacy_id IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.prompt_configs AS l
                WHERE
                    (l.id) = (t._legacy_id)
            );
        INSERT INTO migration_ai_management.prompt_configs_journal (id)
        SELECT (legacy_key ->> 'id')::bigint
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('ai-management', 'prompt_configs');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'prompt_configs')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('id', j.id)
                FROM migration_ai_management.prompt_configs_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM ai_management.prompt_versions AS p
        WHERE
            p.prompt_id IN (
                SELECT migration.uuid_from_bigint(65576249592648351, j.id)
                FROM migration_ai_management.prompt_configs_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.prompt_configs AS l
                WHERE
                    (l.id) IN (
                        SELECT j.id
                        FROM migration_ai_management.prompt_configs_journal AS j
                        WHERE j.entry = ANY(entries)
                    )
                    AND (migration.uuid_from_bigint(65576249592648351, l.id), l.version) = (p.prompt_id, p.version)
            );
        DELETE FROM ai_management.prompt_variables AS p
        WHERE
            p.prompt_id IN (
                SELECT migration.uuid_from_bigint(65576249592648351, j.id)
                FROM migration_ai_management.prompt_configs_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.prompt_configs AS l
                CROSS JOIN LATERAL jsonb_array_elements(
                    CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
                ) WITH ORDINALITY AS item (variable, ordinality)
                WHERE
                    (l.id) IN (
                        SELECT j.id
                        FROM migration_ai_management.prompt_configs_journal AS j
                        WHERE j.entry = ANY(entries)
                    )
                    AND (migration.uuid_from_bigint(65576249592648351, l.id), item.ordinality::integer) = (p.prompt_id, p."position")
            );
        DELETE FROM ai_management.prompts AS t
        WHERE
            (t.id) IN (
                SELECT migration.uuid_from_bigint(65576249592648351, j.id)
                FROM migration_ai_management.prompt_configs_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM public.prompt_configs AS l
                WHERE
                    (l.id) = (t._legacy_id)
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
            (l.id) IN (
                SELECT j.id
                FROM migration_ai_management.prompt_configs_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.id
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
            (l.id) IN (
                SELECT j.id
                FROM migration_ai_management.prompt_configs_journal AS j
                WHERE j.entry = ANY(entries)
            )
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
            (l.id) IN (
                SELECT j.id
                FROM migration_ai_management.prompt_configs_journal AS j
                WHERE j.entry = ANY(entries)
            )
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
                FROM migration_ai_management.prompt_configs_journal AS j
                WHERE j.entry = ANY(entries) AND j.id IS NOT NULL
                ORDER BY j.id
            LOOP
                PERFORM migration_ai_management.prompt_configs_bring(noted.id, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_ai_management.prompt_configs_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_ai_management.prompt_configs_replay(patience integer DEFAULT NULL)
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
            INSERT INTO migration_ai_management.prompt_configs_journal (id)
            SELECT (legacy_key ->> 'id')::bigint
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('ai-management', 'prompt_configs')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.prompt_configs_journal AS j;
        WHILE EXISTS (SELECT FROM migration_ai_management.prompt_configs_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_ai_management.prompt_configs_replay_batch(at_once);
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
CREATE OR REPLACE PROCEDURE migration_ai_management.prompt_configs_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('ai-management', 'settings');
    INSERT INTO migration_ai_management.prompt_configs_journal (id)
    SELECT (legacy_key ->> 'id')::bigint
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'prompt_configs')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_ai_management.prompt_configs_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.prompt_configs_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.prompt_configs_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.prompt_configs_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.prompt_configs_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.prompt_configs_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.prompt_configs_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.prompt_configs_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.prompt_configs_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.prompts;

--: Statistics of prompt_versions
ANALYZE ai_management.prompt_versions;

--: Statistics of prompt_variables
ANALYZE ai_management.prompt_variables;
