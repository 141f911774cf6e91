-- Mapping evaluations to ai_evaluations: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/evaluations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.evaluations.
-- Undo: 70_capture_evaluations.rollback.sql

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

--: Mirror one change of a legacy row, never failing the application's own write
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_capture()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '200ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $capture$
#variable_conflict use_column
DECLARE
    reason text;
    state text;
BEGIN
    -- A failure at COMMIT cannot be caught, so a serializable writer only leaves a note.
    -- An old snapshot may not see the target row that has to go, nor the row that a lookup needs.
    -- A trigger's own write fires before the write that it answers: the older one would come last.
    -- And who has waited once in a transaction waits no more.
    IF
        current_setting('transaction_isolation') <> 'read committed'
        OR pg_trigger_depth() > 1
        OR current_setting('changeover.note_only', true) = 'on'
    THEN
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO migration_ai_management.evaluations_journal (id)
            VALUES (OLD.id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.evaluations_journal (id)
            VALUES (NEW.id);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM ai_management.ai_evaluation_scores AS p
            WHERE
                p.evaluation_id = migration.uuid_from_bigint(15861013554920899, OLD.id)
                AND p._migrated_at IS NOT NULL
                AND NOT EXISTS (
                    SELECT
                    FROM (SELECT NEW.*) AS l
                    CROSS JOIN LATERAL jsonb_array_elements(
                        CASE jsonb_typeof(l.scores) WHEN 'array' THEN l.scores ELSE '[]' END
                    ) WITH ORDINALITY AS item (element, ordinality)
                    WHERE
                        TG_OP <> 'DELETE'
                        AND (migration.uuid_from_bigint(15861013554920899, l.id), item.ordinality::integer) = (p.evaluation_id, p."position")
                );
            IF
                TG_OP = 'DELETE'
                OR (OLD.id) IS DISTINCT FROM (NEW.id)
            THEN
                DELETE FROM ai_management.ai_evaluations AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t.id = migration.uuid_from_bigint(15861013554920899, l.id);
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'evaluations', jsonb_build_object('id', OLD.id));
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO ai_management.ai_evaluations AS t (
                id,
                model,
                evaluated_at,
                _legacy_id,
                _scores,
                _migrated_at
            )
            SELECT
                migration.uuid_from_bigint(15861013554920899, l.id),
                l.model_name,
                l.created_at,
                l.id,
                l.scores,
                clock_timestamp()
            FROM (SELECT NEW.*) AS l
            ON CONFLICT (id) DO UPDATE SET
                model = excluded.model,
                evaluated_at = excluded.evaluated_at,
                _legacy_id = excluded._legacy_id,
                _scores = excluded._scores
            WHERE (
                t.model,
                t.evaluated_at,
                t._legacy_id,
                t._scores::text
            ) IS DISTINCT FROM (
                excluded.model,
                excluded.evaluated_at,
                excluded._legacy_id,
                excluded._scores::text
            );
            INSERT INTO ai_management.ai_evaluation_scores AS t (
                evaluation_id,
                "position",
                metric,
                score,
                _migrated_at
            )
            SELECT
                migration.uuid_from_bigint(15861013554920899, l.id),
                item.ordinality::integer,
                element ->> 'metric',
                (element ->> 'score')::numeric,
                clock_timestamp()
            FROM (SELECT NEW.*) AS l
            CROSS JOIN LATERAL jsonb_array_elements(
                CASE jsonb_typeof(l.scores) WHEN 'array' THEN l.scores ELSE '[]' END
            ) WITH ORDINALITY AS item (element, ordinality)
            ON CONFLICT (evaluation_id, "position") DO UPDATE SET
                metric = excluded.metric,
                score = excluded.score
            WHERE (
                t.metric,
                t.score
            ) IS DISTINCT FROM (
                excluded.metric,
                excluded.score
            );
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.evaluations_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.evaluations_journal (id)
                VALUES (NEW.id);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.evaluations_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'evaluations', jsonb_build_object('id', NEW.id),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.evaluations_journal (id)
                        VALUES (NEW.id);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.evaluations_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.evaluations IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_evaluations_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.evaluations
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.evaluations_capture();
            ALTER TABLE public.evaluations ENABLE ALWAYS TRIGGER zz_changeover_evaluations_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_evaluations_truncate
                AFTER TRUNCATE ON public.evaluations
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.evaluations_capture_truncate();
            ALTER TABLE public.evaluations ENABLE ALWAYS TRIGGER zz_changeover_evaluations_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.evaluations',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
