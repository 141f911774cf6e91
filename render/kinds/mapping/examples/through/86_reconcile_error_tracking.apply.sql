-- Mapping error_tracking to ai_errors: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_errors.
-- Undo: 86_reconcile_error_tracking.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'errors');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_reconcile()
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
    wrote_company_id boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    -- A transaction id before the first lookup, so that a changed value waits for this one.
    PERFORM pg_current_xact_id();
    wrote_company_id := NOT by_legacy AND CASE WHEN born THEN NEW.company_id IS NOT NULL ELSE NEW.company_id IS DISTINCT FROM OLD.company_id
        AND NOT (NEW._model_name IS DISTINCT FROM OLD._model_name) END;
    SELECT
        (COALESCE(
            (
                SELECT known.id
                FROM ai_management.ai_companies AS known
                WHERE known.name = (
                    SELECT known.company
                    FROM ai_management.ai_providers AS known
                    WHERE known.slug = (
                        SELECT known.provider
                        FROM ai_management.ai_models AS known
                        WHERE known.name = l.model_name
                    )
                )
            ),
            (
                SELECT known.id
                FROM ai_management.ai_companies AS known
                WHERE known.name = 'unknown'
            )
        ))::uuid AS company_id
    INTO expected
    FROM (
        SELECT
            NEW._legacy_id AS id,
            NEW._model_name AS model_name,
            NEW.message AS message,
            NEW.occurred_at AS created_at
    ) AS l;
    IF wrote_company_id THEN
        IF NEW.company_id IS DISTINCT FROM expected.company_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'company_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_errors',
                COLUMN = 'company_id',
                DETAIL = 'As a row of error_tracking it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._model_name IS DISTINCT FROM OLD._model_name THEN
        -- What company_id is made of was written: it follows.
        NEW.company_id := expected.company_id;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' AND NEW.company_id = (
        SELECT known.id
        FROM ai_management.ai_companies AS known
        WHERE known.name = 'unknown'
    ) THEN
        -- An old snapshot may not see the row that the value names: it is looked for again.
        INSERT INTO migration_ai_management.error_tracking_lookups (target_column, value)
        SELECT 'company_id_through_provider', named.value
        FROM (SELECT ((
            SELECT known.provider
            FROM ai_management.ai_models AS known
            WHERE known.name = t._model_name
        ))::text FROM (SELECT NEW.*) AS t) AS named (value)
        WHERE named.value IS NOT NULL;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_bigint(27123073319628444, NEW._legacy_id) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'ai_errors',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_bigint(27123073319628444, NEW._legacy_id);
    END IF;
    IF NEW._legacy_id IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'id', 'error_tracking' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'error_tracking',
            COLUMN = 'id',
            HINT = 'Give it a value; a row of ai_errors holds it in _legacy_id, until the migration is finalized.';
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.error_tracking_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_error_tracking_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_errors
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.error_tracking_reconcile();
            IF migration.owner_of('ai-management', 'errors') = 'new' THEN
                ALTER TABLE ai_management.ai_errors ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_errors DISABLE TRIGGER zz_changeover_error_tracking_reconcile;
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
