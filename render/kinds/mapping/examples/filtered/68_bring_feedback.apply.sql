-- Mapping feedback to ai_feedback: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/feedback.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_feedback.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_refuse(target_column text, legacy_value text)
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
ALTER FUNCTION migration_ai_management.feedback_refuse(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_refuse(text, text) FROM PUBLIC;

--: Those who write target rows may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_refuse(text, text) TO migration_sync, migration_runner;

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_bring(key_id bigint, came_from text)
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
    PERFORM FROM public.feedback AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'feedback', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.ai_feedback AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(62720896284753341, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.feedback AS l
                WHERE
                    (l.id) = (key_id)
                    AND (rating IS NULL OR rating > 0)
            );
        INSERT INTO ai_management.ai_feedback AS t (
            id,
            rating,
            remark,
            given_at,
            _legacy_id,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(62720896284753341, l.id),
            l.rating,
            l.remark,
            l.created_at,
            l.id,
            clock_timestamp()
        FROM public.feedback AS l
        WHERE
            (l.id) = (key_id)
            AND (rating IS NULL OR rating > 0)
        FOR SHARE OF l
        ON CONFLICT (id) DO UPDATE SET
            rating = excluded.rating,
            remark = excluded.remark,
            given_at = excluded.given_at,
            _legacy_id = excluded._legacy_id
        WHERE (
            t.rating,
            t.remark,
            t.given_at,
            t._legacy_id
        ) IS DISTINCT FROM (
            excluded.rating,
            excluded.remark,
            excluded.given_at,
            excluded._legacy_id
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_feedback AS t
            WHERE (t.id) = (migration.uuid_from_bigint(62720896284753341, key_id));
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.feedback AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'feedback', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.feedback_bring(bigint, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_bring(bigint, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_bring(bigint, text) TO migration_runner;

COMMIT;
