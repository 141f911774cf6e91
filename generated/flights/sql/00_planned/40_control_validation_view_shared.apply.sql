-- Latest comparison of each mapping
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 40_control_validation_view_shared.rollback.sql

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

--: Show the latest comparison of each mapping and whether it may still be relied on.
CREATE OR REPLACE VIEW migration.validation AS
SELECT
    known.migration,
    known.mapping,
    latest.run,
    latest.outcome,
    latest.finished_at,
    now() - latest.finished_at AS age,
    judged.fresh,
    CASE
        WHEN latest.run IS NULL THEN 'never'
        WHEN latest.voided_at IS NOT NULL THEN 'voided'
        WHEN latest.outcome = 'differences' THEN 'differences'
        WHEN judged.fresh THEN 'clean'
        ELSE 'stale'
    END AS status
FROM (
    SELECT m.migration, m.mapping FROM migration.mapping AS m
    UNION
    SELECT e.migration, e.mapping FROM migration.mapping_estimate AS e
    UNION
    SELECT v.migration, v.mapping FROM migration.validation_run AS v
) AS known
LEFT JOIN migration.migration AS registered ON registered.name = known.migration
LEFT JOIN migration.environment AS here ON here.migration = known.migration
LEFT JOIN LATERAL (
    SELECT v.run, v.outcome, v.finished_at, v.spec_hash, v.voided_at
    FROM migration.validation_run AS v
    WHERE v.migration = known.migration
        AND v.mapping = known.mapping
        AND v.finished_at IS NOT NULL
    ORDER BY v.run DESC
    LIMIT 1
) AS latest ON true
CROSS JOIN LATERAL (
    SELECT coalesce(
        latest.finished_at > now() - here.verification
        -- The clock was set back: nobody knows how old the comparison is.
        AND latest.finished_at <= clock_timestamp()
        AND latest.spec_hash = registered.spec_hash
        AND latest.voided_at IS NULL,
        false
    ) AS fresh
) AS judged;

--: Say in the catalog what it shows.
COMMENT ON VIEW migration.validation IS
    'Latest comparison of each mapping: clean, differences, never, voided by a rollback, or stale.';

COMMIT;
