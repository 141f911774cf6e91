-- Mapping notes to remarks: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/notes.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_notes.rollback.sql

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

--: Refuse a value that a lookup does not hold; NULL is not a value
CREATE OR REPLACE FUNCTION migration_ai_management.notes_refuse(target_column text, legacy_value text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse$
BEGIN
    IF legacy_value IS NULL THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% has no counterpart for %', target_column, legacy_value USING
        ERRCODE = 'MG101',
        HINT = 'Add the value to the mapping or to the looked-up table, then run redrive.';
END
$refuse$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.notes_refuse(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.notes_refuse(text, text) FROM PUBLIC;

--: Those who write target rows may
GRANT EXECUTE ON FUNCTION migration_ai_management.notes_refuse(text, text) TO migration_sync, migration_runner;

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.notes_bring(key_id uuid, came_from text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $bring$
#variable_conflict use_column
DECLARE
    legacy_row jsonb;
BEGIN
    -- Held until the end, also when the row turns out not to fit.
    PERFORM FROM public.notes AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'notes', jsonb_build_object('id', key_id));
        DELETE FROM ai.remarks AS t
        WHERE
            (t.id) = (key_id)
            AND NOT EXISTS (
                SELECT
                FROM public.notes AS l
                WHERE
                    (l.id) = (key_id)
                    AND (size IS NULL OR abs(size) < 2 | 1)
            );
        INSERT INTO ai.remarks AS t (
            id,
            label,
            mood,
            weight,
            version,
            "_Title",
            _mood,
            _size,
            _colour,
            _migrated_at
        )
        SELECT
            l.id,
            COALESCE("Title", '') || '`' || '|',
            CASE l.mood
                WHEN '`good`' THEN 'a | b'
                WHEN '' THEN '_none_'
                ELSE l.mood
            END,
            CASE
                WHEN size > 10 THEN 'heavy'
                ELSE 'light'
            END
            ,
            1,
            l."Title",
            l.mood,
            l.size,
            l.colour,
            clock_timestamp()
        FROM public.notes AS l
        WHERE
            (l.id) = (key_id)
            AND (size IS NULL OR abs(size) < 2 | 1)
        FOR SHARE OF l
        ON CONFLICT (id) DO UPDATE SET
            label = excluded.label,
            mood = excluded.mood,
            weight = excluded.weight,
            version = excluded.version,
            "_Title" = excluded."_Title",
            _mood = excluded._mood,
            _size = excluded._size,
            _colour = excluded._colour
        WHERE (
            t.label,
            t.mood,
            t.weight,
            t.version,
            t."_Title",
            t._mood,
            t._size,
            t._colour
        ) IS DISTINCT FROM (
            excluded.label,
            excluded.mood,
            excluded.weight,
            excluded.version,
            excluded."_Title",
            excluded._mood,
            excluded._size,
            excluded._colour
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai.remarks AS t
            WHERE (t.id) = (key_id);
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.notes AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'notes', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.notes_bring(uuid, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.notes_bring(uuid, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.notes_bring(uuid, text) TO migration_runner;

COMMIT;
