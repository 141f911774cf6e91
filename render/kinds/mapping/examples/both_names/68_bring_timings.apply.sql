-- Mapping timings to ai_timings: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/timings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_timings.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.timings_refuse(target_column text, legacy_value text)
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
ALTER FUNCTION migration_ai_management.timings_refuse(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.timings_refuse(text, text) FROM PUBLIC;

--: Those who write target rows may
GRANT EXECUTE ON FUNCTION migration_ai_management.timings_refuse(text, text) TO migration_sync, migration_runner;

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.timings_bring(key_id bigint, came_from text)
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
    PERFORM FROM public.timings AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'timings', jsonb_build_object('id', key_id));
        DELETE FROM ai_management.ai_timings AS t
        WHERE
            (t.id) = (migration.uuid_from_bigint(63920930828813430, key_id))
            AND NOT EXISTS (
                SELECT
                FROM public.timings AS l
                WHERE
                    (l.id) = (key_id)
            );
        INSERT INTO ai_management.ai_timings AS t (
            id,
            took_ms,
            was_good,
            verdict,
            _legacy_id,
            _took,
            _unit,
            _source,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(63920930828813430, l.id),
            CASE unit WHEN 's' THEN took::bigint * 1000 ELSE took END,
            l.good,
            CASE WHEN good THEN 'good' WHEN NOT good THEN 'bad' END,
            l.id,
            l.took,
            l.unit,
            l.source,
            clock_timestamp()
        FROM public.timings AS l
        WHERE
            (l.id) = (key_id)
        FOR SHARE OF l
        ON CONFLICT (id) DO UPDATE SET
            took_ms = excluded.took_ms,
            was_good = excluded.was_good,
            verdict = excluded.verdict,
            _legacy_id = excluded._legacy_id,
            _took = excluded._took,
            _unit = excluded._unit,
            _source = excluded._source
        WHERE (
            t.took_ms,
            t.was_good,
            t.verdict,
            t._legacy_id,
            t._took,
            t._unit,
            t._source
        ) IS DISTINCT FROM (
            excluded.took_ms,
            excluded.was_good,
            excluded.verdict,
            excluded._legacy_id,
            excluded._took,
            excluded._unit,
            excluded._source
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_timings AS t
            WHERE (t.id) = (migration.uuid_from_bigint(63920930828813430, key_id));
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.timings AS l
            WHERE (l.id) = (key_id);
            PERFORM migration.quarantine_row(
                'ai-management', 'timings', jsonb_build_object('id', key_id),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.timings_bring(bigint, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.timings_bring(bigint, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.timings_bring(bigint, text) TO migration_runner;

COMMIT;
