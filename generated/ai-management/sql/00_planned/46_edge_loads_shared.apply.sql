-- Which logs of which edge were loaded, and when
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_loads_shared.rollback.sql

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

--: Create what is known of each log of an edge; a log is known by its first line, and only grows.
CREATE TABLE IF NOT EXISTS migration.edge_log (
    migration text NOT NULL,
    kind text NOT NULL,
    log text NOT NULL,
    edge text NOT NULL,
    lines bigint NOT NULL,
    last_line bytea NOT NULL,
    unread bigint NOT NULL,
    unread_at timestamptz,
    CONSTRAINT edge_log_pkey PRIMARY KEY (migration, kind, log),
    CONSTRAINT edge_log_migration_fkey FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT edge_log_kind_check CHECK (kind IN ('usage', 'shadow')),
    CONSTRAINT edge_log_unread_check CHECK ((unread = 0) = (unread_at IS NULL))
);

--: Create the list of all loads: who looked at which edge, and when.
CREATE TABLE IF NOT EXISTS migration.edge_load (
    load bigint GENERATED ALWAYS AS IDENTITY,
    migration text NOT NULL,
    kind text NOT NULL,
    edge text NOT NULL,
    log text,
    lines bigint NOT NULL,
    unread bigint NOT NULL,
    unfinished boolean NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    loaded_by text NOT NULL DEFAULT session_user,
    CONSTRAINT edge_load_pkey PRIMARY KEY (load),
    CONSTRAINT edge_load_latest_key UNIQUE (migration, kind, edge, load),
    CONSTRAINT edge_load_migration_fkey FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT edge_load_kind_check CHECK (kind IN ('usage', 'shadow'))
);

--: Define how a load begins: for an edge that has a name, one load at a time.
CREATE OR REPLACE FUNCTION migration.begin_load(migration text, edge text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_load$
BEGIN
    IF edge IS NULL OR edge !~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' THEN
        RAISE EXCEPTION 'a log belongs to an edge that has a name, not to "%"', edge
        USING
            ERRCODE = 'MG222',
            HINT = 'Name it: psql -v edge=edge-1 -f … < usage.jsonl';
    END IF;
    IF NOT EXISTS (
        SELECT FROM migration.edge_component AS c WHERE c.migration = begin_load.migration
    ) THEN
        RAISE EXCEPTION 'the edge of % is not registered', begin_load.migration
        USING ERRCODE = 'MG222', HINT = 'First run: changeover apply';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('edge log ' || begin_load.migration, 0));
END
$begin_load$;

--: Define how a load is noted: a log that shrank, changed or moved to another edge is refused.
CREATE OR REPLACE FUNCTION migration.note_load(
    migration text,
    kind text,
    edge text,
    log text,
    lines bigint,
    line_at_known text,
    last_line text,
    unread bigint,
    last_unread bigint,
    unfinished boolean
)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $note_load$
DECLARE
    known migration.edge_log;
BEGIN
    PERFORM migration.begin_load(note_load.migration, note_load.edge);
    INSERT INTO migration.edge_load (migration, kind, edge, log, lines, unread, unfinished)
    VALUES (
        note_load.migration, note_load.kind, note_load.edge, note_load.log, note_load.lines,
        note_load.unread, note_load.unfinished
    );
    IF note_load.log IS NULL THEN
        RETURN;
    END IF;
    SELECT l.* INTO known
    FROM migration.edge_log AS l
    WHERE (l.migration, l.kind, l.log) = (note_load.migration, note_load.kind, note_load.log)
    FOR UPDATE;
    IF known.edge <> note_load.edge THEN
        RAISE EXCEPTION 'this log was loaded before, as one of %', known.edge
        USING
            ERRCODE = 'MG221',
            DETAIL = format('Now it is said to be one of %s.', note_load.edge),
            HINT = 'A log is of one edge: load it under the same name, or load the other file.';
    END IF;
    IF note_load.lines < known.lines
        OR sha256(convert_to(note_load.line_at_known, 'UTF8')) IS DISTINCT FROM known.last_line
        AND known.log IS NOT NULL
    THEN
        RAISE EXCEPTION 'this log is not what was loaded before, with more lines at its end'
        USING
            ERRCODE = 'MG220',
            DETAIL = format('It has %s lines; loaded were %s.', note_load.lines, known.lines),
            HINT = 'Load the whole file; a log that was rotated begins with another line.';
    END IF;
    INSERT INTO migration.edge_log
    VALUES (
        note_load.migration,
        note_load.kind,
        note_load.log,
        note_load.edge,
        note_load.lines,
        sha256(convert_to(note_load.last_line, 'UTF8')),
        note_load.unread,
        -- What nobody could read was written before it was first seen, whenever that was.
        CASE
            WHEN note_load.unread > coalesce(known.unread, 0)
                -- One more, while one that was known can be read by now.
                OR note_load.last_unread > known.lines
                THEN clock_timestamp()
            WHEN note_load.unread > 0 THEN known.unread_at
        END
    )
    ON CONFLICT ON CONSTRAINT edge_log_pkey DO UPDATE SET
        lines = excluded.lines,
        last_line = excluded.last_line,
        unread = excluded.unread,
        unread_at = excluded.unread_at;
