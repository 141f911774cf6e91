-- Mapping evaluations to ai_evaluations: its parts follow it, and tell it.
-- Generated from specs/ai-management/mappings/evaluations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_evaluations.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_evaluation_scores.
-- Undo: 87_in_step_evaluations.rollback.sql

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

--: Make the rows of the parts what legacy says, where the anchor's row was written
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_in_step()
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
        UPDATE ai_management.ai_evaluation_scores AS p
        SET _migrated_at = NULL
        WHERE p.evaluation_id = NEW.id AND p._migrated_at IS NOT NULL;
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' OR OLD._parked OR (NEW.id, NEW._scores) IS DISTINCT FROM (OLD.id, OLD._scores) THEN
        -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
        DELETE FROM ai_management.ai_evaluation_scores AS p
        USING ai_management.ai_evaluations AS t
        WHERE
            (t.id, p.evaluation_id) = (NEW.id, NEW.id)
            AND t._parked IS NOT TRUE
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM (
                    SELECT
                        (migration.uuid_from_bigint(15861013554920899, l.id))::uuid AS evaluation_id,
                        (item.ordinality::integer)::integer AS "position",
                        (element ->> 'metric')::text AS metric,
                        ((element ->> 'score')::numeric)::numeric AS score
                    FROM (
                        SELECT
                            t._legacy_id AS id,
                            t.model AS model_name,
                            t._scores AS scores,
                            t.evaluated_at AS created_at
                    ) AS l
                    CROSS JOIN LATERAL jsonb_array_elements(
                        CASE jsonb_typeof(l.scores) WHEN 'array' THEN l.scores ELSE '[]' END
                    ) WITH ORDINALITY AS item (element, ordinality)
                ) AS e
                WHERE (e.evaluation_id, e."position") = (p.evaluation_id, p."position")
            );
        INSERT INTO ai_management.ai_evaluation_scores AS p (evaluation_id, "position", metric, score, _migrated_at)
        SELECT e.*, clock_timestamp()
        FROM ai_management.ai_evaluations AS t
        CROSS JOIN LATERAL (
            SELECT
                (migration.uuid_from_bigint(15861013554920899, l.id))::uuid AS evaluation_id,
                (item.ordinality::integer)::integer AS "position",
                (element ->> 'metric')::text AS metric,
                ((element ->> 'score')::numeric)::numeric AS score
            FROM (
                SELECT
                    t._legacy_id AS id,
                    t.model AS model_name,
                    t._scores AS scores,
                    t.evaluated_at AS created_at
            ) AS l
            CROSS JOIN LATERAL jsonb_array_elements(
                CASE jsonb_typeof(l.scores) WHEN 'array' THEN l.scores ELSE '[]' END
            ) WITH ORDINALITY AS item (element, ordinality)
        ) AS e
        WHERE t.id = NEW.id AND t._parked IS NOT TRUE
        ON CONFLICT (evaluation_id, "position") DO UPDATE SET
            metric = excluded.metric,
            score = excluded.score,
            _migrated_at = excluded._migrated_at
        WHERE
            p._migrated_at IS NULL
            OR (p.evaluation_id, p."position", p.metric, p.score) IS DISTINCT FROM (excluded.evaluation_id, excluded."position", excluded.metric, excluded.score);
    END IF;
    RETURN NULL;
END
$in_step$;

--: Take the rows of the parts away before the anchor's row goes, or gets another key
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_vacate()
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
            FROM ai_management.ai_evaluation_scores AS p
            WHERE p.evaluation_id = OLD.id AND p._migrated_at IS NULL
        ) THEN
            RAISE EXCEPTION 'the key of a row cannot change that has rows of its own in %', 'ai_evaluation_scores' USING
                ERRCODE = 'MG171',
                SCHEMA = 'ai_management',
                TABLE = 'ai_evaluation_scores',
                DETAIL = 'They were born in the new system, and the legacy table does not know them.',
                HINT = 'Delete them first, or make a new row.';
        END IF;
    END IF;
    -- With this mark they are on their way out with their anchor, and tell it nothing.
    UPDATE ai_management.ai_evaluation_scores AS p SET _migrated_at = '-infinity' WHERE p.evaluation_id = OLD.id;
    DELETE FROM ai_management.ai_evaluation_scores AS p WHERE p.evaluation_id = OLD.id;
    RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
END
$vacate$;

