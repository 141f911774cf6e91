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
SELECT migration.refuse_final('ai-management', 'settings');

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
    wrote_provider_id boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_provider_id := NOT by_legacy AND CASE WHEN born THEN NEW.provider_id IS NOT NULL ELSE NEW.provider_id IS DISTINCT FROM OLD.provider_id
        AND NOT (NEW._debug_logs_model_name IS DISTINCT FROM OLD._debug_logs_model_name) END;
    SELECT
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
            NEW._debug_logs_model_name AS model_name,
            NEW.message AS message,
            NEW.created_at AS created_at
    ) AS l;
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
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
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
