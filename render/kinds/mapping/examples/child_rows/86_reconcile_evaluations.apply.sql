-- Mapping evaluations to ai_evaluations: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/evaluations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_evaluations.
-- Undo: 86_reconcile_evaluations.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'evaluations');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_reconcile()
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
    parked boolean := false;
    -- A part has changed; see below who says so.
    touched boolean := TG_OP = 'UPDATE' AND by_legacy;
    checked boolean;
BEGIN
    -- A row that was parked and returns comes as an INSERT, and is in step already.
    IF
        born
        AND NEW._by_legacy_name = false
        AND current_setting('changeover.in_step', true) = concat_ws(' ', NEW.id)
        AND NEW.id = migration.uuid_from_bigint(15861013554920899, NEW._legacy_id)
    THEN
        PERFORM set_config('changeover.in_step', '', true);
        RETURN NEW;
    END IF;
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    checked := touched OR NOT by_legacy AND (born OR OLD._parked);
    IF checked THEN
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_bigint(15861013554920899, NEW._legacy_id) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'ai_evaluations',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_bigint(15861013554920899, NEW._legacy_id);
    END IF;
    IF checked AND NOT parked THEN
        -- What the parts say must come back from legacy as it is.
        parked := EXISTS (
            SELECT
            FROM (
                SELECT
                    (migration.uuid_from_bigint(15861013554920899, l.id))::uuid AS evaluation_id,
                    (item.ordinality::integer)::integer AS "position",
                    (element ->> 'metric')::text AS metric,
                    ((element ->> 'score')::numeric)::numeric AS score
                FROM (
                    SELECT
                        NEW._legacy_id AS id,
                        NEW.model AS model_name,
                        NEW._scores AS scores,
                        NEW.evaluated_at AS created_at
                ) AS l
                CROSS JOIN LATERAL jsonb_array_elements(
                    CASE jsonb_typeof(l.scores) WHEN 'array' THEN l.scores ELSE '[]' END
                ) WITH ORDINALITY AS item (element, ordinality)
            ) AS e
            FULL JOIN (
                SELECT p.*
                FROM ai_management.ai_evaluation_scores AS p
                WHERE p.evaluation_id = NEW.id
            ) AS p ON (p.evaluation_id, p."position") = (e.evaluation_id, e."position")
            WHERE (p.evaluation_id, p."position", p.metric, p.score) IS DISTINCT FROM (e.evaluation_id, e."position", e.metric, e.score)
        );
    END IF;
    IF NEW._legacy_id IS NULL AND NOT parked THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'id', 'evaluations' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'evaluations',
            COLUMN = 'id',
            HINT = 'Give it a value; a row of ai_evaluations holds it in _legacy_id, until the migration is finalized.';
    END IF;
    NEW._parked := parked;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.evaluations_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_evaluations_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_evaluations
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.evaluations_reconcile();
            IF migration.owner_of('ai-management', 'evaluations') = 'new' THEN
                ALTER TABLE ai_management.ai_evaluations ENABLE ALWAYS TRIGGER zz_changeover_evaluations_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_evaluations DISABLE TRIGGER zz_changeover_evaluations_reconcile;
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