--: Lock the anchor's row before a row of ai_evaluation_scores is written, so that no increment is lost
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_lock()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '200ms'
AS $lock$
BEGIN
    -- Whoever writes the anchor holds it already, and waits for this row: less than a deadlock takes.
    PERFORM
    FROM ai_management.ai_evaluations AS t
    WHERE t.id IN (OLD.evaluation_id, NEW.evaluation_id)
    ORDER BY t.id
    FOR NO KEY UPDATE;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected THEN
        RAISE EXCEPTION 'could not serialize access to %', 'ai_evaluations and ai_evaluation_scores' USING
            ERRCODE = 'serialization_failure',
            SCHEMA = 'ai_management',
            TABLE = 'ai_evaluation_scores',
            DETAIL = 'Another transaction writes the row of ai_evaluations that it belongs to.',
            HINT = 'Try again; a transaction that begins with SELECT … FROM ai_evaluations … FOR UPDATE waits instead.';
END
$lock$;

--: Tell the anchor what a row of ai_evaluation_scores says now, unless legacy says so already
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_tell()
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
        OR TG_OP = 'UPDATE' AND (OLD.evaluation_id, OLD."position", OLD.metric, OLD.score) IS NOT DISTINCT FROM (NEW.evaluation_id, NEW."position", NEW.metric, NEW.score)
    THEN
        RETURN NULL;
    END IF;
    UPDATE ai_management.ai_evaluations AS t
    SET _by_legacy_name = true
    WHERE
        t.id IN (OLD.evaluation_id, NEW.evaluation_id)
        AND (
            t._parked
            OR EXISTS (
                SELECT
                FROM (
                    SELECT
                        (migration.uuid_from_bigint(15861013554920899, l.id))::uuid AS evaluation_id,
                        (item.ordinality::integer)::integer AS "position",
                        (element ->> 'metric')::text AS metric,
                        ((element ->> 'score')::numeric)::numeric AS score
                    FROM (
                        SELECT
                            t._legacy_id AS id,
                            t.model AS model_name,
                            t._scores AS scores,
                            t.evaluated_at AS created_at
                    ) AS l
                    CROSS JOIN LATERAL jsonb_array_elements(
                        CASE jsonb_typeof(l.scores) WHEN 'array' THEN l.scores ELSE '[]' END
                    ) WITH ORDINALITY AS item (element, ordinality)
                ) AS e
                FULL JOIN (
                    SELECT p.*
                    FROM ai_management.ai_evaluation_scores AS p
                    WHERE p.evaluation_id = t.id
                ) AS p ON (p.evaluation_id, p."position") = (e.evaluation_id, e."position")
                WHERE
                    ((e.evaluation_id, e."position") IN ((OLD.evaluation_id, OLD."position"), (NEW.evaluation_id, NEW."position"))
                        OR (p.evaluation_id, p."position") IN ((OLD.evaluation_id, OLD."position"), (NEW.evaluation_id, NEW."position")))
                    AND (p.evaluation_id, p."position", p.metric, p.score) IS DISTINCT FROM (e.evaluation_id, e."position", e.metric, e.score)
            )
        );
    RETURN NULL;
END
$tell$;

--: Tell every anchor when ai_evaluation_scores is emptied
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_truncated()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $truncated$
BEGIN
    UPDATE ai_management.ai_evaluations AS t SET _by_legacy_name = true WHERE t._parked IS NOT TRUE;
    RETURN NULL;
END
$truncated$;

--: Refuse, at COMMIT, what the legacy table cannot hold
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_whole()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $whole$
BEGIN
    IF EXISTS (
        SELECT FROM ai_management.ai_evaluations AS t WHERE t.id = NEW.id AND t._parked
    ) THEN
        RAISE EXCEPTION 'legacy cannot hold a row of % with these parts', 'ai_evaluations' USING
            ERRCODE = 'MG120',
            SCHEMA = 'ai_management',
            TABLE = 'ai_evaluations',
            DETAIL = 'As a row of evaluations it would be incomplete, or come back with other rows.',
            HINT = 'Write, in one transaction, the row and its parts as the legacy table can hold them.';
    END IF;
    RETURN NULL;
END
$whole$;

--: Refuse, at COMMIT, a row of ai_evaluation_scores that the legacy table does not mean
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_whole()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $whole$
BEGIN
    IF EXISTS (
        SELECT
        FROM ai_management.ai_evaluation_scores AS p
        WHERE (p.evaluation_id, p."position") = (NEW.evaluation_id, NEW."position") AND p._migrated_at IS NULL
    ) THEN
        RAISE EXCEPTION 'legacy cannot hold this row of %', 'ai_evaluation_scores' USING
            ERRCODE = 'MG120',
            SCHEMA = 'ai_management',
            TABLE = 'ai_evaluation_scores',
            DETAIL = 'No row of evaluations would bring it back.',
            HINT = 'Write rows that the legacy table can hold, until the migration is finalized.';
    END IF;
    RETURN NULL;
