-- Mapping evaluations to ai_evaluations: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/evaluations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_evaluations.rollback.sql

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

--: Refuse a value that a lookup does not hold; NULL is not a value
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_refuse(target_column text, legacy_value text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse$
BEGIN
    IF legacy_value IS NULL THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% has no counterpart for %', target_column, legacy_value USING
        ERRCODE = 'MG101',
        HINT = 'Add the value to the mapping or to the looked-up table, then run redrive.';
END
$refuse$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.evaluations_refuse(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_refuse(text, text) FROM PUBLIC;

--: Those who write target rows may
GRANT EXECUTE ON FUNCTION migration_ai_management.evaluations_refuse(text, text) TO migration_sync, migration_runner;

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_bring(key_id bigint, came_from text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $bring$
#variable_conflict use_column
DECLARE
    legacy_row jsonb;
BEGIN
    -- Held until the end, also when the row turns out not to fit.
    PERFORM FROM public.evaluations AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'evaluations', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.ai_evaluation_scores AS p
        WHERE
            p.evaluation_id = migration.uuid_from_bigint(15861013554920899, key_id)
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.evaluations AS l
                CROSS JOIN LATERAL jsonb_array_elements(
                    CASE jsonb_typeof(l.scores) WHEN 'array' THEN l.scores ELSE '[]' END
                ) WITH ORDINALITY AS item (element, ordinality)
                WHERE
                    (l.id) = (key_id)
                    AND (migration.uuid_from_bigint(15861013554920899, l.id), item.ordinality::integer) = (p.evaluation_id, p."position")
            );
        DELETE FROM ai_management.ai_evaluations AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(15861013554920899, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.evaluations AS l
                WHERE
                    (l.id) = (key_id)
            );
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
        FROM public.evaluations AS l
        WHERE
            (l.id) = (key_id)
        FOR SHARE OF l
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
        FROM public.evaluations AS l
        CROSS JOIN LATERAL jsonb_array_elements(
            CASE jsonb_typeof(l.scores) WHEN 'array' THEN l.scores ELSE '[]' END
        ) WITH ORDINALITY AS item (element, ordinality)
        WHERE
            (l.id) = (key_id)
            AND EXISTS (
                SELECT FROM ai_management.ai_evaluations AS a
                WHERE a.id = migration.uuid_from_bigint(15861013554920899, l.id)
            )
        FOR SHARE OF l
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
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_evaluation_scores AS p
            WHERE p.evaluation_id = migration.uuid_from_bigint(15861013554920899, key_id) AND p._migrated_at IS NOT NULL;
            DELETE FROM ai_management.ai_evaluations AS t
            WHERE (t.id) = (migration.uuid_from_bigint(15861013554920899, key_id));
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.evaluations AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'evaluations', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.evaluations_bring(bigint, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_bring(bigint, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.evaluations_bring(bigint, text) TO migration_runner;

COMMIT;
