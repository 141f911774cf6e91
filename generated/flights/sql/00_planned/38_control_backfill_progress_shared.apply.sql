-- Progress of the copy
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 38_control_backfill_progress_shared.rollback.sql

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

--: Work as the owner of the control schema, one migration at a time, without names of others.
DO $work_as_owner$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    PERFORM pg_catalog.set_config('role', 'migration_owner', true);
END
$work_as_owner$;

--: Show how far each copy is and how long it will take, judged by its last 20 batches.
CREATE OR REPLACE VIEW migration.progress AS
SELECT
    known.migration,
    known.mapping,
    coalesce(done.ranges, 0) AS ranges,
    coalesce(done.ranges_done, 0) AS ranges_done,
    coalesce(done.rows_read, 0) AS rows_read,
    coalesce(done.rows_written, 0) AS rows_written,
    estimate.source_rows AS estimated_rows,
    CASE
        WHEN done.ranges = done.ranges_done THEN 100.0
        ELSE least(99.9, round(100.0 * done.rows_read / nullif(estimate.source_rows, 0), 1))
    END AS percent,
    round(recent.speed, 1) AS rows_per_second,
    CASE
        WHEN done.ranges = done.ranges_done THEN '0'::interval
        ELSE make_interval(
            secs => ceil(
                greatest(estimate.source_rows - coalesce(done.rows_read, 0), 0)
                / nullif(recent.speed, 0)
            )::double precision
        )
    END AS time_left,
    held.quarantined,
    recent.last_batch_at
FROM (
    SELECT m.migration, m.mapping FROM migration.mapping AS m
    UNION
    SELECT e.migration, e.mapping FROM migration.mapping_estimate AS e
    UNION
    SELECT r.migration, r.mapping FROM migration.backfill_range AS r
) AS known
LEFT JOIN migration.mapping_estimate AS estimate
    ON estimate.migration = known.migration AND estimate.mapping = known.mapping
LEFT JOIN (
    SELECT
        r.migration,
        r.mapping,
        count(*) AS ranges,
        count(*) FILTER (WHERE r.done) AS ranges_done,
        sum(r.rows_read)::bigint AS rows_read,
        sum(r.rows_written)::bigint AS rows_written
    FROM migration.backfill_range AS r
    GROUP BY r.migration, r.mapping
) AS done
    ON done.migration = known.migration AND done.mapping = known.mapping
CROSS JOIN LATERAL (
    SELECT
        max(b.finished_at) AS last_batch_at,
        sum(b.rows_read) / nullif(
            greatest(extract(epoch FROM max(b.finished_at) - min(b.started_at)), 0), 0
        ) AS speed
    FROM (
        SELECT a.rows_read, a.started_at, a.finished_at
        FROM migration.backfill_batch AS a
        WHERE a.migration = known.migration AND a.mapping = known.mapping
        ORDER BY a.batch DESC
        LIMIT 20
    ) AS b
) AS recent
CROSS JOIN LATERAL (
    SELECT count(*) AS quarantined
    FROM migration.quarantine AS q
    WHERE q.migration = known.migration AND q.mapping = known.mapping
) AS held;

--: Say in the catalog what it shows.
COMMENT ON VIEW migration.progress IS
    'How far the copy of each mapping is, how fast, and how long it will take.';

COMMIT;
