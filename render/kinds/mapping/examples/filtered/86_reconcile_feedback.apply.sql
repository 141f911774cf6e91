-- Mapping feedback to ai_feedback: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/feedback.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_feedback.
-- Undo: 86_reconcile_feedback.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'feedback');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_reconcile()
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
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_bigint(62720896284753341, NEW._legacy_id) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'ai_feedback',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_bigint(62720896284753341, NEW._legacy_id);
    END IF;
    IF NEW._legacy_id IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'id', 'feedback' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'feedback',
            COLUMN = 'id',
            HINT = 'Give it a value; a row of ai_feedback holds it in _legacy_id, until the migration is finalized.';
    END IF;
    IF NEW._migrated_at IS NOT NULL AND (SELECT (rating IS NULL OR rating > 0) FROM (
        SELECT
            NEW._legacy_id AS id,
            NEW.rating AS rating,
            NEW.remark AS remark,
            NEW.given_at AS created_at
    ) AS l) IS NOT TRUE THEN
        -- The filter leaves it out now, like a row that was never brought.
        NEW._migrated_at := NULL;
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.feedback_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_feedback_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_feedback
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.feedback_reconcile();
            IF migration.owner_of('ai-management', 'feedback') = 'new' THEN
                ALTER TABLE ai_management.ai_feedback ENABLE ALWAYS TRIGGER zz_changeover_feedback_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_feedback DISABLE TRIGGER zz_changeover_feedback_reconcile;
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
