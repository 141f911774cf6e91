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

--: Refuse a value that a lookup does not hold; NULL is not a value
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_refuse(target_column text, legacy_value text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse$
BEGIN
    IF legacy_value IS NULL THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% has no counterpart for %', target_column, legacy_value USING
        ERRCODE = 'MG101',
        HINT = 'Add the value to the mapping or to the looked-up table, then run redrive.';
END
$refuse$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.prompt_configs_refuse(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_refuse(text, text) FROM PUBLIC;

--: Those who write target rows may
GRANT EXECUTE ON FUNCTION migration_ai_management.prompt_configs_refuse(text, text) TO migration_sync, migration_runner;

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
                    AND (migration.uuid_from_bigint(65576249592648351, l.id), version + 1) = (p.prompt_id, p.version)
                    AND (version > 0)
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
                    AND (version > 0)
            );
        DELETE FROM ai_management.prompts AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(65576249592648351, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.prompt_configs AS l
                WHERE
                    (l.id) = (key_id)
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
            (l.id) = (key_id)
            AND (version > 0)
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
            (l.id) = (key_id)
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
            (l.id) = (key_id)
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
