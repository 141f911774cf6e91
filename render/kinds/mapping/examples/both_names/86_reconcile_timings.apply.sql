-- Mapping timings to ai_timings: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/timings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_timings.
-- Undo: 86_reconcile_timings.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'timings');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.timings_reconcile()
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
    wrote_took_ms boolean;
    wrote_verdict boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    -- What only legacy knows begins as legacy would begin it.
    IF born AND NOT by_legacy THEN
        NEW._legacy_id := COALESCE(NEW._legacy_id, nextval(pg_get_serial_sequence('public.timings_retired', 'id')));
        NEW._source := COALESCE(NEW._source, 'importer');
    END IF;
    wrote_took_ms := NOT by_legacy AND CASE WHEN born THEN NEW.took_ms IS NOT NULL ELSE NEW.took_ms IS DISTINCT FROM OLD.took_ms
        AND NOT ((NEW._took, NEW._unit) IS DISTINCT FROM (OLD._took, OLD._unit)) END;
    wrote_verdict := NOT by_legacy AND CASE WHEN born THEN NEW.verdict IS NOT NULL ELSE NEW.verdict IS DISTINCT FROM OLD.verdict END;
    IF wrote_took_ms THEN
        -- The new name wrote took_ms: legacy is told.
        NEW._took := (
            SELECT (took_ms::integer)::integer
            FROM (SELECT NEW.*) AS t
        );
        NEW._unit := (
            SELECT ('ms')::varchar(2)
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (CASE unit WHEN 's' THEN took::bigint * 1000 ELSE took END)::bigint AS took_ms,
        (CASE WHEN good THEN 'good' WHEN NOT good THEN 'bad' END)::text AS verdict
    INTO expected
    FROM (
        SELECT
            NEW._legacy_id AS id,
            NEW._took AS took,
            NEW._unit AS unit,
            NEW.was_good AS good,
            NEW._source AS source
    ) AS l;
    IF wrote_took_ms THEN
        IF NEW.took_ms IS DISTINCT FROM expected.took_ms THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'took_ms' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_timings',
                COLUMN = 'took_ms',
                DETAIL = 'As a row of timings it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR (NEW._took, NEW._unit) IS DISTINCT FROM (OLD._took, OLD._unit) THEN
        -- What took_ms is made of was written: it follows.
        NEW.took_ms := expected.took_ms;
    END IF;
    IF wrote_verdict THEN
        IF NEW.verdict IS DISTINCT FROM expected.verdict THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'verdict' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_timings',
                COLUMN = 'verdict',
                DETAIL = 'As a row of timings it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW.was_good IS DISTINCT FROM OLD.was_good THEN
        -- What verdict is made of was written: it follows.
        NEW.verdict := expected.verdict;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_bigint(63920930828813430, NEW._legacy_id) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'ai_timings',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_bigint(63920930828813430, NEW._legacy_id);
    END IF;
    IF NEW._legacy_id IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'id', 'timings' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'timings',
            COLUMN = 'id',
            HINT = 'Give it a value; a row of ai_timings holds it in _legacy_id, until the migration is finalized.';
    END IF;
    IF NEW._took IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'took', 'timings' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'timings',
            COLUMN = 'took',
            HINT = 'Give it a value; a row of ai_timings holds it in _took, until the migration is finalized.';
    END IF;
    IF NEW._unit IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'unit', 'timings' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'timings',
            COLUMN = 'unit',
            HINT = 'Give it a value; a row of ai_timings holds it in _unit, until the migration is finalized.';
    END IF;
    IF NEW._source IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'source', 'timings' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'timings',
            COLUMN = 'source',
            HINT = 'Give it a value; a row of ai_timings holds it in _source, until the migration is finalized.';
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.timings_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.timings_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_timings_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_timings
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.timings_reconcile();
            IF migration.owner_of('ai-management', 'timings') = 'new' THEN
                ALTER TABLE ai_management.ai_timings ENABLE ALWAYS TRIGGER zz_changeover_timings_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_timings DISABLE TRIGGER zz_changeover_timings_reconcile;
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
