-- Mapping billing_data to ai_spending: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/billing_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.billing_data.
-- Undo: 70_capture_billing_data.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.billing_data_capture()
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
            INSERT INTO migration_ai_management.billing_data_journal (id)
            VALUES (OLD.id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.billing_data_journal (id)
            VALUES (NEW.id);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.id) IS DISTINCT FROM (NEW.id)
            THEN
                DELETE FROM ai_management.ai_spending AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t.id = l.id;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'billing_data', jsonb_build_object('id', OLD.id));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.billing_data_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.billing_data_journal (id)
                VALUES (NEW.id);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.billing_data_journal (id)
                VALUES (OLD.id);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'billing_data', jsonb_build_object('id', NEW.id),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.billing_data_journal (id)
                        VALUES (NEW.id);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.billing_data_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.billing_data_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.billing_data_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.billing_data_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.billing_data_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.billing_data_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.billing_data IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_billing_data_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.billing_data
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.billing_data_capture();
            ALTER TABLE public.billing_data ENABLE ALWAYS TRIGGER zz_changeover_billing_data_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_billing_data_truncate
                AFTER TRUNCATE ON public.billing_data
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.billing_data_capture_truncate();
            ALTER TABLE public.billing_data ENABLE ALWAYS TRIGGER zz_changeover_billing_data_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.billing_data',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
