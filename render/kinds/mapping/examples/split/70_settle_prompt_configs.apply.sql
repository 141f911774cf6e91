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
                    AND (version > 0)
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
                    AND (migration.uuid_from_bigint(65576249592648351, l.id), version + 1) = (p.prompt_id, p.version)
                    AND (version > 0)
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
                    AND (version > 0)
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
                    AND (version > 0)
            );
        INSERT INTO ai_management.prompts AS t (
            id,
            slug,
            _legacy_id,
            _template,
            _variables,
            _version,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(65576249592648351, l.id),
            l.prompt_key,
            l.id,
            l.template,
            l.variables,
            l.version,
            clock_timestamp()
        FROM public.prompt_configs AS l
        WHERE
            (l.id) IN (
                SELECT j.id
                FROM migration_ai_management.prompt_configs_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND (version > 0)
        ORDER BY l.id
        FOR SHARE OF l
        ON CONFLICT (id) DO UPDATE SET
            slug = excluded.slug,
            _legacy_id = excluded._legacy_id,
            _template = excluded._template,
            _variables = excluded._variables,
            _version = excluded._version
        WHERE (
            t.slug,
            t._legacy_id,
            t._template,
            t._variables::text,
            t._version
        ) IS DISTINCT FROM (
            excluded.slug,
            excluded._legacy_id,
            excluded._template,
            excluded._variables::text,
            excluded._version
        );
        INSERT INTO ai_management.prompt_versions AS t (
            prompt_id,
            version,
            body,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(65576249592648351, l.id),
            version + 1,
            l.template,
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
            AND (version > 0)
        FOR SHARE OF l
        ON CONFLICT (prompt_id, version) DO UPDATE SET
            body = excluded.body
        WHERE (
            t.body
        ) IS DISTINCT FROM (
            excluded.body
        );
        INSERT INTO ai_management.prompt_variables AS t (
            prompt_id,
            "position",
            name,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(65576249592648351, l.id),
            item.ordinality::integer,
            variable ->> 'name',
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
            AND (version > 0)
        FOR SHARE OF l
        ON CONFLICT (prompt_id, "position") DO UPDATE SET
            name = excluded.name
        WHERE (
            t.name
        ) IS DISTINCT FROM (
            excluded.name
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
