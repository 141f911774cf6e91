-- Gates: each side answers what is to be answered from its tables
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_turn_gate_shared.rollback.sql

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
SET LOCAL ROLE migration_owner;

--: Let no other migration change the control schema at the same time, and use no names of others.
DO $one_at_a_time$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
END
$one_at_a_time$;

--: Define the gate: what would go back to the legacy tables is answered by the legacy system.
CREATE OR REPLACE FUNCTION migration.answered_by_legacy(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $answered_by_legacy$
    SELECT
        count(*) = 0,
        coalesce(
            'Answered by the new system: '
            || string_agg(s.endpoint, ', ' ORDER BY s.endpoint COLLATE "C") || '.',
            'What has a way back is answered by the legacy system.'
        )
    FROM migration.endpoint_side AS s
    WHERE s.migration = answered_by_legacy.migration
        -- A page may show rows of any data set.
        AND coalesce(s.data_set, answered_by_legacy.data_set) = answered_by_legacy.data_set
        AND s.side = 'new'
        -- Once a data set is finalized no page goes back, and the others still may.
        AND (
            s.data_set IS NOT NULL
            OR NOT EXISTS (
                SELECT
                FROM migration.finalization AS f
                WHERE f.migration = s.migration
            )
        )
$answered_by_legacy$;

--: Define the refusal to take rows away from under the new system, asked while the row is locked.
CREATE OR REPLACE FUNCTION migration.refuse_answered_by_new()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_answered_by_new$
DECLARE
    said record;
BEGIN
    SELECT * INTO said FROM migration.answered_by_legacy(new.migration, new.name);
    IF NOT said.passed THEN
        RAISE EXCEPTION 'the data set % is answered by the new system', new.name
        USING
            ERRCODE = 'MG212',
            DETAIL = said.detail,
            HINT = 'First turn them: changeover traffic ENDPOINT --to legacy --because ''…''';
    END IF;
    RETURN new;
END
$refuse_answered_by_new$;

--: Attach it to the owner of each data set, also in replication.
DO $attached$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_trigger AS t
        WHERE t.tgrelid = 'migration.data_set'::regclass AND t.tgname = 'answered_by_legacy'
    ) THEN
        CREATE TRIGGER answered_by_legacy
            BEFORE UPDATE OF owner ON migration.data_set
            FOR EACH ROW
            WHEN (old.owner = 'new' AND new.owner = 'legacy')
            EXECUTE FUNCTION migration.refuse_answered_by_new();
        ALTER TABLE migration.data_set ENABLE ALWAYS TRIGGER answered_by_legacy;
    END IF;
END
$attached$;

--: Define the gate: nothing of it is answered by a system whose tables will be gone.
CREATE OR REPLACE FUNCTION migration.answered_by_new(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $answered_by_new$
    SELECT
        count(*) = 0,
        coalesce(
            'Answered by the legacy system: '
            || string_agg(
                s.endpoint || CASE s.side
                    WHEN 'new'
                        THEN to_char(s.deprecation AT TIME ZONE 'UTC',
                            '" until "YYYY-MM-DD HH24:MI "UTC"')
                    ELSE ''
                END,
                ', ' ORDER BY s.endpoint COLLATE "C"
            ) || '.',
            'No endpoint or page is answered by the legacy system.'
        )
    FROM migration.endpoint_side AS s
    WHERE s.migration = answered_by_new.migration
        -- A page may show rows of any data set.
        AND coalesce(s.data_set, answered_by_new.data_set) = answered_by_new.data_set
        -- Before its day the edge sends a page to legacy, although it was turned.
        AND (s.side = 'legacy' OR s.data_set IS NULL AND s.deprecation > clock_timestamp())
        -- Past its Sunset the edge answers 410 itself; a page has none.
        AND coalesce(s.sunset > clock_timestamp(), true)
$answered_by_new$;

--: Define the refusal to take tables away from under the legacy system.
CREATE OR REPLACE FUNCTION migration.refuse_final_of_legacy()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_final_of_legacy$
DECLARE
    said record;
BEGIN
    SELECT * INTO said FROM migration.answered_by_new(new.migration, new.data_set);
    IF NOT said.passed THEN
        RAISE EXCEPTION 'the data set % is answered by the legacy system', new.data_set
        USING
            ERRCODE = 'MG224',
            DETAIL = said.detail,
            HINT = 'First turn them: changeover traffic ENDPOINT --to new --because ''…''. '
                'A page that is turned waits for the day `since` of its spec.';
    END IF;
    RETURN new;
END
$refuse_final_of_legacy$;

--: Attach it to the point of no return, also in replication.
DO $attached$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_trigger AS t
        WHERE t.tgrelid = 'migration.finalization'::regclass AND t.tgname = 'answered_by_new'
    ) THEN
        CREATE TRIGGER answered_by_new
            BEFORE INSERT ON migration.finalization
            FOR EACH ROW
            EXECUTE FUNCTION migration.refuse_final_of_legacy();
        ALTER TABLE migration.finalization ENABLE ALWAYS TRIGGER answered_by_new;
    END IF;
END
$attached$;

--: Nobody has rights by default.
REVOKE ALL
    ON FUNCTION
        migration.answered_by_legacy(text, text),
        migration.answered_by_new(text, text),
        migration.refuse_answered_by_new(),
        migration.refuse_final_of_legacy()
    FROM PUBLIC;

--: Let those who decide ask the gates.
GRANT EXECUTE
    ON FUNCTION
        migration.answered_by_legacy(text, text),
        migration.answered_by_new(text, text)
    TO migration_runner, migration_approver, migration_auditor;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('answered_by_legacy(text, text)', 'Gate: the new system answers nothing of it.'),
        ('answered_by_new(text, text)', 'Gate: the legacy system answers nothing of it.'),
        ('refuse_answered_by_new()', 'Trigger that keeps rows where they are answered from.'),
        ('refuse_final_of_legacy()', 'Trigger that keeps tables which are answered from.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
