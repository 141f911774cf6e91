-- Loading of shadow logs
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_shadow_read_shared.rollback.sql

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

--: Define how a line of a shadow log is read; without an id it counts for nothing.
CREATE OR REPLACE FUNCTION migration.read_shadow(
    line text,
    OUT whole boolean,
    OUT id text,
    OUT at timestamptz,
    OUT endpoint text,
    OUT route text,
    OUT outcome text,
    OUT legacy_status int,
    OUT new_status int,
    OUT legacy_ms numeric,
    OUT new_ms numeric,
    OUT paths text[]
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $read_shadow$
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
        AND said ->> 'outcome' IN (
            'equal', 'different', 'raced', 'failed', 'equal_error', 'unread'
        ),
        false
    ) THEN
        at := (said ->> 'at')::timestamptz;
        endpoint := said ->> 'endpoint';
        route := said ->> 'route';
        outcome := said ->> 'outcome';
        legacy_status := (said ->> 'legacy_status')::int;
        -- That both refuse the same, or send elsewhere, says nothing of what they read.
        IF outcome IN ('equal', 'raced') AND legacy_status >= 300 THEN
            outcome := 'equal_error';
        END IF;
        new_status := (said ->> 'new_status')::int;
        legacy_ms := (said ->> 'legacy_ms')::numeric;
        new_ms := (said ->> 'new_ms')::numeric;
        paths := ARRAY(
            SELECT p.path
            FROM jsonb_array_elements_text(coalesce(said -> 'paths', '[]')) AS p (path)
        );
        id := said ->> 'id';
    END IF;
EXCEPTION
    WHEN OTHERS THEN
        -- What cannot be read is counted; it stops nobody from reading the rest.
        NULL;
END
$read_shadow$;

--: Define how the reads of a log replace what was known of it; the answer says it in one line.
CREATE OR REPLACE FUNCTION migration.load_shadow(
    migration text,
    edge text,
    log text,
    lines bigint,
    line_at_known text,
    last_line text,
    unread bigint,
    last_unread bigint,
    unfinished boolean,
    reads jsonb,
    differences jsonb
)
RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $load_shadow$
DECLARE
    became record;
BEGIN
    PERFORM migration.note_load(
        load_shadow.migration, 'shadow', load_shadow.edge, load_shadow.log, load_shadow.lines,
        load_shadow.line_at_known, load_shadow.last_line, load_shadow.unread,
        load_shadow.last_unread, load_shadow.unfinished
    );
    DELETE FROM migration.shadow_read AS r
    WHERE (r.migration, r.log) = (load_shadow.migration, load_shadow.log);
    DELETE FROM migration.shadow_difference AS d
    WHERE (d.migration, d.log) = (load_shadow.migration, load_shadow.log);
    WITH came AS (
        INSERT INTO migration.shadow_read AS r
        SELECT
            load_shadow.migration, load_shadow.log, n.day, n.endpoint, n.route, n.reads, n.equal,
            n.different, n.raced, n.failed, n.errors, n.first_at, n.last_at, n.agreed_at,
            n.disagreed_at, n.p95_legacy_ms, n.p95_new_ms
        FROM jsonb_to_recordset(load_shadow.reads) AS n (
            day date, endpoint text, route text, reads bigint, equal bigint, different bigint,
            raced bigint, failed bigint, errors bigint, first_at timestamptz,
            last_at timestamptz, agreed_at timestamptz, disagreed_at timestamptz, p95_legacy_ms numeric,
            p95_new_ms numeric
        )
        RETURNING r.reads, r.different, r.failed, r.errors
    )
    SELECT
        coalesce(sum(c.reads), 0) AS reads,
        coalesce(sum(c.different), 0) AS different,
        coalesce(sum(c.failed), 0) AS failed,
        coalesce(sum(c.errors), 0) AS errors
    INTO became
    FROM came AS c;
    INSERT INTO migration.shadow_difference AS d
    SELECT
        load_shadow.migration, load_shadow.log, n.line, n.request_id, n.at, n.endpoint, n.route,
        n.outcome, n.legacy_status, n.new_status, n.paths
    FROM jsonb_to_recordset(load_shadow.differences) AS n (
        line bigint, request_id text, at timestamptz, endpoint text, route text, outcome text,
        legacy_status int, new_status int, paths text[]
    );
    IF became.reads + became.errors + load_shadow.unread <> load_shadow.lines THEN
        RAISE EXCEPTION 'of % lines % are reads, % are errors and % could not be read',
            load_shadow.lines, became.reads, became.errors, load_shadow.unread
        USING ERRCODE = 'MG222', HINT = 'Load the log with the generated load_shadow.sql.';
    END IF;
    IF load_shadow.unread > 0 THEN
        RAISE WARNING '% of % lines could not be read, or are of an unknown endpoint',
            load_shadow.unread, load_shadow.lines
        USING HINT = CASE load_shadow.unread
                WHEN load_shadow.lines THEN 'No line is a read of a known endpoint: is it another log? '
                ELSE ''
            END || 'Until the time of the shadow reads has passed again, nothing is switched.';
    END IF;
    RETURN format('%s: %s lines, %s reads, %s different, %s failed, %s errors, %s unread',
        load_shadow.edge, load_shadow.lines, became.reads, became.different, became.failed,
        became.errors, load_shadow.unread);
END
$load_shadow$;

--: Nobody has rights by default.
REVOKE ALL
    ON FUNCTION
        migration.read_shadow(text),
        migration.load_shadow(
            text, text, text, bigint, text, text, bigint, bigint, boolean, jsonb, jsonb
        )
    FROM PUBLIC;

--: Let the runner load.
GRANT EXECUTE
    ON FUNCTION
        migration.read_shadow(text),
        migration.load_shadow(
            text, text, text, bigint, text, text, bigint, bigint, boolean, jsonb, jsonb
        )
    TO migration_runner;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('read_shadow(text)', 'Read a line of a shadow log.'),
        ('load_shadow'
            '(text, text, text, bigint, text, text, bigint, bigint, boolean, jsonb, jsonb)',
            'Let the reads of a log replace what was known of it.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
