-- Gate: the new system reads the same
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_shadow_verdict_shared.rollback.sql

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

--: Define what was read too seldom, or too long ago; nothing when enough was.
CREATE OR REPLACE FUNCTION migration.too_few_reads(migration text, data_set text)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $too_few_reads$
    SELECT string_agg(format('%s: %s', e.endpoint, judged.problem), ', ' ORDER BY e.endpoint)
    FROM migration.endpoint AS e
    INNER JOIN migration.edge_environment AS t ON t.migration = e.migration
    INNER JOIN migration.environment AS v ON v.migration = e.migration
    CROSS JOIN LATERAL (
        SELECT
            coalesce(sum(r.reads - r.failed), 0) AS reads,
            min(r.first_at) AS first_at,
            max(r.last_at) AS last_at
        FROM migration.shadow_read AS r
        WHERE (r.migration, r.endpoint) = (e.migration, e.endpoint)
    ) AS found
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN found.reads < t.shadow_reads
                THEN format('%s of %s reads compared', found.reads, t.shadow_reads)
            WHEN found.last_at - found.first_at < t.shadow_for
                THEN format('compared over %s of %s',
                    date_trunc('second', found.last_at - found.first_at), t.shadow_for)
            -- As long as a comparison of the rows counts, and not when the clock was set back.
            WHEN found.last_at NOT BETWEEN clock_timestamp() - v.verification AND clock_timestamp()
                THEN format('last compared %s',
                    to_char(found.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'))
        END AS problem
    ) AS judged
    WHERE (e.migration, e.data_set) = (too_few_reads.migration, too_few_reads.data_set)
        AND e.reads
        AND t.shadow_reads > 0
        AND judged.problem IS NOT NULL
$too_few_reads$;

--: Define which routes were called within the quiet term, and never compared.
CREATE OR REPLACE FUNCTION migration.never_compared(migration text, data_set text)
RETURNS text
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $never_compared$
BEGIN
    RETURN (
        SELECT string_agg(
            format('%s.%s: called %s times and never compared',
                found.endpoint, found.route, found.calls),
            ', ' ORDER BY found.endpoint, found.route
        )
        FROM (
            SELECT k.endpoint, k.route, sum(c.calls) AS calls
            FROM migration.endpoint AS e
            INNER JOIN migration.endpoint_read AS k
                ON (k.migration, k.endpoint) = (e.migration, e.endpoint)
            INNER JOIN migration.edge_environment AS t ON t.migration = e.migration
            INNER JOIN migration.legacy_call AS c
                ON (c.migration, c.endpoint, c.route) = (k.migration, k.endpoint, k.route)
            WHERE (e.migration, e.data_set)
                    = (never_compared.migration, never_compared.data_set)
                AND t.shadow_reads > 0
                AND (c.method, c.side) = ('GET', 'legacy')
                -- What legacy itself refused could not be compared.
                AND c.status_class IN ('2xx', '3xx')
                AND c.last_at > clock_timestamp() - t.quiet
                AND NOT EXISTS (
                    SELECT
                    FROM migration.shadow_read AS r
                    WHERE (r.migration, r.endpoint, r.route)
                            = (k.migration, k.endpoint, k.route)
                        AND r.reads > r.failed
                )
            GROUP BY k.endpoint, k.route
        ) AS found
    );
END
$never_compared$;

--: Define where legacy answered calls within the quiet term that no route has.
CREATE OR REPLACE FUNCTION migration.without_route(migration text, data_set text)
RETURNS text
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $without_route$
BEGIN
    RETURN (
        SELECT string_agg(
            format('%s: legacy answered %s calls that no route has, last %s',
                found.endpoint, found.calls,
                to_char(found.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')),
            ', ' ORDER BY found.endpoint
        )
        FROM (
            SELECT e.endpoint, sum(c.calls) AS calls, max(c.last_at) AS last_at
            FROM migration.endpoint AS e
            INNER JOIN migration.edge_environment AS t ON t.migration = e.migration
            INNER JOIN migration.legacy_call AS c
                ON (c.migration, c.endpoint) = (e.migration, e.endpoint)
            WHERE (e.migration, e.data_set) = (without_route.migration, without_route.data_set)
                AND t.shadow_reads > 0
                AND (c.route, c.side) = ('(none)', 'legacy')
                -- What legacy itself refused nobody will miss.
                AND c.status_class IN ('2xx', '3xx')
                AND c.last_at > clock_timestamp() - t.quiet
            GROUP BY e.endpoint
        ) AS found
    );
END
$without_route$;

--: Define which routes differ: lately, or without a read since on which both agree.
CREATE OR REPLACE FUNCTION migration.reads_differ(migration text, data_set text)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $reads_differ$
    SELECT string_agg(
        format('%s.%s: %s different and %s failed, last %s',
            found.endpoint, found.route, found.different, found.failed,
            to_char(found.disagreed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')),
        ', ' ORDER BY found.endpoint, found.route
    )
    FROM (
        SELECT
            r.endpoint,
            r.route,
            sum(r.different) AS different,
            sum(r.failed) AS failed,
            max(r.agreed_at) AS agreed_at,
            max(r.disagreed_at) AS disagreed_at,
            min(t.shadow_for) AS shadow_for
        FROM migration.shadow_read AS r
        INNER JOIN migration.endpoint AS e
            ON (e.migration, e.endpoint) = (r.migration, r.endpoint)
        INNER JOIN migration.edge_environment AS t ON t.migration = r.migration
        WHERE (e.migration, e.data_set) = (reads_differ.migration, reads_differ.data_set)
        GROUP BY r.endpoint, r.route
    ) AS found
    WHERE found.disagreed_at > clock_timestamp() - found.shadow_for
        OR found.disagreed_at >= coalesce(found.agreed_at, '-infinity')
$reads_differ$;

--: Define which routes the new system answers too slowly, by the p95 of each day and its reads.
CREATE OR REPLACE FUNCTION migration.reads_are_slow(migration text, data_set text)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $reads_are_slow$
    SELECT string_agg(
        format('%s.%s: p95 of new is %s ms, of legacy %s ms',
            found.endpoint, found.route, round(found.new_ms), round(found.legacy_ms)),
        ', ' ORDER BY found.endpoint, found.route
    )
    FROM (
        SELECT
            r.endpoint,
            r.route,
            sum(r.p95_new_ms * r.reads) / sum(r.reads) AS new_ms,
            sum(r.p95_legacy_ms * r.reads) / sum(r.reads) AS legacy_ms
        FROM migration.shadow_read AS r
        INNER JOIN migration.endpoint AS e
            ON (e.migration, e.endpoint) = (r.migration, r.endpoint)
        INNER JOIN migration.edge_environment AS t ON t.migration = r.migration
        WHERE (e.migration, e.data_set) = (reads_are_slow.migration, reads_are_slow.data_set)
            AND t.shadow_reads > 0
            AND r.p95_new_ms IS NOT NULL
            AND r.p95_legacy_ms IS NOT NULL
            AND r.last_at > clock_timestamp() - t.shadow_for
        GROUP BY r.endpoint, r.route
    ) AS found
    WHERE found.new_ms > 1.2 * found.legacy_ms + 20
$reads_are_slow$;

--: Define the gate: the new system reads what the legacy system reads, often enough and as fast.
CREATE OR REPLACE FUNCTION migration.shadow_reads_agree(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $shadow_reads_agree$
DECLARE
    term migration.edge_environment;
    reads boolean;
    problem text;
BEGIN
    SELECT t.* INTO term
    FROM migration.edge_environment AS t
    WHERE t.migration = shadow_reads_agree.migration;
    IF NOT FOUND THEN
        RETURN QUERY SELECT false, 'No terms of the edge are registered.';
        RETURN;
    END IF;
    problem := concat_ws('; ',
        migration.reads_differ(shadow_reads_agree.migration, shadow_reads_agree.data_set),
        migration.too_few_reads(shadow_reads_agree.migration, shadow_reads_agree.data_set),
        migration.never_compared(shadow_reads_agree.migration, shadow_reads_agree.data_set),
        migration.without_route(shadow_reads_agree.migration, shadow_reads_agree.data_set),
        migration.reads_are_slow(shadow_reads_agree.migration, shadow_reads_agree.data_set));
    reads := EXISTS (
        SELECT
        FROM migration.endpoint AS e
        WHERE (e.migration, e.data_set)
                = (shadow_reads_agree.migration, shadow_reads_agree.data_set)
            AND e.reads
    );
    IF reads THEN
        problem := concat_ws('; ', nullif(problem, ''),
            migration.not_read(shadow_reads_agree.migration, 'shadow', term.shadow_for));
    END IF;
    -- Where nobody has looked, nobody has seen a call or a difference.
    IF reads AND term.shadow_reads > 0 THEN
        problem := concat_ws('; ', nullif(problem, ''),
            migration.not_looked_at(shadow_reads_agree.migration, 'usage', '0 seconds'),
            migration.not_looked_at(shadow_reads_agree.migration, 'shadow', '0 seconds'));
    END IF;
    RETURN QUERY
    SELECT
        problem = '',
        coalesce(
            nullif(problem, '') || '.',
            format('%s reads compared; no difference stands.', coalesce(sum(r.reads), 0))
        )
    FROM migration.shadow_read AS r
    INNER JOIN migration.endpoint AS e ON (e.migration, e.endpoint) = (r.migration, r.endpoint)
    WHERE (e.migration, e.data_set) = (shadow_reads_agree.migration, shadow_reads_agree.data_set);
END
$shadow_reads_agree$;

--: Nobody has rights by default.
REVOKE ALL
    ON FUNCTION
        migration.too_few_reads(text, text),
        migration.never_compared(text, text),
        migration.without_route(text, text),
        migration.reads_differ(text, text),
        migration.reads_are_slow(text, text),
        migration.shadow_reads_agree(text, text)
    FROM PUBLIC;

--: Let those who decide ask the gate.
GRANT EXECUTE
    ON FUNCTION migration.shadow_reads_agree(text, text)
    TO migration_runner, migration_approver, migration_auditor;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('too_few_reads(text, text)', 'What was read too seldom, or too long ago.'),
        ('never_compared(text, text)', 'Which routes were called and never compared.'),
        ('without_route(text, text)', 'Where legacy answered calls that no route has.'),
        ('reads_differ(text, text)', 'Which routes differ.'),
        ('reads_are_slow(text, text)', 'Which routes the new system answers too slowly.'),
        ('shadow_reads_agree(text, text)', 'Gate: the new system reads the same, as fast.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
