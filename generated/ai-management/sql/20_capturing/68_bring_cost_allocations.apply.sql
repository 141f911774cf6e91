-- Mapping cost_allocations to ai_spending_allocations: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/cost_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_cost_allocations.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_bring(key_service_name text, key_allocation_month date, came_from text)
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
    PERFORM FROM public.cost_allocations AS l
    WHERE (l.service_name, l.allocation_month) = (key_service_name, key_allocation_month)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'cost_allocations', jsonb_build_object('service_name', key_service_name, 'allocation_month', key_allocation_month));
        DELETE FROM ai_management.ai_spending_allocations AS t
        WHERE
            (t._legacy_service_name, t._legacy_allocation_month) = (key_service_name, key_allocation_month)
            AND NOT EXISTS (
                SELECT
                FROM public.cost_allocations AS l
                WHERE
                    (l.service_name, l.allocation_month) = (key_service_name, key_allocation_month)
            );
        INSERT INTO ai_management.ai_spending_allocations AS t (
            id,
            feature_id,
            month,
            department,
            share,
            amount,
            notes,
            updated_at,
            _legacy_service_name,
            _legacy_allocation_month,
            _migrated_at
        )
        SELECT
            migration.uuid_from_text(18613605903355817, jsonb_build_array(l.service_name, l.allocation_month)::text),
            COALESCE(
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
            ),
            l.allocation_month,
            l.department,
            l.share,
            l.amount,
            l.notes,
            l.updated_at,
            l.service_name,
            l.allocation_month,
            clock_timestamp()
        FROM public.cost_allocations AS l
        WHERE
            (l.service_name, l.allocation_month) = (key_service_name, key_allocation_month)
        FOR SHARE OF l
        ON CONFLICT (_legacy_service_name, _legacy_allocation_month) DO UPDATE SET
            id = excluded.id,
            feature_id = excluded.feature_id,
            month = excluded.month,
            department = excluded.department,
            share = excluded.share,
            amount = excluded.amount,
            notes = excluded.notes,
            updated_at = excluded.updated_at
        WHERE (
            t.id,
            t.feature_id,
            t.month,
            t.department,
            t.share,
            t.amount,
            t.notes,
            t.updated_at
        ) IS DISTINCT FROM (
            excluded.id,
            excluded.feature_id,
            excluded.month,
            excluded.department,
            excluded.share,
            excluded.amount,
            excluded.notes,
            excluded.updated_at
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_spending_allocations AS t
            WHERE (t._legacy_service_name, t._legacy_allocation_month) = (key_service_name, key_allocation_month);
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.cost_allocations AS l
            WHERE (l.service_name, l.allocation_month) = (key_service_name, key_allocation_month);
            PERFORM migration.quarantine_row(
                'ai-management', 'cost_allocations', jsonb_build_object('service_name', key_service_name, 'allocation_month', key_allocation_month),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.cost_allocations_bring(text, date, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_bring(text, date, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.cost_allocations_bring(text, date, text) TO migration_runner;

COMMIT;
