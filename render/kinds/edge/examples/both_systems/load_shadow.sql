-- Loads the shadow log of one nginx of The nginx in front of desk and shop
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Run: psql -v edge=edge-1 -f load_shadow.sql < shadow.jsonl
-- Needs: sh and tr where psql runs, so that no byte of the log hides the lines behind it.
-- Transaction: one; safe to run again: the same log again changes nothing, a longer one adds.
-- Locks: none that an application could wait for.
-- Undo: none; load the log again once what was wrong with it is put right.

\set QUIET on
\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';
-- Another load is waited for; nobody waits for this one.
SET lock_timeout = '10min';
\pset tuples_only on
\pset format unaligned
\if :{?edge}
\else
    \set edge ''
\endif

BEGIN;

--: Take the lines in as they are, each as one text; the last one may be half written.
CREATE TEMPORARY TABLE edge_line (
    number bigint GENERATED ALWAYS AS IDENTITY,
    line text NOT NULL
) ON COMMIT DROP;
-- Every byte is a letter of this encoding, so that no line stops the others from being read.
SET client_encoding = 'LATIN1';
-- To psql a NUL ends a line, and \. the log; to COPY a CR and a \ are more than themselves.
-- So tr puts 3 for CR and 4 for \, which are put back when the line is read, and 2, which no line
-- that can be read has, for NUL and for what is used here: such a line counts as unread. The 5 at
-- the end stands alone when the last line is written to its end.
\copy pg_temp.edge_line (line) FROM PROGRAM 'LC_ALL=C tr "\000\001\003\004\005\015\134" "\002\002\002\002\002\003\004" && printf "\005"' (DELIMITER E'\x01')
RESET client_encoding;

--: Let only one log be loaded at a time.
SELECT migration.begin_load('ai-management', :'edge') \gset ignored_

--: Read each line, and let what the log says replace what was known of it.
WITH
said AS MATERIALIZED (
    SELECT l.*, r.*
    FROM (
        SELECT
            a.number,
            translate(a.line, E'\x03\x04\x05', E'\r\\') AS line,
            a.line LIKE E'%\x05' AS unended
        FROM pg_temp.edge_line AS a
        WHERE a.line <> E'\x05'
    ) AS l
    CROSS JOIN LATERAL migration.read_shadow(l.line) AS r
),
counted AS MATERIALIZED (
    SELECT s.*, s.id IS NOT NULL AND e.endpoint IS NOT NULL AS counts
    FROM said AS s
    LEFT JOIN migration.endpoint AS e
        ON (e.migration, e.endpoint) = ('ai-management', s.endpoint)
    WHERE s.whole OR NOT s.unended
),
named AS (
    SELECT
        (
            SELECT coalesce(f.id, 'unread ' || encode(sha256(convert_to(f.line, 'UTF8')), 'hex'))
            FROM counted AS f
            WHERE f.number = 1
        ) AS log,
        count(*) AS lines,
        count(*) FILTER (WHERE NOT c.counts) AS unread,
        max(c.number) FILTER (WHERE NOT c.counts) AS last_unread,
        count(*) < (SELECT count(*) FROM said AS s) AS unfinished
    FROM counted AS c
),
whole AS (
    SELECT
        n.*,
        (SELECT c.line FROM counted AS c WHERE c.number = n.lines) AS last_line,
        (SELECT c.line FROM counted AS c WHERE c.number = l.lines) AS line_at_known
    FROM named AS n
    LEFT JOIN migration.edge_log AS l
        ON (l.migration, l.kind, l.log)
            = ('ai-management', 'shadow', n.log)
),
judged AS (
    SELECT
        c.*,
        -- What legacy itself did not answer was compared with nothing.
        c.outcome NOT IN ('equal_error', 'unread') AS compares
    FROM counted AS c
    WHERE c.counts
),
compared AS (
    SELECT
        (r.at AT TIME ZONE 'UTC')::date AS day,
        r.endpoint,
        r.route,
        count(*) FILTER (WHERE r.compares) AS reads,
        count(*) FILTER (WHERE r.outcome = 'equal') AS equal,
        count(*) FILTER (WHERE r.outcome = 'different') AS different,
        count(*) FILTER (WHERE r.outcome = 'raced') AS raced,
        count(*) FILTER (WHERE r.outcome = 'failed') AS failed,
        count(*) FILTER (WHERE NOT r.compares) AS errors,
        min(r.at) FILTER (WHERE r.compares) AS first_at,
        max(r.at) FILTER (WHERE r.compares) AS last_at,
        max(r.at) FILTER (WHERE r.outcome IN ('equal', 'raced')) AS agreed_at,
        max(r.at) FILTER (WHERE r.outcome IN ('different', 'failed')) AS disagreed_at,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY r.legacy_ms)
        FILTER (WHERE r.compares) AS p95_legacy_ms,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY r.new_ms)
        FILTER (WHERE r.compares) AS p95_new_ms
    FROM judged AS r
    GROUP BY 1, 2, 3
),
differed AS (
    SELECT
        r.number AS line,
        r.id AS request_id,
        r.at,
        r.endpoint,
        r.route,
        r.outcome,
        r.legacy_status,
        r.new_status,
        r.paths,
        row_number() OVER (PARTITION BY r.endpoint, r.route ORDER BY r.number) AS place
    FROM counted AS r
    WHERE r.counts AND r.outcome IN ('different', 'failed')
)
SELECT
    migration.load_shadow(
        'ai-management',
        :'edge',
        h.log,
        h.lines,
        h.line_at_known,
        h.last_line,
        h.unread,
        h.last_unread,
        h.unfinished,
        (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM compared AS c),
        (
            SELECT coalesce(jsonb_agg(to_jsonb(d) - 'place'), '[]')
            FROM differed AS d
            WHERE d.place <= 100
        )
    )
FROM whole AS h;

COMMIT;
