-- Mapping prompt_configs to prompts: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompts.
-- Undo: 86_reconcile_prompt_configs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_reconcile()
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
    wrote_feature_id boolean;
    wrote_current_version boolean;
    expected record;
    parked boolean := false;
    -- A part has changed; see below who says so.
    touched boolean := TG_OP = 'UPDATE' AND by_legacy;
    checked boolean;
    meant_prompt_versions ai_management.prompt_versions;
BEGIN
    -- A row that was parked and returns comes as an INSERT, and is in step already.
    IF
        born
        AND NEW._by_legacy_name = false
        AND current_setting('changeover.in_step', true) = concat_ws(' ', NEW.id)
        AND NEW.id = migration.uuid_from_bigint(65576249592648351, NEW._legacy_id)
    THEN
        PERFORM set_config('changeover.in_step', '', true);
        RETURN NEW;
    END IF;
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    -- What only legacy knows begins as legacy would begin it.
    IF born AND NOT by_legacy THEN
        NEW._legacy_id := COALESCE(NEW._legacy_id, nextval(pg_get_serial_sequence('public.prompt_configs_retired', 'id')));
    END IF;
    wrote_feature_id := NOT by_legacy AND CASE WHEN born THEN NEW.feature_id IS NOT NULL ELSE NEW.feature_id IS DISTINCT FROM OLD.feature_id
        AND NOT (NEW._service_name IS DISTINCT FROM OLD._service_name) END;
    wrote_current_version := NOT by_legacy AND CASE WHEN born THEN NEW.current_version IS NOT NULL ELSE NEW.current_version IS DISTINCT FROM OLD.current_version
        AND NOT (NEW._version IS DISTINCT FROM OLD._version) END;
    IF wrote_feature_id THEN
        -- The new name wrote feature_id: legacy is told.
        NEW._service_name := (
            SELECT (CASE (
                    SELECT known.slug
                    FROM ai_management.ai_features AS known
                    WHERE known.id = t.feature_id
                )
                WHEN 'ai-search' THEN 'search_ai'
                WHEN 'chatbot' THEN 'chatbot_service'
                WHEN 'photo-tagging' THEN 'photo_analysis'
                ELSE (
                    SELECT known.slug
                    FROM ai_management.ai_features AS known
                    WHERE known.id = t.feature_id
                )
            END)::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_current_version THEN
        -- The new name wrote current_version: legacy is told.
        NEW._version := (
            SELECT (t.current_version)::integer
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    checked := touched OR NOT by_legacy AND (born OR OLD._parked OR wrote_current_version);
    IF checked THEN
        -- The row of prompt_versions that legacy means: it tells what only legacy and it say.
        SELECT p.* INTO meant_prompt_versions
        FROM (
            SELECT
                (migration.uuid_from_bigint(65576249592648351, l.id))::uuid AS prompt_id,
                (l.version)::integer AS version,
                (l.template)::text AS body,
                (l.author)::text AS author,
                (l.change_note)::text AS change_note,
                (l.updated_at)::timestamptz AS saved_at
            FROM (
                SELECT
                    NEW._legacy_id AS id,
                    NEW.slug AS prompt_key,
                    NEW._service_name AS service_name,
                    NEW.title AS title,
                    NEW._template AS template,
                    NEW._variables AS variables,
                    NEW._version AS version,
                    NEW.is_active AS is_active,
                    NEW._author AS author,
                    NEW._change_note AS change_note,
                    NEW._editor_state AS editor_state,
                    NEW.created_at AS created_at,
                    NEW.updated_at AS updated_at
            ) AS l
        ) AS e
        INNER JOIN ai_management.prompt_versions AS p ON
            (p.prompt_id, p.version) = (e.prompt_id, e.version);
        IF NOT FOUND THEN
            parked := true;
        ELSE
            NEW._change_note := (
                SELECT (t.change_note)::text
                FROM (SELECT meant_prompt_versions.*) AS t
            );
            NEW._author := (
                SELECT (t.author)::text
                FROM (SELECT meant_prompt_versions.*) AS t
            );
            NEW._template := (
                SELECT (t.body)::text
                FROM (SELECT meant_prompt_versions.*) AS t
            );
            IF touched THEN
                NEW.updated_at := (
                    SELECT (t.saved_at)::timestamptz
                    FROM (SELECT meant_prompt_versions.*) AS t
                );
            END IF;
        END IF;
        IF wrote_current_version THEN
            -- The new name means another row now: the one before stays, but is no longer legacy's.
            UPDATE ai_management.prompt_versions AS p
            SET _migrated_at = NULL
            WHERE p.prompt_id = NEW.id AND p._migrated_at IS NOT NULL;
        END IF;
    END IF;
    SELECT
        (COALESCE(
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
        ))::uuid AS feature_id,
        (l.version)::integer AS current_version
    INTO expected
    FROM (
        SELECT
            NEW._legacy_id AS id,
            NEW.slug AS prompt_key,
            NEW._service_name AS service_name,
            NEW.title AS title,
            NEW._template AS template,
            NEW._variables AS variables,
            NEW._version AS version,
            NEW.is_active AS is_active,
            NEW._author AS author,
            NEW._change_note AS change_note,
            NEW._editor_state AS editor_state,
            NEW.created_at AS created_at,
            NEW.updated_at AS updated_at
    ) AS l;
    IF wrote_feature_id THEN
        IF NEW.feature_id IS DISTINCT FROM expected.feature_id THEN
            parked := true;
        END IF;
    ELSIF born OR NEW._service_name IS DISTINCT FROM OLD._service_name THEN
        -- What feature_id is made of was written: it follows.
        NEW.feature_id := expected.feature_id;
    ELSIF OLD._parked AND NEW.feature_id IS DISTINCT FROM expected.feature_id THEN
        parked := true;
    END IF;
    IF wrote_current_version THEN
        IF NEW.current_version IS DISTINCT FROM expected.current_version THEN
            parked := true;
        END IF;
    ELSIF born OR NEW._version IS DISTINCT FROM OLD._version THEN
        -- What current_version is made of was written: it follows.
        NEW.current_version := expected.current_version;
    ELSIF OLD._parked AND NEW.current_version IS DISTINCT FROM expected.current_version THEN
        parked := true;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_bigint(65576249592648351, NEW._legacy_id) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'prompts',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_bigint(65576249592648351, NEW._legacy_id);
    END IF;
    IF checked AND NOT parked THEN
        -- What the parts say must come back from legacy as it is.
        parked := EXISTS (
            SELECT
            FROM (
                SELECT
                    (migration.uuid_from_bigint(65576249592648351, l.id))::uuid AS prompt_id,
                    (l.version)::integer AS version,
                    (l.template)::text AS body,
                    (l.author)::text AS author,
                    (l.change_note)::text AS change_note,
                    (l.updated_at)::timestamptz AS saved_at
                FROM (
                    SELECT
                        NEW._legacy_id AS id,
                        NEW.slug AS prompt_key,
                        NEW._service_name AS service_name,
                        NEW.title AS title,
                        NEW._template AS template,
                        NEW._variables AS variables,
                        NEW._version AS version,
                        NEW.is_active AS is_active,
                        NEW._author AS author,
                        NEW._change_note AS change_note,
                        NEW._editor_state AS editor_state,
                        NEW.created_at AS created_at,
                        NEW.updated_at AS updated_at
                ) AS l
            ) AS e
            CROSS JOIN (SELECT meant_prompt_versions.*) AS p
            WHERE
                (p.prompt_id, p.body, p.author, p.change_note) IS DISTINCT FROM (e.prompt_id, e.body, e.author, e.change_note)
                OR touched AND (p.version, p.saved_at) IS DISTINCT FROM (e.version, e.saved_at)
        ) OR EXISTS (
            SELECT
            FROM (
                SELECT
                    (migration.uuid_from_bigint(65576249592648351, l.id))::uuid AS prompt_id,
                    (item.ordinality::integer)::integer AS "position",
                    (CASE jsonb_typeof(variable) WHEN 'string' THEN variable #>> '{}' ELSE variable ->> 'name' END)::text AS name,
                    (COALESCE((variable -> 'required') = 'true'::jsonb, false))::boolean AS is_required,
                    (variable ->> 'default')::text AS default_value
                FROM (
                    SELECT
                        NEW._legacy_id AS id,
                        NEW.slug AS prompt_key,
                        NEW._service_name AS service_name,
                        NEW.title AS title,
                        NEW._template AS template,
                        NEW._variables AS variables,
                        NEW._version AS version,
                        NEW.is_active AS is_active,
                        NEW._author AS author,
                        NEW._change_note AS change_note,
                        NEW._editor_state AS editor_state,
                        NEW.created_at AS created_at,
                        NEW.updated_at AS updated_at
                ) AS l
                CROSS JOIN LATERAL jsonb_array_elements(
                    CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
                ) WITH ORDINALITY AS item (variable, ordinality)
            ) AS e
            FULL JOIN (
                SELECT p.*
                FROM ai_management.prompt_variables AS p
                WHERE p.prompt_id = NEW.id
            ) AS p ON (p.prompt_id, p."position") = (e.prompt_id, e."position")
            WHERE (p.prompt_id, p."position", p.name, p.is_required, p.default_value) IS DISTINCT FROM (e.prompt_id, e."position", e.name, e.is_required, e.default_value)
        );
    END IF;
    parked := parked OR NOT by_legacy AND (born OR OLD._parked) AND NEW._legacy_id IS NULL;
    IF NEW._legacy_id IS NULL AND NOT parked THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'id', 'prompt_configs' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'prompt_configs',
            COLUMN = 'id',
            HINT = 'Give it a value; a row of prompts holds it in _legacy_id, until the migration is finalized.';
    END IF;
    parked := parked OR NOT by_legacy AND (born OR OLD._parked) AND NEW._template IS NULL;
    IF NEW._template IS NULL AND NOT parked THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'template', 'prompt_configs' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'prompt_configs',
            COLUMN = 'template',
            HINT = 'Give it a value; a row of prompts holds it in _template, until the migration is finalized.';
    END IF;
    parked := parked OR NOT by_legacy AND (born OR OLD._parked) AND NEW._version IS NULL;
    IF NEW._version IS NULL AND NOT parked THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'version', 'prompt_configs' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'prompt_configs',
            COLUMN = 'version',
            HINT = 'Give it a value; a row of prompts holds it in _version, until the migration is finalized.';
    END IF;
    NEW._parked := parked;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.prompt_configs_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.prompts
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.prompt_configs_reconcile();
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
                ALTER TABLE ai_management.prompts ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_reconcile;
            ELSE
                ALTER TABLE ai_management.prompts DISABLE TRIGGER zz_changeover_prompt_configs_reconcile;
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
