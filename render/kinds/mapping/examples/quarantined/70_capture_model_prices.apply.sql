-- Mapping model_prices to ai_model_prices: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on public.model_prices.
-- Undo: 70_capture_model_prices.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_capture()
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
            INSERT INTO migration_ai_management.model_prices_journal (model, year)
            VALUES (OLD.model, OLD.year);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO migration_ai_management.model_prices_journal (model, year)
            VALUES (NEW.model, NEW.year);
        END IF;
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF
                TG_OP = 'DELETE'
                OR (OLD.model, OLD.year) IS DISTINCT FROM (NEW.model, NEW.year)
            THEN
                DELETE FROM ai_management.ai_model_prices AS t
                USING (SELECT OLD.*) AS l
                WHERE
                    t.model = l.model
                    AND
                    t.year = l.year;
            END IF;
            DELETE FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping, q.legacy_key)
                = ('ai-management', 'model_prices', jsonb_build_object('model', OLD.model, 'year', OLD.year));
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO ai_management.ai_model_prices AS t (
                model,
                year,
                vendor_id,
                price,
                valid_for,
                _vendor,
                _migrated_at
            )
            SELECT
                l.model,
                l.year,
                COALESCE(
                    (
                        SELECT known.id
                        FROM ai_management.ai_vendors AS known
                        WHERE known.name = l.vendor
                    ),
                    migration_ai_management.model_prices_refuse('vendor_id', l.vendor::text)::uuid
                ),
                l.price,
                l.valid_for,
                l.vendor,
                clock_timestamp()
            FROM (SELECT NEW.*) AS l
            ON CONFLICT (model, year) DO UPDATE SET
                vendor_id = excluded.vendor_id,
                price = excluded.price,
                valid_for = excluded.valid_for,
                _vendor = excluded._vendor
            WHERE (
                t.vendor_id,
                t.price,
                t.valid_for::text,
                t._vendor
            ) IS DISTINCT FROM (
                excluded.vendor_id,
                excluded.price,
                excluded.valid_for::text,
                excluded._vendor
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
                INSERT INTO migration_ai_management.model_prices_journal (model, year)
                VALUES (OLD.model, OLD.year);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO migration_ai_management.model_prices_journal (model, year)
                VALUES (NEW.model, NEW.year);
            END IF;
        WHEN OTHERS THEN
            IF TG_OP <> 'INSERT' THEN
                INSERT INTO migration_ai_management.model_prices_journal (model, year)
                VALUES (OLD.model, OLD.year);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                reason := SQLERRM;
                state := SQLSTATE;
                BEGIN
                    PERFORM migration.quarantine_row(
                        'ai-management', 'model_prices', jsonb_build_object('model', NEW.model, 'year', NEW.year),
                        to_jsonb(NEW), reason, state, 'capture'
                    );
                EXCEPTION
                    WHEN OTHERS THEN
                        INSERT INTO migration_ai_management.model_prices_journal (model, year)
                        VALUES (NEW.model, NEW.year);
                END;
            END IF;
    END;
    RETURN NULL;
END
$capture$;

--: Note a TRUNCATE; the replay takes the rows out, not the transaction that everybody waits for
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_capture_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $capture_truncate$
BEGIN
    INSERT INTO migration_ai_management.model_prices_journal DEFAULT VALUES;
    RETURN NULL;
END
$capture_truncate$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_prices_capture() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_capture() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_prices_capture_truncate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_capture_truncate() FROM PUBLIC;

--: Install both triggers in one short lock; a busy table is tried again, nothing queues behind it
DO $install$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            LOCK TABLE public.model_prices IN SHARE ROW EXCLUSIVE MODE;
            CREATE OR REPLACE TRIGGER zz_changeover_model_prices_capture
                AFTER INSERT OR UPDATE OR DELETE ON public.model_prices
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_prices_capture();
            ALTER TABLE public.model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_prices_capture;
            CREATE OR REPLACE TRIGGER zz_changeover_model_prices_truncate
                AFTER TRUNCATE ON public.model_prices
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.model_prices_capture_truncate();
            ALTER TABLE public.model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_prices_truncate;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        DETAIL = 'table public.model_prices',
        HINT = 'Look for long transactions in pg_stat_activity, then apply again.';
END
$install$;

COMMIT;