END
$whole$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_in_step() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_in_step() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_vacate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_vacate() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_whole() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_whole() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_lock() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_lock() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_tell() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_tell() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_truncated() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_truncated() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_whole() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_whole() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_evaluations_in_step
                AFTER INSERT OR UPDATE ON ai_management.ai_evaluations
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.evaluations_in_step();
            CREATE OR REPLACE TRIGGER zz_changeover_evaluations_vacate
                BEFORE UPDATE OR DELETE ON ai_management.ai_evaluations
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.evaluations_vacate();
            IF NOT EXISTS (
                SELECT FROM pg_catalog.pg_trigger AS g
                WHERE (g.tgrelid, g.tgname) = ('ai_management.ai_evaluations'::regclass, 'zz_changeover_evaluations_whole')
            ) THEN
                CREATE CONSTRAINT TRIGGER zz_changeover_evaluations_whole
                    AFTER INSERT OR UPDATE ON ai_management.ai_evaluations
                    DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW._parked) EXECUTE FUNCTION migration_ai_management.evaluations_whole();
            END IF;
            CREATE OR REPLACE TRIGGER zz_changeover_evaluations_ai_evaluation_scores_lock
                BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_evaluation_scores
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_lock();
            CREATE OR REPLACE TRIGGER zz_changeover_evaluations_ai_evaluation_scores_tell
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_evaluation_scores
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_tell();
            CREATE OR REPLACE TRIGGER zz_changeover_evaluations_ai_evaluation_scores_truncated
                AFTER TRUNCATE ON ai_management.ai_evaluation_scores
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_truncated();
            IF NOT EXISTS (
                SELECT FROM pg_catalog.pg_trigger AS g
                WHERE (g.tgrelid, g.tgname) = ('ai_management.ai_evaluation_scores'::regclass, 'zz_changeover_evaluations_ai_evaluation_scores_whole')
            ) THEN
                CREATE CONSTRAINT TRIGGER zz_changeover_evaluations_ai_evaluation_scores_whole
                    AFTER INSERT OR UPDATE ON ai_management.ai_evaluation_scores
                    DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW._migrated_at IS NULL) EXECUTE FUNCTION migration_ai_management.evaluations_ai_evaluation_scores_whole();
            END IF;
            IF migration.owner_of('ai-management', 'evaluations') = 'new' THEN
                ALTER TABLE ai_management.ai_evaluations ENABLE ALWAYS TRIGGER zz_changeover_evaluations_in_step;
                ALTER TABLE ai_management.ai_evaluations ENABLE ALWAYS TRIGGER zz_changeover_evaluations_vacate;
                ALTER TABLE ai_management.ai_evaluations ENABLE ALWAYS TRIGGER zz_changeover_evaluations_whole;
                ALTER TABLE ai_management.ai_evaluation_scores ENABLE ALWAYS TRIGGER zz_changeover_evaluations_ai_evaluation_scores_lock;
                ALTER TABLE ai_management.ai_evaluation_scores ENABLE ALWAYS TRIGGER zz_changeover_evaluations_ai_evaluation_scores_tell;
                ALTER TABLE ai_management.ai_evaluation_scores ENABLE ALWAYS TRIGGER zz_changeover_evaluations_ai_evaluation_scores_truncated;
                ALTER TABLE ai_management.ai_evaluation_scores ENABLE ALWAYS TRIGGER zz_changeover_evaluations_ai_evaluation_scores_whole;
            ELSE
                ALTER TABLE ai_management.ai_evaluations DISABLE TRIGGER zz_changeover_evaluations_in_step;
                ALTER TABLE ai_management.ai_evaluations DISABLE TRIGGER zz_changeover_evaluations_vacate;
                ALTER TABLE ai_management.ai_evaluations DISABLE TRIGGER zz_changeover_evaluations_whole;
                ALTER TABLE ai_management.ai_evaluation_scores DISABLE TRIGGER zz_changeover_evaluations_ai_evaluation_scores_lock;
                ALTER TABLE ai_management.ai_evaluation_scores DISABLE TRIGGER zz_changeover_evaluations_ai_evaluation_scores_tell;
                ALTER TABLE ai_management.ai_evaluation_scores DISABLE TRIGGER zz_changeover_evaluations_ai_evaluation_scores_truncated;
                ALTER TABLE ai_management.ai_evaluation_scores DISABLE TRIGGER zz_changeover_evaluations_ai_evaluation_scores_whole;
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
