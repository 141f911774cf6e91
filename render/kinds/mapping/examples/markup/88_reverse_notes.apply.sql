-- Mapping notes to remarks: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/notes.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai.remarks.
-- Undo: 88_reverse_notes.rollback.sql

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

--: Keep the retired legacy table as the owner's row is now, so that the switch can be reversed
CREATE OR REPLACE FUNCTION migration_ai_management.notes_reverse()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reverse$
#variable_conflict use_column
BEGIN
    -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.id) IS DISTINCT FROM (NEW.id)) THEN
        DELETE FROM public.notes_retired AS l
        WHERE
            (l.id) = (OLD.id)
            AND NOT EXISTS (
                SELECT
                FROM ai.remarks AS t
                WHERE (t.id) = (OLD.id)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.notes_retired AS l (id, "Title", mood, size, colour)
        OVERRIDING SYSTEM VALUE
        SELECT
            t.id,
            t."_Title",
            t._mood,
            t._size,
            t._colour
        FROM ai.remarks AS t
        WHERE (t.id) = (NEW.id) AND t.id IS NOT NULL
        ON CONFLICT (id) DO UPDATE SET
            "Title" = excluded."Title",
            mood = excluded.mood,
            size = excluded.size,
            colour = excluded.colour
        WHERE (
            l."Title",
            l.mood,
            l.size,
            l.colour
        ) IS DISTINCT FROM (
            excluded."Title",
            excluded.mood,
            excluded.size,
            excluded.colour
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.notes_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.notes_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.notes_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.notes_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.notes_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.notes_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.notes_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.notes_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.notes or to ai.remarks; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.notes_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.notes_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_notes_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai.remarks
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.notes_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_notes_emptied
                AFTER TRUNCATE ON ai.remarks
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.notes_emptied();
            IF migration.owner_of('ai-management', 'notes') = 'new' THEN
                ALTER TABLE ai.remarks ENABLE ALWAYS TRIGGER zz_changeover_notes_reverse;
                ALTER TABLE ai.remarks ENABLE ALWAYS TRIGGER zz_changeover_notes_emptied;
            ELSE
                ALTER TABLE ai.remarks DISABLE TRIGGER zz_changeover_notes_reverse;
                ALTER TABLE ai.remarks DISABLE TRIGGER zz_changeover_notes_emptied;
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