END
$note_load$;

--: Define what nobody could read within a time, by edge; nothing when everything was read.
CREATE OR REPLACE FUNCTION migration.not_read(migration text, kind text, within interval)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $not_read$
    SELECT string_agg(format('%s: %s', found.edge, found.problem), ', '
        ORDER BY found.edge, found.problem)
    FROM (
        SELECT
            l.edge,
            format('unread lines: %s', sum(l.unread)) AS problem
        FROM migration.edge_log AS l
        WHERE (l.migration, l.kind) = (not_read.migration, not_read.kind)
            AND l.unread_at > clock_timestamp() - not_read.within
        GROUP BY l.edge
        UNION
        SELECT
            o.edge,
            'a line was never finished'
        FROM migration.edge_load AS o
        WHERE (o.migration, o.kind) = (not_read.migration, not_read.kind)
            AND o.unfinished
            AND o.loaded_at > clock_timestamp() - not_read.within
            -- Nobody takes an hour to write a line.
            AND o.loaded_at NOT BETWEEN clock_timestamp() - '1 hour'::interval
                AND clock_timestamp()
            AND NOT EXISTS (
                SELECT
                FROM migration.edge_load AS n
                WHERE (n.migration, n.kind, n.edge) = (o.migration, o.kind, o.edge)
                    AND n.load > o.load
                    AND n.log = coalesce(o.log, n.log)
                    AND n.lines > o.lines
            )
    ) AS found
$not_read$;

--: Give nobody rights by default, whatever the database's defaults are.
REVOKE ALL ON migration.edge_log, migration.edge_load FROM PUBLIC;

--: The same for the functions.
REVOKE ALL
    ON FUNCTION
        migration.begin_load(text, text),
        migration.note_load(text, text, text, text, bigint, text, text, bigint, bigint, boolean),
        migration.not_read(text, text, interval)
    FROM PUBLIC;

--: Let those who run, approve and audit see it.
GRANT SELECT
    ON migration.edge_log, migration.edge_load
    TO migration_runner, migration_approver, migration_auditor;

--: Let the runner begin a load.
GRANT EXECUTE ON FUNCTION migration.begin_load(text, text) TO migration_runner;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.edge_log', 'What is known of each log of an edge.'),
        ('COLUMN migration.edge_log.migration', 'Name of the migration.'),
        ('COLUMN migration.edge_log.kind', 'Whether it is of usage, or of shadow reads.'),
        ('COLUMN migration.edge_log.log', 'The id of its first line.'),
        ('COLUMN migration.edge_log.edge', 'The edge that wrote it.'),
        ('COLUMN migration.edge_log.lines', 'How many lines it had when it was loaded last.'),
        ('COLUMN migration.edge_log.last_line', 'SHA-256 of the last of them.'),
        ('COLUMN migration.edge_log.unread', 'How many of them nobody could read.'),
        ('COLUMN migration.edge_log.unread_at', 'When the last of these was first seen.'),
        ('TABLE migration.edge_load', 'Every load of a log: who looked, and when.'),
        ('COLUMN migration.edge_load.load', 'Number of the load.'),
        ('COLUMN migration.edge_load.migration', 'Name of the migration.'),
        ('COLUMN migration.edge_load.kind', 'Whether of usage, or of shadow reads.'),
        ('COLUMN migration.edge_load.edge', 'The edge whose log it was.'),
        ('COLUMN migration.edge_load.log', 'The log; empty when it had no line yet.'),
        ('COLUMN migration.edge_load.lines', 'How many lines it had.'),
        ('COLUMN migration.edge_load.unread', 'How many of them nobody could read.'),
        ('COLUMN migration.edge_load.unfinished', 'Whether a line was being written.'),
        ('COLUMN migration.edge_load.loaded_at', 'When.'),
        ('COLUMN migration.edge_load.loaded_by', 'The login that loaded it.'),
        ('FUNCTION migration.begin_load(text, text)', 'Begin a load, one at a time.'),
        ('FUNCTION migration.note_load'
            '(text, text, text, text, bigint, text, text, bigint, bigint, boolean)',
            'Note a load, unless the log is not what it was.'),
        ('FUNCTION migration.not_read(text, text, interval)', 'What nobody could read.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
