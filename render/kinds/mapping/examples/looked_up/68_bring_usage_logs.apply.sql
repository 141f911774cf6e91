-- Mapping usage_logs to ai_usage_logs: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_usage_logs.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_bring(key_id bigint, came_from text)
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
    PERFORM FROM public.usage_logs AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'usage_logs', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.ai_usage_logs AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(22647388881213766, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.usage_logs AS l
                WHERE
                    (l.id) = (key_id)
                    AND l.created_at = t.created_at
                    AND (cost IS NULL OR cost >= 0)
            );
        INSERT INTO ai_management.ai_usage_logs AS t (
            id,
            feature_id,
            cost_usd,
            status,
            created_at,
            _legacy_id,
            _service_name,
            _success,
            _trace,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(22647388881213766, l.id),
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = CASE l.service_name
                        WHEN 'chatbot_service' THEN 'chatbot'
                        ELSE l.service_name
                    END
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = 'unassigned'
                )
            ),
            l.cost,
            CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END,
            l.created_at,
            l.id,
            l.service_name,
            l.success,
            l.trace,
            clock_timestamp()
        FROM public.usage_logs AS l
        WHERE
            (l.id) = (key_id)
            AND (cost IS NULL OR cost >= 0)
        FOR SHARE OF l
        ON CONFLICT (id, created_at) DO UPDATE SET
            feature_id = excluded.feature_id,
            cost_usd = excluded.cost_usd,
            status = excluded.status,
            _legacy_id = excluded._legacy_id,
            _service_name = excluded._service_name,
            _success = excluded._success,
            _trace = excluded._trace
        WHERE (
            t.feature_id,
            t.cost_usd,
            t.status,
            t._legacy_id,
            t._service_name,
            t._success,
            t._trace
        ) IS DISTINCT FROM (
            excluded.feature_id,
            excluded.cost_usd,
            excluded.status,
            excluded._legacy_id,
            excluded._service_name,
            excluded._success,
            excluded._trace
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_usage_logs AS t
            WHERE (t.id) = (migration.uuid_from_bigint(22647388881213766, key_id));
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.usage_logs AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'usage_logs', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.usage_logs_bring(bigint, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_bring(bigint, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.usage_logs_bring(bigint, text) TO migration_runner;

COMMIT;
