-- Mapping model_prices to ai_model_prices: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_prices.
-- Undo: 86_reconcile_model_prices.rollback.sql

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

--: Past the point of no return one name is left, and nothing keeps it in step with another
SELECT migration.refuse_final('ai-management', 'prices');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_reconcile()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reconcile$
#variable_conflict use_column
DECLARE
    born boolean := TG_OP = 'INSERT';
    by_legacy boolean := NEW._by_legacy_name IS true;
    wrote_vendor_id boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_vendor_id := NOT by_legacy AND CASE WHEN born THEN NEW.vendor_id IS NOT NULL ELSE NEW.vendor_id IS DISTINCT FROM OLD.vendor_id
        AND NOT (NEW._vendor IS DISTINCT FROM OLD._vendor) END;
    IF wrote_vendor_id THEN
        -- The new name wrote vendor_id: legacy is told.
        NEW._vendor := (
            SELECT ((
                SELECT known.name
                FROM ai_management.ai_vendors AS known
                WHERE known.id = t.vendor_id
            ))::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (COALESCE(
            (
                SELECT known.id
                FROM ai_management.ai_vendors AS known
                WHERE known.name = l.vendor
            ),
            migration_ai_management.model_prices_refuse('vendor_id', l.vendor::text)::uuid
        ))::uuid AS vendor_id
    INTO expected
    FROM (
        SELECT
            NEW.model AS model,
            NEW.year AS year,
            NEW._vendor AS vendor,
            NEW.price AS price,
            NEW.valid_for AS valid_for
    ) AS l;
    IF wrote_vendor_id THEN
        IF NEW.vendor_id IS DISTINCT FROM expected.vendor_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'vendor_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_model_prices',
                COLUMN = 'vendor_id',
                DETAIL = 'As a row of model_prices it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._vendor IS DISTINCT FROM OLD._vendor THEN
        -- What vendor_id is made of was written: it follows.
        NEW.vendor_id := expected.vendor_id;
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.model_prices_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_model_prices_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_model_prices
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_prices_reconcile();
            IF migration.owner_of('ai-management', 'prices') = 'new' THEN
                ALTER TABLE ai_management.ai_model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_prices_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_model_prices DISABLE TRIGGER zz_changeover_model_prices_reconcile;
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$install$;

COMMIT;
