-- Mapping prompt_configs to prompts: its parts follow it, and tell it.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompts.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompt_versions.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.prompt_variables.
-- Undo: 87_in_step_prompt_configs.rollback.sql

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

--: Make the rows of the parts what legacy says, where the anchor's row was written
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_in_step()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $in_step$
#variable_conflict use_column
BEGIN
    IF NEW._parked THEN
        -- Legacy does not see the row, so none of its parts' rows is legacy's.
        UPDATE ai_management.prompt_versions AS p
        SET _migrated_at = NULL
        WHERE p.prompt_id = NEW.id AND p._migrated_at IS NOT NULL;
        UPDATE ai_management.prompt_variables AS p
        SET _migrated_at = NULL
        WHERE p.prompt_id = NEW.id AND p._migrated_at IS NOT NULL;
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' OR OLD._parked OR (NEW.id, NEW._version, NEW._template, NEW._author, NEW._change_note, NEW.updated_at) IS DISTINCT FROM (OLD.id, OLD._version, OLD._template, OLD._author, OLD._change_note, OLD.updated_at) THEN
        -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
        -- A row that gets another key stays the same row for whoever waits for it.
        UPDATE ai_management.prompt_versions AS p
        SET (prompt_id, version, body, author, change_note, saved_at, _migrated_at) = ROW (e.*, clock_timestamp())
        FROM ai_management.prompts AS t
        CROSS JOIN LATERAL (
            SELECT
                (migration.uuid_from_bigint(65576249592648351, l.id))::uuid AS prompt_id,
                (l.version)::integer AS version,
                (l.template)::text AS body,
                (l.author)::text AS author,
                (l.change_note)::text AS change_note,
                (l.updated_at)::timestamptz AS saved_at
            FROM (
                SELECT
                    t._legacy_id AS id,
                    t.slug AS prompt_key,
                    t._service_name AS service_name,
                    t.title AS title,
                    t._template AS template,
                    t._variables AS variables,
                    t._version AS version,
                    t.is_active AS is_active,
                    t._author AS author,
                    t._change_note AS change_note,
                    t._editor_state AS editor_state,
                    t.created_at AS created_at,
                    t.updated_at AS updated_at
            ) AS l
        ) AS e
        WHERE
            (t.id, p.prompt_id) = (NEW.id, NEW.id)
            AND t._parked IS NOT TRUE
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM ai_management.prompt_versions AS p
                WHERE (p.prompt_id, p.version) = (e.prompt_id, e.version)
            );
        DELETE FROM ai_management.prompt_versions AS p
        USING ai_management.prompts AS t
        WHERE
            (t.id, p.prompt_id) = (NEW.id, NEW.id)
            AND t._parked IS NOT TRUE
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
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
                            t._legacy_id AS id,
                            t.slug AS prompt_key,
                            t._service_name AS service_name,
                            t.title AS title,
                            t._template AS template,
                            t._variables AS variables,
                            t._version AS version,
                            t.is_active AS is_active,
                            t._author AS author,
                            t._change_note AS change_note,
                            t._editor_state AS editor_state,
                            t.created_at AS created_at,
                            t.updated_at AS updated_at
                    ) AS l
                ) AS e
                WHERE (e.prompt_id, e.version) = (p.prompt_id, p.version)
            );
        INSERT INTO ai_management.prompt_versions AS p (prompt_id, version, body, author, change_note, saved_at, _migrated_at)
        SELECT e.*, clock_timestamp()
        FROM ai_management.prompts AS t
        CROSS JOIN LATERAL (
            SELECT
                (migration.uuid_from_bigint(65576249592648351, l.id))::uuid AS prompt_id,
                (l.version)::integer AS version,
                (l.template)::text AS body,
                (l.author)::text AS author,
                (l.change_note)::text AS change_note,
                (l.updated_at)::timestamptz AS saved_at
            FROM (
                SELECT
                    t._legacy_id AS id,
                    t.slug AS prompt_key,
                    t._service_name AS service_name,
                    t.title AS title,
                    t._template AS template,
                    t._variables AS variables,
                    t._version AS version,
                    t.is_active AS is_active,
                    t._author AS author,
                    t._change_note AS change_note,
                    t._editor_state AS editor_state,
                    t.created_at AS created_at,
                    t.updated_at AS updated_at
            ) AS l
        ) AS e
        WHERE t.id = NEW.id AND t._parked IS NOT TRUE
        ON CONFLICT (prompt_id, version) DO UPDATE SET
            body = excluded.body,
            author = excluded.author,
            change_note = excluded.change_note,
            saved_at = excluded.saved_at,
            _migrated_at = excluded._migrated_at
        WHERE
            p._migrated_at IS NULL
            OR (p.prompt_id, p.version, p.body, p.author, p.change_note, p.saved_at) IS DISTINCT FROM (excluded.prompt_id, excluded.version, excluded.body, excluded.author, excluded.change_note, excluded.saved_at);
    END IF;
    IF TG_OP = 'INSERT' OR OLD._parked OR (NEW.id, NEW._variables) IS DISTINCT FROM (OLD.id, OLD._variables) THEN
        -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
        DELETE FROM ai_management.prompt_variables AS p
        USING ai_management.prompts AS t
        WHERE
            (t.id, p.prompt_id) = (NEW.id, NEW.id)
            AND t._parked IS NOT TRUE
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
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
                            t._legacy_id AS id,
                            t.slug AS prompt_key,
                            t._service_name AS service_name,
                            t.title AS title,
                            t._template AS template,
                            t._variables AS variables,
                            t._version AS version,
                            t.is_active AS is_active,
                            t._author AS author,
                            t._change_note AS change_note,
                            t._editor_state AS editor_state,
                            t.created_at AS created_at,
                            t.updated_at AS updated_at
                    ) AS l
                    CROSS JOIN LATERAL jsonb_array_elements(
                        CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
                    ) WITH ORDINALITY AS item (variable, ordinality)
                ) AS e
                WHERE (e.prompt_id, e."position") = (p.prompt_id, p."position")
            );
        INSERT INTO ai_management.prompt_variables AS p (prompt_id, "position", name, is_required, default_value, _migrated_at)
        SELECT e.*, clock_timestamp()
        FROM ai_management.prompts AS t
        CROSS JOIN LATERAL (
            SELECT
                (migration.uuid_from_bigint(65576249592648351, l.id))::uuid AS prompt_id,
                (item.ordinality::integer)::integer AS "position",
                (CASE jsonb_typeof(variable) WHEN 'string' THEN variable #>> '{}' ELSE variable ->> 'name' END)::text AS name,
                (COALESCE((variable -> 'required') = 'true'::jsonb, false))::boolean AS is_required,
                (variable ->> 'default')::text AS default_value
            FROM (
                SELECT
                    t._legacy_id AS id,
                    t.slug AS prompt_key,
                    t._service_name AS service_name,
                    t.title AS title,
                    t._template AS template,
                    t._variables AS variables,
                    t._version AS version,
                    t.is_active AS is_active,
                    t._author AS author,
                    t._change_note AS change_note,
                    t._editor_state AS editor_state,
                    t.created_at AS created_at,
                    t.updated_at AS updated_at
            ) AS l
            CROSS JOIN LATERAL jsonb_array_elements(
                CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
            ) WITH ORDINALITY AS item (variable, ordinality)
        ) AS e
        WHERE t.id = NEW.id AND t._parked IS NOT TRUE
        ON CONFLICT (prompt_id, "position") DO UPDATE SET
            name = excluded.name,
            is_required = excluded.is_required,
            default_value = excluded.default_value,
            _migrated_at = excluded._migrated_at
        WHERE
            p._migrated_at IS NULL
            OR (p.prompt_id, p."position", p.name, p.is_required, p.default_value) IS DISTINCT FROM (excluded.prompt_id, excluded."position", excluded.name, excluded.is_required, excluded.default_value);
    END IF;
    RETURN NULL;
END
$in_step$;

--: Take the rows of the parts away before the anchor's row goes, or gets another key
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_vacate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $vacate$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.id = OLD.id THEN
            RETURN NEW;
        END IF;
        IF EXISTS (
            SELECT
            FROM ai_management.prompt_versions AS p
            WHERE p.prompt_id = OLD.id AND p._migrated_at IS NULL
        ) THEN
            RAISE EXCEPTION 'the key of a row cannot change that has rows of its own in %', 'prompt_versions' USING
                ERRCODE = 'MG171',
                SCHEMA = 'ai_management',
                TABLE = 'prompt_versions',
                DETAIL = 'They were born in the new system, and the legacy table does not know them.',
                HINT = 'Delete them first, or make a new row.';
        END IF;
        IF EXISTS (
            SELECT
            FROM ai_management.prompt_variables AS p
            WHERE p.prompt_id = OLD.id AND p._migrated_at IS NULL
        ) THEN
            RAISE EXCEPTION 'the key of a row cannot change that has rows of its own in %', 'prompt_variables' USING
                ERRCODE = 'MG171',
                SCHEMA = 'ai_management',
                TABLE = 'prompt_variables',
                DETAIL = 'They were born in the new system, and the legacy table does not know them.',
                HINT = 'Delete them first, or make a new row.';
        END IF;
    END IF;
    -- With this mark they are on their way out with their anchor, and tell it nothing.
    UPDATE ai_management.prompt_versions AS p SET _migrated_at = '-infinity' WHERE p.prompt_id = OLD.id;
    DELETE FROM ai_management.prompt_versions AS p WHERE p.prompt_id = OLD.id;
    -- With this mark they are on their way out with their anchor, and tell it nothing.
    UPDATE ai_management.prompt_variables AS p SET _migrated_at = '-infinity' WHERE p.prompt_id = OLD.id;
    DELETE FROM ai_management.prompt_variables AS p WHERE p.prompt_id = OLD.id;
    RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
END
$vacate$;

--: Lock the anchor's row before a row of prompt_versions is written, so that no increment is lost
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_prompt_versions_lock()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '200ms'
AS $lock$
BEGIN
    -- Whoever writes the anchor holds it already, and waits for this row: less than a deadlock takes.
    PERFORM
    FROM ai_management.prompts AS t
    WHERE t.id IN (OLD.prompt_id, NEW.prompt_id)
    ORDER BY t.id
    FOR NO KEY UPDATE;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected THEN
        RAISE EXCEPTION 'could not serialize access to %', 'prompts and prompt_versions' USING
            ERRCODE = 'serialization_failure',
            SCHEMA = 'ai_management',
            TABLE = 'prompt_versions',
            DETAIL = 'Another transaction writes the row of prompts that it belongs to.',
            HINT = 'Try again; a transaction that begins with SELECT … FROM prompts … FOR UPDATE waits instead.';
END
$lock$;

--: Tell the anchor what a row of prompt_versions says now, unless legacy says so already
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_prompt_versions_tell()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $tell$
#variable_conflict use_column
BEGIN
    IF
        OLD._migrated_at = '-infinity'
        OR TG_OP = 'UPDATE' AND (OLD.prompt_id, OLD.version, OLD.body, OLD.author, OLD.change_note, OLD.saved_at) IS NOT DISTINCT FROM (NEW.prompt_id, NEW.version, NEW.body, NEW.author, NEW.change_note, NEW.saved_at)
    THEN
        RETURN NULL;
    END IF;
    UPDATE ai_management.prompts AS t
    SET _by_legacy_name = true
    WHERE
        t.id IN (OLD.prompt_id, NEW.prompt_id)
        AND (
            t._parked
            OR EXISTS (
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
                            t._legacy_id AS id,
                            t.slug AS prompt_key,
                            t._service_name AS service_name,
                            t.title AS title,
                            t._template AS template,
                            t._variables AS variables,
                            t._version AS version,
                            t.is_active AS is_active,
                            t._author AS author,
                            t._change_note AS change_note,
                            t._editor_state AS editor_state,
                            t.created_at AS created_at,
                            t.updated_at AS updated_at
                    ) AS l
                ) AS e
                LEFT JOIN ai_management.prompt_versions AS p ON (p.prompt_id, p.version) = (e.prompt_id, e.version)
                WHERE
                    (e.prompt_id, e.version) IN ((OLD.prompt_id, OLD.version), (NEW.prompt_id, NEW.version))
                    AND (p.prompt_id, p.version, p.body, p.author, p.change_note, p.saved_at) IS DISTINCT FROM (e.prompt_id, e.version, e.body, e.author, e.change_note, e.saved_at)
            )
        );
    RETURN NULL;
