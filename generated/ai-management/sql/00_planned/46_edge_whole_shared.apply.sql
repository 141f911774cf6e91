-- The component that is complete with the edge, as a whole
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_whole_shared.rollback.sql

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

--: Create the list of completions, each with the transaction that made it.
CREATE TABLE IF NOT EXISTS migration.edge_completion (
    migration text NOT NULL,
    because text NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    completed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    completed_by text NOT NULL DEFAULT session_user,
    CONSTRAINT edge_completion_pkey PRIMARY KEY (migration, xid)
);

--: Define the refusal to call the component complete, but as a whole and by its own routine.
CREATE OR REPLACE FUNCTION migration.keep_edge_open()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $keep_edge_open$
BEGIN
    IF new.status = 'completed'
        AND old.status <> 'completed'
        AND EXISTS (
            SELECT
            FROM migration.edge_component AS c
            WHERE (c.migration, c.component) = (new.migration, new.component)
        )
        AND NOT EXISTS (
            SELECT
            FROM migration.edge_completion AS d
            WHERE (d.migration, d.xid) = (new.migration, pg_current_xact_id())
        )
    THEN
        RAISE EXCEPTION 'the component % is completed with the edge, not by its status',
            new.component
        USING
            ERRCODE = 'MG219',
            HINT = format('Run: SELECT migration.complete_edge(%L, ''why'')', new.migration);
    END IF;
    RETURN new;
END
$keep_edge_open$;

--: Attach it to the status, also in replication.
DO $kept_open$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_trigger AS t
        WHERE t.tgrelid = 'migration.migration_status'::regclass AND t.tgname = 'keep_edge_open'
    ) THEN
        CREATE TRIGGER keep_edge_open
            BEFORE UPDATE ON migration.migration_status
            FOR EACH ROW EXECUTE FUNCTION migration.keep_edge_open();
        ALTER TABLE migration.migration_status ENABLE ALWAYS TRIGGER keep_edge_open;
    END IF;
END
$kept_open$;

--: Define how the component is completed, once; false when it is completed already.
CREATE OR REPLACE FUNCTION migration.complete_edge(migration text, because text)
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $complete_edge$
DECLARE
    completed text;
    blocking text;
    gate record;
BEGIN
    IF coalesce(trim(because), '') = '' THEN
        RAISE EXCEPTION 'the end of the legacy API needs a reason'
        USING ERRCODE = 'MG063', HINT = 'Say why: it becomes part of the log.';
    END IF;
    SELECT c.component INTO completed
    FROM migration.edge_component AS c
    WHERE c.migration = complete_edge.migration;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the edge of % is not registered', complete_edge.migration
        USING ERRCODE = 'MG218', HINT = 'First run: changeover apply';
    END IF;
    IF EXISTS (
        SELECT
        FROM migration.migration_status AS s
        WHERE (s.migration, s.component, s.status)
            = (complete_edge.migration, completed, 'completed')
    ) THEN
        RETURN false;
    END IF;
    -- Nobody turns anything meanwhile.
    PERFORM
    FROM migration.endpoint AS e
    WHERE e.migration = complete_edge.migration
    ORDER BY e.endpoint
    FOR SHARE;
    SELECT string_agg(s.endpoint, ', ' ORDER BY s.endpoint COLLATE "C") INTO blocking
    FROM migration.endpoint_side AS s
    WHERE s.migration = complete_edge.migration
        -- Before its day the edge sends a page to legacy, although it was turned.
        AND (s.side = 'legacy' OR s.data_set IS NULL AND s.deprecation > clock_timestamp())
        AND coalesce(s.sunset > clock_timestamp(), true);
    IF blocking IS NOT NULL THEN
        RAISE EXCEPTION 'the component % is not complete', completed
        USING
            ERRCODE = 'MG218',
            DETAIL = format('Still answered by the legacy system: %s.', blocking),
            HINT = 'First turn them: changeover traffic ENDPOINT --to new --because ''…''. '
                'A page that is turned waits for the day `since` of its spec.';
    END IF;
    FOR gate IN
        SELECT d.data_set, said.passed, said.detail
        FROM (
            SELECT DISTINCT e.data_set
            FROM migration.endpoint AS e
            WHERE e.migration = complete_edge.migration AND e.data_set IS NOT NULL
        ) AS d
        CROSS JOIN LATERAL migration.no_legacy_calls(complete_edge.migration, d.data_set) AS said
        ORDER BY d.data_set
    LOOP
        IF gate.passed IS NOT TRUE THEN
            RAISE EXCEPTION 'the component % is not complete', completed
            USING
                ERRCODE = 'MG218',
                DETAIL = format('%s: %s', gate.data_set, gate.detail),
                HINT = 'See who calls: changeover usage';
        END IF;
    END LOOP;
    INSERT INTO migration.edge_completion (migration, because)
    VALUES (complete_edge.migration, complete_edge.because)
    ON CONFLICT DO NOTHING;
    PERFORM migration.set_status(complete_edge.migration, completed, 'completed');
    PERFORM migration.record_event(
        complete_edge.migration,
        'edge_completed',
        completed,
        jsonb_build_object('because', complete_edge.because)
    );
    RETURN true;
END
$complete_edge$;

--: Give nobody rights by default, whatever the database's defaults are.
REVOKE ALL ON migration.edge_completion FROM PUBLIC;

--: The same for the functions.
REVOKE ALL
    ON FUNCTION migration.keep_edge_open(), migration.complete_edge(text, text)
    FROM PUBLIC;

--: Let those who run, approve and audit see it.
GRANT SELECT
    ON migration.edge_completion
    TO migration_runner, migration_approver, migration_auditor;

--: Let the runner complete it.
GRANT EXECUTE ON FUNCTION migration.complete_edge(text, text) TO migration_runner;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.edge_completion', 'When the legacy API came to its end, and why.'),
        ('COLUMN migration.edge_completion.migration', 'Name of the migration.'),
        ('COLUMN migration.edge_completion.because', 'Why.'),
        ('COLUMN migration.edge_completion.xid', 'The transaction that completed it.'),
        ('COLUMN migration.edge_completion.completed_at', 'When.'),
        ('COLUMN migration.edge_completion.completed_by', 'The login that completed it.'),
        ('FUNCTION migration.keep_edge_open()', 'Trigger that keeps the component open.'),
        ('FUNCTION migration.complete_edge(text, text)', 'Complete the component of the edge.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
