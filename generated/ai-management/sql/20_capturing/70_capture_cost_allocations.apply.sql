-- Mapping cost_allocations to ai_spending_allocations: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/cost_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.cost_allocations.
-- Undo: 70_capture_cost_allocations.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_capture()
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
            INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
            VALUES (OLD.service_name, OLD.allocation_month);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
            VALUES (NEW.service_name, NEW.allocation_month);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.service_name, OLD.allocation_month) IS DISTINCT FROM (NEW.service_name, NEW.allocation_month)
            THEN
                DELETE FROM ai_management.ai_spending_allocations AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t._legacy_service_name = l.service_name
                    AND
                    t._legacy_allocation_month = l.allocation_month;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'cost_allocations', jsonb_build_object('service_name', OLD.service_name, 'allocation_month', OLD.allocation_month));
        END IF;
        IF TG_OP <> 'DELETE' THEN
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
            FROM (SELECT NEW.*) AS l
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
        END IF;
    EXCEPTION
        -- Nor is a row to blame for a full disk.
        WHEN
            serialization_failure OR deadlock_detected OR lock_not_available
            OR insufficient_resources OR system_error
        THEN
            PERFORM set_config('changeover.note_only', 'on', true);
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
                VALUES (OLD.service_name, OLD.allocation_month);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
                VALUES (NEW.service_name, NEW.allocation_month);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
                VALUES (OLD.service_name, OLD.allocation_month);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'cost_allocations', jsonb_build_object('service_name', NEW.service_name, 'allocation_month', NEW.allocation_month),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
                        VALUES (NEW.service_name, NEW.allocation_month);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.cost_allocations_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.cost_allocations_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.cost_allocations_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.cost_allocations IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_cost_allocations_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.cost_allocations
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.cost_allocations_capture();
            ALTER TABLE public.cost_allocations ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_cost_allocations_truncate
                AFTER TRUNCATE ON public.cost_allocations
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.cost_allocations_capture_truncate();
            ALTER TABLE public.cost_allocations ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.cost_allocations',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
