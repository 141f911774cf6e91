-- Mapping billing_data to ai_spending: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/billing_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_billing_data.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.billing_data_bring(key_id uuid, came_from text)
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
    PERFORM FROM public.billing_data AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'billing_data', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.ai_spending AS t
        WHERE
            (t.id) = (key_id)
            AND NOT EXISTS (
                SELECT
                FROM public.billing_data AS l
                WHERE
                    (l.id) = (key_id)
            );
        INSERT INTO ai_management.ai_spending AS t (
            id,
            feature_id,
            model_id,
            provider,
            period_start,
            period_end,
            amount,
            currency,
            invoice_number,
            paid,
            created_at,
            _service_name,
            _model_name,
            _currency,
            _migrated_at
        )
        SELECT
            l.id,
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
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_models AS known
                    WHERE known.name = l.model_name
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_models AS known
                    WHERE known.name = 'unknown'
                )
            ),
            l.provider,
            l.period_start,
            l.period_end,
            l.amount,
            l.currency,
            l.invoice_number,
            l.paid,
            l.created_at,
            l.service_name,
            l.model_name,
            l.currency,
            clock_timestamp()
        FROM public.billing_data AS l
        WHERE
            (l.id) = (key_id)
        FOR SHARE OF l
        ON CONFLICT (id) DO UPDATE SET
            feature_id = excluded.feature_id,
            model_id = excluded.model_id,
            provider = excluded.provider,
            period_start = excluded.period_start,
            period_end = excluded.period_end,
            amount = excluded.amount,
            currency = excluded.currency,
            invoice_number = excluded.invoice_number,
            paid = excluded.paid,
            created_at = excluded.created_at,
            _service_name = excluded._service_name,
            _model_name = excluded._model_name,
            _currency = excluded._currency
        WHERE (
            t.feature_id,
            t.model_id,
            t.provider,
            t.period_start,
            t.period_end,
            t.amount,
            t.currency,
            t.invoice_number,
            t.paid,
            t.created_at,
            t._service_name,
            t._model_name,
            t._currency
        ) IS DISTINCT FROM (
            excluded.feature_id,
            excluded.model_id,
            excluded.provider,
            excluded.period_start,
            excluded.period_end,
            excluded.amount,
            excluded.currency,
            excluded.invoice_number,
            excluded.paid,
            excluded.created_at,
            excluded._service_name,
            excluded._model_name,
            excluded._currency
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_spending AS t
            WHERE (t.id) = (key_id);
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.billing_data AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'billing_data', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.billing_data_bring(uuid, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.billing_data_bring(uuid, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.billing_data_bring(uuid, text) TO migration_runner;

COMMIT;
