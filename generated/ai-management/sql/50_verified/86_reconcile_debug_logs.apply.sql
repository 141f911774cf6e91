-- Mapping debug_logs to ai_debug_events: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/debug_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_debug_events.
-- Undo: 86_reconcile_debug_logs.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'debugging');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_reconcile()
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
    wrote_model_id boolean;
    wrote_provider_id boolean;
    expected record;
BEGIN
    -- A row that moves to another partition comes as an INSERT, and is in step already.
    IF
        born
        AND NEW._by_legacy_name = false
        AND current_setting('changeover.in_step', true) = concat_ws(' ', NEW.id, NEW.occurred_at)
        AND NEW.id = migration.uuid_from_bigint(45574278069724554, NEW._debug_logs_id)
    THEN
        PERFORM set_config('changeover.in_step', '', true);
        RETURN NEW;
    END IF;
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    -- What only legacy knows begins as legacy would begin it.
    IF born AND NOT by_legacy THEN
        NEW._debug_logs_id := COALESCE(NEW._debug_logs_id, nextval(pg_get_serial_sequence('public.debug_logs_retired', 'id')));
    END IF;
    wrote_feature_id := NOT by_legacy AND CASE WHEN born THEN NEW.feature_id IS NOT NULL ELSE NEW.feature_id IS DISTINCT FROM OLD.feature_id
        AND NOT (NEW._debug_logs_service_name IS DISTINCT FROM OLD._debug_logs_service_name) END;
    wrote_model_id := NOT by_legacy AND CASE WHEN born THEN NEW.model_id IS NOT NULL ELSE NEW.model_id IS DISTINCT FROM OLD.model_id
        AND NOT (NEW._debug_logs_model_name IS DISTINCT FROM OLD._debug_logs_model_name) END;
    wrote_provider_id := NOT by_legacy AND CASE WHEN born THEN NEW.provider_id IS NOT NULL ELSE NEW.provider_id IS DISTINCT FROM OLD.provider_id
        AND NOT (NEW._debug_logs_model_name IS DISTINCT FROM OLD._debug_logs_model_name) END;
    IF wrote_feature_id THEN
        -- The new name wrote feature_id: legacy is told.
        NEW._debug_logs_service_name := (
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
    IF wrote_model_id THEN
        -- The new name wrote model_id: legacy is told.
        NEW._debug_logs_model_name := (
            SELECT ((
                SELECT known.name
                FROM ai_management.ai_models AS known
                WHERE known.id = t.model_id
            ))::text
            FROM (SELECT NEW.*) AS t
        );
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
                WHERE known.slug = (
                    SELECT known.provider
                    FROM ai_management.ai_models AS known
                    WHERE known.name = l.model_name
                )
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
            NEW._debug_logs_id AS id,
            NEW.severity AS level,
            NEW._debug_logs_service_name AS service_name,
            NEW._debug_logs_model_name AS model_name,
            NEW.message AS message,
            NEW.details AS context,
            NEW.request AS request_id,
            NEW.duration_ms AS duration_ms,
            NEW._debug_logs_thread_name AS thread_name,
            NEW.occurred_at AS created_at
    ) AS l;
    IF wrote_feature_id THEN
        IF NEW.feature_id IS DISTINCT FROM expected.feature_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'feature_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_debug_events',
                COLUMN = 'feature_id',
                DETAIL = 'As a row of debug_logs it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._debug_logs_service_name IS DISTINCT FROM OLD._debug_logs_service_name THEN
        -- What feature_id is made of was written: it follows.
        NEW.feature_id := expected.feature_id;
    END IF;
    IF wrote_model_id THEN
        IF NEW.model_id IS DISTINCT FROM expected.model_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'model_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_debug_events',
                COLUMN = 'model_id',
                DETAIL = 'As a row of debug_logs it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._debug_logs_model_name IS DISTINCT FROM OLD._debug_logs_model_name THEN
        -- What model_id is made of was written: it follows.
        NEW.model_id := expected.model_id;
    END IF;
    IF wrote_provider_id THEN
        IF NEW.provider_id IS DISTINCT FROM expected.provider_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'provider_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_debug_events',
                COLUMN = 'provider_id',
                DETAIL = 'As a row of debug_logs it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._debug_logs_model_name IS DISTINCT FROM OLD._debug_logs_model_name THEN
        -- What provider_id is made of was written: it follows.
        NEW.provider_id := expected.provider_id;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_bigint(45574278069724554, NEW._debug_logs_id) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'ai_debug_events',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_bigint(45574278069724554, NEW._debug_logs_id);
    END IF;
    IF NEW._debug_logs_id IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'id', 'debug_logs' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'debug_logs',
            COLUMN = 'id',
            HINT = 'Give it a value; a row of ai_debug_events holds it in _debug_logs_id, until the migration is finalized.';
    END IF;
    IF NEW.severity IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'level', 'debug_logs' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'debug_logs',
            COLUMN = 'level',
            HINT = 'Give it a value; a row of ai_debug_events holds it in severity, until the migration is finalized.';
    END IF;
    IF NOT born AND NEW.occurred_at IS DISTINCT FROM OLD.occurred_at THEN
        PERFORM set_config('changeover.in_step', concat_ws(' ', NEW.id, NEW.occurred_at), true);
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.debug_logs_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_debug_logs_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_debug_events
                FOR EACH ROW WHEN (NEW.kind = 'log') EXECUTE FUNCTION migration_ai_management.debug_logs_reconcile();
            IF migration.owner_of('ai-management', 'debugging') = 'new' THEN
                ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_debug_events DISABLE TRIGGER zz_changeover_debug_logs_reconcile;
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