END
$tell$;

--: Tell every anchor when prompt_versions is emptied
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_prompt_versions_truncated()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $truncated$
BEGIN
    UPDATE ai_management.prompts AS t SET _by_legacy_name = true WHERE t._parked IS NOT TRUE;
    RETURN NULL;
END
$truncated$;

--: Lock the anchor's row before a row of prompt_variables is written, so that no increment is lost
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_prompt_variables_lock()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '200ms'
AS $lock$
BEGIN
    -- Whoever writes the anchor holds it already, and waits for this row: less than a deadlock takes.
    PERFORM
    FROM ai_management.prompts AS t
    WHERE t.id IN (OLD.prompt_id, NEW.prompt_id)
    ORDER BY t.id
    FOR NO KEY UPDATE;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected THEN
        RAISE EXCEPTION 'could not serialize access to %', 'prompts and prompt_variables' USING
            ERRCODE = 'serialization_failure',
            SCHEMA = 'ai_management',
            TABLE = 'prompt_variables',
            DETAIL = 'Another transaction writes the row of prompts that it belongs to.',
            HINT = 'Try again; a transaction that begins with SELECT … FROM prompts … FOR UPDATE waits instead.';
END
$lock$;

--: Tell the anchor what a row of prompt_variables says now, unless legacy says so already
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_prompt_variables_tell()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $tell$
#variable_conflict use_column
BEGIN
    IF
        OLD._migrated_at = '-infinity'
        OR TG_OP = 'UPDATE' AND (OLD.prompt_id, OLD."position", OLD.name, OLD.is_required, OLD.default_value) IS NOT DISTINCT FROM (NEW.prompt_id, NEW."position", NEW.name, NEW.is_required, NEW.default_value)
    THEN
        RETURN NULL;
    END IF;
    UPDATE ai_management.prompts AS t
    SET _by_legacy_name = true
    WHERE
        t.id IN (OLD.prompt_id, NEW.prompt_id)
        AND (
            t._parked
            OR EXISTS (
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
                            t._legacy_id AS id,
                            t.slug AS prompt_key,
                            t._service_name AS service_name,
                            t.title AS title,
                            t._template AS template,
                            t._variables AS variables,
                            t._version AS version,
                            t.is_active AS is_active,
                            t._author AS author,
                            t._change_note AS change_note,
                            t._editor_state AS editor_state,
                            t.created_at AS created_at,
                            t.updated_at AS updated_at
                    ) AS l
                    CROSS JOIN LATERAL jsonb_array_elements(
                        CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
                    ) WITH ORDINALITY AS item (variable, ordinality)
                ) AS e
                FULL JOIN (
                    SELECT p.*
                    FROM ai_management.prompt_variables AS p
                    WHERE p.prompt_id = t.id
                ) AS p ON (p.prompt_id, p."position") = (e.prompt_id, e."position")
                WHERE
                    ((e.prompt_id, e."position") IN ((OLD.prompt_id, OLD."position"), (NEW.prompt_id, NEW."position"))
                        OR (p.prompt_id, p."position") IN ((OLD.prompt_id, OLD."position"), (NEW.prompt_id, NEW."position")))
                    AND (p.prompt_id, p."position", p.name, p.is_required, p.default_value) IS DISTINCT FROM (e.prompt_id, e."position", e.name, e.is_required, e.default_value)
            )
        );
    RETURN NULL;
