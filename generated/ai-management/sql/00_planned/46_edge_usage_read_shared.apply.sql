-- Loading of usage logs
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_usage_read_shared.rollback.sql

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

--: Define how a line of a usage log is read; without an id it counts for nothing.
CREATE OR REPLACE FUNCTION migration.read_usage(
    line text,
    OUT whole boolean,
    OUT id text,
    OUT at timestamptz,
    OUT endpoint text,
    OUT route text,
    OUT method text,
    OUT side text,
    OUT client text,
    OUT status_class text
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $read_usage$
DECLARE
    said jsonb;
BEGIN
    whole := false;
    said := line::jsonb;
    whole := true;
    IF coalesce(
        said ->> 'id' ~ '^[0-9a-f]{32}$'
        AND said ->> 'at' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$'
        AND said ->> 'endpoint' ~ '^\S{1,100}$'
        AND said ->> 'route' ~ '^\S{1,100}$'
        AND said ->> 'method' ~ '^\S{1,100}$'
        AND said ->> 'side' IN ('legacy', 'new')
        AND said ->> 'client' ~ '^\S{1,100}$'
        AND said ->> 'status' ~ '^[0-9]{1,3}$',
        false
    ) THEN
        at := (said ->> 'at')::timestamptz;
        endpoint := said ->> 'endpoint';
        route := said ->> 'route';
        method := said ->> 'method';
        side := said ->> 'side';
        client := said ->> 'client';
        status_class := (said ->> 'status')::int / 100 || 'xx';
        id := said ->> 'id';
    END IF;
EXCEPTION
    WHEN OTHERS THEN
        -- What cannot be read is counted; it stops nobody from reading the rest.
        NULL;
END
$read_usage$;

--: Define how the calls of a log replace what was known of it; the answer says it in one line.
CREATE OR REPLACE FUNCTION migration.load_usage(
    migration text,
    edge text,
    log text,
    lines bigint,
    line_at_known text,
    last_line text,
    unread bigint,
    last_unread bigint,
    unfinished boolean,
    calls jsonb
)
RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $load_usage$
DECLARE
    before bigint;
    became bigint;
    last text;
BEGIN
    PERFORM migration.note_load(
        load_usage.migration, 'usage', load_usage.edge, load_usage.log, load_usage.lines,
        load_usage.line_at_known, load_usage.last_line, load_usage.unread,
        load_usage.last_unread, load_usage.unfinished
    );
    WITH gone AS (
        DELETE FROM migration.legacy_call AS c
        WHERE (c.migration, c.log) = (load_usage.migration, load_usage.log)
        RETURNING c.calls
    )
    SELECT coalesce(sum(g.calls), 0) INTO before FROM gone AS g;
    WITH came AS (
        INSERT INTO migration.legacy_call AS c
        SELECT
            load_usage.migration, load_usage.log, n.day, n.endpoint, n.route, n.method, n.side,
            n.client, n.status_class, n.calls, n.last_at
        FROM jsonb_to_recordset(load_usage.calls) AS n (
            day date, endpoint text, route text, method text, side text, client text,
            status_class text, calls bigint, last_at timestamptz
        )
        RETURNING c.calls
    )
    SELECT coalesce(sum(g.calls), 0) INTO became FROM came AS g;
    IF became + load_usage.unread <> load_usage.lines THEN
        RAISE EXCEPTION 'of % lines % are calls and % could not be read',
            load_usage.lines, became, load_usage.unread
        USING ERRCODE = 'MG222', HINT = 'Load the log with the generated load_usage.sql.';
    END IF;
    IF load_usage.unread > 0 THEN
        RAISE WARNING '% of % lines could not be read, or are of an unknown endpoint',
            load_usage.unread, load_usage.lines
        USING HINT = CASE load_usage.unread
                WHEN load_usage.lines THEN 'No line is a call of a known endpoint: is it another log? '
                ELSE ''
            END || 'Until the quiet term has passed again, no data set is finalized.';
    END IF;
    SELECT format('%s at %s (%s.%s)', c.client,
        to_char(c.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'), c.endpoint, c.route)
    INTO last
    FROM migration.legacy_call AS c
    WHERE c.migration = load_usage.migration
    ORDER BY c.last_at DESC, c.client
    LIMIT 1;
    RETURN format('%s: %s lines, %s new calls, %s unread; last caller: %s',
        load_usage.edge, load_usage.lines, became - before, load_usage.unread,
        coalesce(last, 'nobody'));
END
$load_usage$;

--: Nobody has rights by default.
REVOKE ALL
    ON FUNCTION
        migration.read_usage(text),
        migration.load_usage(text, text, text, bigint, text, text, bigint, bigint, boolean, jsonb)
    FROM PUBLIC;

--: Let the runner load.
GRANT EXECUTE
    ON FUNCTION
        migration.read_usage(text),
        migration.load_usage(text, text, text, bigint, text, text, bigint, bigint, boolean, jsonb)
    TO migration_runner;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('read_usage(text)', 'Read a line of a usage log.'),
        ('load_usage(text, text, text, bigint, text, text, bigint, bigint, boolean, jsonb)',
            'Let the calls of a log replace what was known of it.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
