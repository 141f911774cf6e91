-- Mapping notes to remarks: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/notes.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai.remarks.
-- Undo: 86_reconcile_notes.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'notes');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.notes_reconcile()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reconcile$
#variable_conflict use_column
DECLARE
    born boolean := TG_OP = 'INSERT';
    by_legacy boolean := NEW._by_legacy_name IS true;
    wrote_label boolean;
    wrote_mood boolean;
    wrote_weight boolean;
    wrote_version boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_label := NOT by_legacy AND CASE WHEN born THEN NEW.label IS NOT NULL ELSE NEW.label IS DISTINCT FROM OLD.label
        AND NOT (NEW."_Title" IS DISTINCT FROM OLD."_Title") END;
    wrote_mood := NOT by_legacy AND CASE WHEN born THEN NEW.mood IS NOT NULL ELSE NEW.mood IS DISTINCT FROM OLD.mood
        AND NOT (NEW._mood IS DISTINCT FROM OLD._mood) END;
    wrote_weight := NOT by_legacy AND CASE WHEN born THEN NEW.weight IS NOT NULL ELSE NEW.weight IS DISTINCT FROM OLD.weight
        AND NOT (NEW._size IS DISTINCT FROM OLD._size) END;
    wrote_version := NOT by_legacy AND CASE WHEN born THEN NEW.version IS NOT NULL ELSE NEW.version IS DISTINCT FROM OLD.version END;
    IF wrote_label THEN
        -- The new name wrote label: legacy is told.
        NEW."_Title" := (
            SELECT (substr(label, 1, greatest(length(label) - 2, 0)))::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_mood THEN
        -- The new name wrote mood: legacy is told.
        NEW._mood := (
            SELECT (CASE t.mood
                WHEN '_none_' THEN ''
                WHEN 'a | b' THEN '`good`'
                ELSE t.mood
            END)::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (COALESCE("Title", '') || '`' || '|')::text AS label,
        (CASE l.mood
            WHEN '`good`' THEN 'a | b'
            WHEN '' THEN '_none_'
            ELSE l.mood
        END)::text AS mood,
        (CASE
            WHEN size > 10 THEN 'heavy'
            ELSE 'light'
        END
        )::text AS weight,
        (1)::integer AS version
    INTO expected
    FROM (
        SELECT
            NEW.id AS id,
            NEW."_Title" AS "Title",
            NEW._mood AS mood,
            NEW._size AS size,
            NEW._colour AS colour
    ) AS l;
    IF wrote_label THEN
        IF NEW.label IS DISTINCT FROM expected.label THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'label' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai',
                TABLE = 'remarks',
                COLUMN = 'label',
                DETAIL = 'As a row of notes it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW."_Title" IS DISTINCT FROM OLD."_Title" THEN
        -- What label is made of was written: it follows.
        NEW.label := expected.label;
    END IF;
    IF wrote_mood THEN
        IF NEW.mood IS DISTINCT FROM expected.mood THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'mood' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai',
                TABLE = 'remarks',
                COLUMN = 'mood',
                DETAIL = 'As a row of notes it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._mood IS DISTINCT FROM OLD._mood THEN
        -- What mood is made of was written: it follows.
        NEW.mood := expected.mood;
    END IF;
    IF wrote_weight THEN
        IF NEW.weight IS DISTINCT FROM expected.weight THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'weight' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai',
                TABLE = 'remarks',
                COLUMN = 'weight',
                DETAIL = 'As a row of notes it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._size IS DISTINCT FROM OLD._size THEN
        -- What weight is made of was written: it follows.
        NEW.weight := expected.weight;
    END IF;
    IF wrote_version THEN
        IF NEW.version IS DISTINCT FROM expected.version THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'version' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai',
                TABLE = 'remarks',
                COLUMN = 'version',
                DETAIL = 'As a row of notes it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR false THEN
        -- What version is made of was written: it follows.
        NEW.version := expected.version;
    END IF;
    IF NEW._migrated_at IS NOT NULL AND (SELECT (size IS NULL OR abs(size) < 2 | 1) FROM (
        SELECT
            NEW.id AS id,
            NEW."_Title" AS "Title",
            NEW._mood AS mood,
            NEW._size AS size,
            NEW._colour AS colour
    ) AS l) IS NOT TRUE THEN
        -- The filter leaves it out now, like a row that was never brought.
        NEW._migrated_at := NULL;
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.notes_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.notes_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_notes_reconcile
                BEFORE INSERT OR UPDATE ON ai.remarks
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.notes_reconcile();
            IF migration.owner_of('ai-management', 'notes') = 'new' THEN
                ALTER TABLE ai.remarks ENABLE ALWAYS TRIGGER zz_changeover_notes_reconcile;
            ELSE
                ALTER TABLE ai.remarks DISABLE TRIGGER zz_changeover_notes_reconcile;
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
