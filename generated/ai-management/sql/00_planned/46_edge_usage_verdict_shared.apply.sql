-- Gate: somebody looked, and nobody called
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_usage_verdict_shared.rollback.sql

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

--: Define who called a data set's endpoints, or any that nobody knows any more, within a time.
CREATE OR REPLACE FUNCTION migration.called(migration text, data_set text, within interval)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $called$
    SELECT 'Calls: ' || string_agg(
        format('%s of %s.%s%s by %s, last %s',
            found.calls, found.endpoint, found.route,
            CASE WHEN NOT found.known THEN ' (forgotten)' ELSE '' END, found.client,
            to_char(found.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')),
        ', ' ORDER BY found.last_at DESC, found.endpoint, found.route, found.client
    )
    FROM (
        SELECT
            c.endpoint,
            c.route,
            c.client,
            bool_and(e.endpoint IS NOT NULL) AS known,
            sum(c.calls) AS calls,
            max(c.last_at) AS last_at
        FROM migration.legacy_call AS c
        LEFT JOIN migration.endpoint AS e
            ON (e.migration, e.endpoint) = (c.migration, c.endpoint)
        WHERE c.migration = called.migration
            -- What nobody knows any more may have been of any data set.
            AND (e.data_set = called.data_set OR e.endpoint IS NULL)
            AND c.last_at > clock_timestamp() - called.within
        GROUP BY c.endpoint, c.route, c.client
    ) AS found
    HAVING count(*) > 0
$called$;

--: Define at which edges nobody looked within a time; nothing when all were looked at daily.
CREATE OR REPLACE FUNCTION migration.not_looked_at(migration text, kind text, within interval)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $not_looked_at$
    WITH looked AS (
        SELECT o.edge, o.loaded_at, (o.loaded_at AT TIME ZONE 'UTC')::date AS day
        FROM migration.edge_load AS o
        WHERE (o.migration, o.kind) = (not_looked_at.migration, not_looked_at.kind)
    ),
    day AS (
        -- Of a shorter term than a day, the last load says everything.
        SELECT d::date AS day
        FROM generate_series(
            date_trunc('day', clock_timestamp() AT TIME ZONE 'UTC' - not_looked_at.within),
            date_trunc('day', clock_timestamp() AT TIME ZONE 'UTC') - '1 day'::interval,
            '1 day'
        ) AS d
        WHERE not_looked_at.within >= '1 day'
    )
    SELECT CASE
        WHEN NOT EXISTS (SELECT FROM looked)
            THEN format('no %s log was ever loaded', not_looked_at.kind)
        ELSE (
            SELECT string_agg(format('%s: %s', e.edge, found.problem), ', '
                ORDER BY e.edge, found.problem)
            FROM (
                -- Of an edge of which one log is loaded the other is wanted, too.
                SELECT DISTINCT o.edge
                FROM migration.edge_load AS o
                WHERE o.migration = not_looked_at.migration
            ) AS e
            CROSS JOIN LATERAL (
                SELECT format('no load of its %s log on %s of %s days, the last of them %s',
                    not_looked_at.kind, count(*), (SELECT count(*) FROM day AS a), max(d.day)) AS problem
                FROM day AS d
                WHERE NOT EXISTS (
                    SELECT FROM looked AS l WHERE (l.edge, l.day) = (e.edge, d.day)
                )
                HAVING count(*) > 0
                UNION ALL
                SELECT format('no load of its %s log within 24 hours', not_looked_at.kind)
                WHERE NOT EXISTS (
                    SELECT
                    FROM looked AS l
                    WHERE l.edge = e.edge
                        AND l.loaded_at BETWEEN clock_timestamp() - '24 hours'::interval
                            AND clock_timestamp()
                )
            ) AS found
        )
    END
$not_looked_at$;

--: Define which endpoints of a data set have their Sunset before them; nothing when none has.
CREATE OR REPLACE FUNCTION migration.before_sunset(migration text, data_set text)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $before_sunset$
    SELECT string_agg(
        format('Sunset of %s is %s', e.endpoint,
            to_char(e.sunset AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')),
        ', ' ORDER BY e.endpoint
    )
    FROM migration.endpoint AS e
    WHERE (e.migration, e.data_set) = (before_sunset.migration, before_sunset.data_set)
        AND e.sunset > clock_timestamp()
$before_sunset$;

--: Define the gate: somebody looked, and nobody called for as long as the quiet term says.
CREATE OR REPLACE FUNCTION migration.no_legacy_calls(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $no_legacy_calls$
DECLARE
    term migration.edge_environment;
    served boolean;
    problem text;
BEGIN
    SELECT t.* INTO term
    FROM migration.edge_environment AS t
    WHERE t.migration = no_legacy_calls.migration;
    IF NOT FOUND THEN
        RETURN QUERY SELECT false, 'No terms of the edge are registered.';
        RETURN;
    END IF;
    served := EXISTS (
        SELECT
        FROM migration.endpoint AS e
        WHERE (e.migration, e.data_set) = (no_legacy_calls.migration, no_legacy_calls.data_set)
    );
    IF term.quiet > '0 seconds' THEN
        problem := concat_ws('; ',
            migration.called(no_legacy_calls.migration, no_legacy_calls.data_set, term.quiet),
            migration.not_read(no_legacy_calls.migration, 'usage', term.quiet),
            CASE WHEN served THEN
                migration.not_looked_at(no_legacy_calls.migration, 'usage', term.quiet)
            END);
    END IF;
    IF term.await_sunset THEN
        problem := concat_ws('; ', nullif(problem, ''),
            migration.before_sunset(no_legacy_calls.migration, no_legacy_calls.data_set));
    END IF;
    RETURN QUERY SELECT
        coalesce(problem, '') = '',
        CASE
            WHEN problem <> '' THEN problem || '.'
            WHEN served THEN format('Nobody has called for %s.', term.quiet)
            ELSE 'It has no endpoints.'
        END;
END
$no_legacy_calls$;

--: Nobody has rights by default.
REVOKE ALL
    ON FUNCTION
        migration.called(text, text, interval),
        migration.not_looked_at(text, text, interval),
        migration.before_sunset(text, text),
        migration.no_legacy_calls(text, text)
    FROM PUBLIC;

--: Let those who decide ask the gate.
GRANT EXECUTE
    ON FUNCTION migration.no_legacy_calls(text, text)
    TO migration_runner, migration_approver, migration_auditor;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('called(text, text, interval)', 'Who called a data set''s endpoints.'),
        ('not_looked_at(text, text, interval)', 'At which edges nobody looked.'),
        ('before_sunset(text, text)', 'Which endpoints have their Sunset before them.'),
        ('no_legacy_calls(text, text)', 'Gate: somebody looked, and nobody called.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