END
$tell$;

--: Tell every anchor when prompt_variables is emptied
CREATE OR REPLACE FUNCTION migration_ai_management.prompt_configs_prompt_variables_truncated()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $truncated$
BEGIN
    UPDATE ai_management.prompts AS t SET _by_legacy_name = true WHERE t._parked IS NOT TRUE;
    RETURN NULL;
END
$truncated$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_in_step() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_in_step() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_vacate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_vacate() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_prompt_versions_lock() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_prompt_versions_lock() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_prompt_versions_tell() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_prompt_versions_tell() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_prompt_versions_truncated() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_prompt_versions_truncated() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_prompt_variables_lock() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_prompt_variables_lock() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_prompt_variables_tell() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_prompt_variables_tell() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.prompt_configs_prompt_variables_truncated() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.prompt_configs_prompt_variables_truncated() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_in_step
                AFTER INSERT OR UPDATE ON ai_management.prompts
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.prompt_configs_in_step();
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_vacate
                BEFORE UPDATE OR DELETE ON ai_management.prompts
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.prompt_configs_vacate();
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_prompt_versions_lock
                BEFORE INSERT OR UPDATE OR DELETE ON ai_management.prompt_versions
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.prompt_configs_prompt_versions_lock();
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_prompt_versions_tell
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.prompt_versions
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.prompt_configs_prompt_versions_tell();
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_prompt_versions_truncated
                AFTER TRUNCATE ON ai_management.prompt_versions
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.prompt_configs_prompt_versions_truncated();
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_prompt_variables_lock
                BEFORE INSERT OR UPDATE OR DELETE ON ai_management.prompt_variables
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.prompt_configs_prompt_variables_lock();
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_prompt_variables_tell
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.prompt_variables
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.prompt_configs_prompt_variables_tell();
            CREATE OR REPLACE TRIGGER zz_changeover_prompt_configs_prompt_variables_truncated
                AFTER TRUNCATE ON ai_management.prompt_variables
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.prompt_configs_prompt_variables_truncated();
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
                ALTER TABLE ai_management.prompts ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_in_step;
                ALTER TABLE ai_management.prompts ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_vacate;
                ALTER TABLE ai_management.prompt_versions ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_versions_lock;
                ALTER TABLE ai_management.prompt_versions ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_versions_tell;
                ALTER TABLE ai_management.prompt_versions ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_versions_truncated;
                ALTER TABLE ai_management.prompt_variables ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_variables_lock;
                ALTER TABLE ai_management.prompt_variables ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_variables_tell;
                ALTER TABLE ai_management.prompt_variables ENABLE ALWAYS TRIGGER zz_changeover_prompt_configs_prompt_variables_truncated;
            ELSE
                ALTER TABLE ai_management.prompts DISABLE TRIGGER zz_changeover_prompt_configs_in_step;
                ALTER TABLE ai_management.prompts DISABLE TRIGGER zz_changeover_prompt_configs_vacate;
                ALTER TABLE ai_management.prompt_versions DISABLE TRIGGER zz_changeover_prompt_configs_prompt_versions_lock;
                ALTER TABLE ai_management.prompt_versions DISABLE TRIGGER zz_changeover_prompt_configs_prompt_versions_tell;
                ALTER TABLE ai_management.prompt_versions DISABLE TRIGGER zz_changeover_prompt_configs_prompt_versions_truncated;
                ALTER TABLE ai_management.prompt_variables DISABLE TRIGGER zz_changeover_prompt_configs_prompt_variables_lock;
                ALTER TABLE ai_management.prompt_variables DISABLE TRIGGER zz_changeover_prompt_configs_prompt_variables_tell;
                ALTER TABLE ai_management.prompt_variables DISABLE TRIGGER zz_changeover_prompt_configs_prompt_variables_truncated;
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
