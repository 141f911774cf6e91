-- Mapping debug_logs to ai_debug_events: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/debug_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_debug_logs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_bring(key_id bigint, came_from text)
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
    PERFORM FROM public.debug_logs AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'debug_logs', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.ai_debug_events AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(45574278069724554, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.debug_logs AS l
                WHERE
                    (l.id) = (key_id)
            );
        INSERT INTO ai_management.ai_debug_events AS t (
            id,
            kind,
            provider_id,
            message,
            created_at,
            _debug_logs_id,
            _debug_logs_model_name,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(45574278069724554, l.id),
            'log',
            COALESCE(
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
            ),
            l.message,
            l.created_at,
            l.id,
            l.model_name,
            clock_timestamp()
        FROM public.debug_logs AS l
        WHERE
            (l.id) = (key_id)
        FOR SHARE OF l
        ON CONFLICT (id) DO UPDATE SET
            kind = excluded.kind,
            provider_id = excluded.provider_id,
            message = excluded.message,
            created_at = excluded.created_at,
            _debug_logs_id = excluded._debug_logs_id,
            _debug_logs_model_name = excluded._debug_logs_model_name
        WHERE (
            t.kind,
            t.provider_id,
            t.message,
            t.created_at,
            t._debug_logs_id,
            t._debug_logs_model_name
        ) IS DISTINCT FROM (
            excluded.kind,
            excluded.provider_id,
            excluded.message,
            excluded.created_at,
            excluded._debug_logs_id,
            excluded._debug_logs_model_name
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_debug_events AS t
            WHERE (t.id) = (migration.uuid_from_bigint(45574278069724554, key_id));
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.debug_logs AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'debug_logs', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.debug_logs_bring(bigint, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_bring(bigint, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.debug_logs_bring(bigint, text) TO migration_runner;

COMMIT;
