-- Mapping error_tracking to ai_errors: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_error_tracking.rollback.sql

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

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_bring(key_id bigint, came_from text)
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
    -- A transaction id before the first lookup, so that a changed value waits for this one.
    PERFORM pg_current_xact_id();
    -- Held until the end, also when the row turns out not to fit.
    PERFORM FROM public.error_tracking AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'error_tracking', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.ai_errors AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(27123073319628444, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.error_tracking AS l
                WHERE
                    (l.id) = (key_id)
            );
        INSERT INTO ai_management.ai_errors AS t (
            id,
            company_id,
            message,
            occurred_at,
            _legacy_id,
            _model_name,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(27123073319628444, l.id),
            COALESCE(
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
            ),
            l.message,
            l.created_at,
            l.id,
            l.model_name,
            clock_timestamp()
        FROM public.error_tracking AS l
        WHERE
            (l.id) = (key_id)
        FOR SHARE OF l
        ON CONFLICT (id) DO UPDATE SET
            company_id = excluded.company_id,
            message = excluded.message,
            occurred_at = excluded.occurred_at,
            _legacy_id = excluded._legacy_id,
            _model_name = excluded._model_name
        WHERE (
            t.company_id,
            t.message,
            t.occurred_at,
            t._legacy_id,
            t._model_name
        ) IS DISTINCT FROM (
            excluded.company_id,
            excluded.message,
            excluded.occurred_at,
            excluded._legacy_id,
            excluded._model_name
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_errors AS t
            WHERE (t.id) = (migration.uuid_from_bigint(27123073319628444, key_id));
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.error_tracking AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'error_tracking', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_bring(bigint, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_bring(bigint, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_bring(bigint, text) TO migration_runner;

COMMIT;
