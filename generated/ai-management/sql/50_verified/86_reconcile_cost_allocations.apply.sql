-- Mapping cost_allocations to ai_spending_allocations: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/cost_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_spending_allocations.
-- Undo: 86_reconcile_cost_allocations.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'costs');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_reconcile()
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
    wrote_month boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_feature_id := NOT by_legacy AND CASE WHEN born THEN NEW.feature_id IS NOT NULL ELSE NEW.feature_id IS DISTINCT FROM OLD.feature_id
        AND NOT (NEW._legacy_service_name IS DISTINCT FROM OLD._legacy_service_name) END;
    wrote_month := NOT by_legacy AND CASE WHEN born THEN NEW.month IS NOT NULL ELSE NEW.month IS DISTINCT FROM OLD.month
        AND NOT (NEW._legacy_allocation_month IS DISTINCT FROM OLD._legacy_allocation_month) END;
    IF wrote_feature_id THEN
        -- The new name wrote feature_id: legacy is told.
        NEW._legacy_service_name := (
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
    IF wrote_month THEN
        -- The new name wrote month: legacy is told.
        NEW._legacy_allocation_month := (
            SELECT (t.month)::date
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
        (l.allocation_month)::date AS month
    INTO expected
    FROM (
        SELECT
            NEW._legacy_service_name AS service_name,
            NEW._legacy_allocation_month AS allocation_month,
            NEW.department AS department,
            NEW.share AS share,
            NEW.amount AS amount,
            NEW.notes AS notes,
            NEW.updated_at AS updated_at
    ) AS l;
    IF wrote_feature_id THEN
        IF NEW.feature_id IS DISTINCT FROM expected.feature_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'feature_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_spending_allocations',
                COLUMN = 'feature_id',
                DETAIL = 'As a row of cost_allocations it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._legacy_service_name IS DISTINCT FROM OLD._legacy_service_name THEN
        -- What feature_id is made of was written: it follows.
        NEW.feature_id := expected.feature_id;
    END IF;
    IF wrote_month THEN
        IF NEW.month IS DISTINCT FROM expected.month THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'month' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_spending_allocations',
                COLUMN = 'month',
                DETAIL = 'As a row of cost_allocations it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._legacy_allocation_month IS DISTINCT FROM OLD._legacy_allocation_month THEN
        -- What month is made of was written: it follows.
        NEW.month := expected.month;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_text(18613605903355817, jsonb_build_array(NEW._legacy_service_name, NEW._legacy_allocation_month)::text) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'ai_spending_allocations',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_text(18613605903355817, jsonb_build_array(NEW._legacy_service_name, NEW._legacy_allocation_month)::text);
    END IF;
    IF NEW._legacy_service_name IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'service_name', 'cost_allocations' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'cost_allocations',
            COLUMN = 'service_name',
            HINT = 'Give it a value; a row of ai_spending_allocations holds it in _legacy_service_name, until the migration is finalized.';
    END IF;
    IF NEW._legacy_allocation_month IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'allocation_month', 'cost_allocations' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'cost_allocations',
            COLUMN = 'allocation_month',
            HINT = 'Give it a value; a row of ai_spending_allocations holds it in _legacy_allocation_month, until the migration is finalized.';
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.cost_allocations_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_cost_allocations_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_spending_allocations
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.cost_allocations_reconcile();
            IF migration.owner_of('ai-management', 'costs') = 'new' THEN
                ALTER TABLE ai_management.ai_spending_allocations ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_spending_allocations DISABLE TRIGGER zz_changeover_cost_allocations_reconcile;
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
