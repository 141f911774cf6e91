-- Where each data set stands and what to do next
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 44_control_views_shared.rollback.sql

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

--: Show where each data set stands and what to do next.
CREATE OR REPLACE VIEW migration.status AS
SELECT
    d.migration,
    d.name AS data_set,
    d.phase,
    d.owner,
    d.epoch,
    steps.applied AS steps_applied,
    steps.total AS steps_total,
    components.statuses AS components,
    coalesce(c.paused, false) AS paused,
    compared.validation,
    held.quarantined,
    CASE
        WHEN c.paused THEN 'changeover resume'
        WHEN d.phase = 'cancelling' THEN format('changeover cancel %s --because ''…''', d.name)
        WHEN d.phase = 'cancelled' THEN NULL
        WHEN p.position < 50 THEN 'changeover apply --to verified'
        WHEN d.phase = 'verified' AND compared.validation = 'clean' AND cutover.there
            THEN format('changeover switch %s', d.name)
        WHEN d.phase = 'verified' THEN 'changeover validate'
    END || format(' --specs specs/%s', d.migration) AS next_command,
    CASE
        WHEN d.owner = 'new' AND p.position < 80 THEN format(
            'changeover reverse %s --because ''…'' --specs specs/%s', d.name, d.migration
        )
    END AS reverse_command,
    e.environment
FROM migration.data_set AS d
INNER JOIN migration.phase AS p ON p.name = d.phase
LEFT JOIN migration.control AS c ON c.migration = d.migration
LEFT JOIN migration.environment AS e ON e.migration = d.migration
CROSS JOIN LATERAL (
    SELECT
        count(*) FILTER (WHERE migration.step_state(s.migration, s.step) = 'applied') AS applied,
        count(*) AS total
    FROM migration.live_step AS s
    WHERE s.migration = d.migration
) AS steps
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_object_agg(s.component, s.status), '{}') AS statuses
    FROM migration.component_span AS s
    WHERE s.migration = d.migration AND coalesce(s.data_set, d.name) = d.name
) AS components
CROSS JOIN LATERAL (
    -- The worst of its mappings speaks for the data set.
    SELECT coalesce(
        (
            SELECT v.status
            FROM migration.validation AS v
            LEFT JOIN migration.mapping AS m
                ON m.migration = v.migration AND m.mapping = v.mapping
            WHERE v.migration = d.migration AND coalesce(m.data_set, d.name) = d.name
            ORDER BY array_position('{differences, never, voided, stale, clean}'::text[], v.status)
            LIMIT 1
        ),
        'never'
    ) AS validation
) AS compared
CROSS JOIN LATERAL (
    SELECT count(*) AS quarantined
    FROM migration.quarantine AS q
    LEFT JOIN migration.mapping AS m ON m.migration = q.migration AND m.mapping = q.mapping
    WHERE q.migration = d.migration AND coalesce(m.data_set, d.name) = d.name
) AS held
CROSS JOIN LATERAL (
    SELECT
        EXISTS (
            SELECT
            FROM migration.step AS s
            WHERE (s.migration, s.step) = (d.migration, 'switch.' || d.name)
        ) AS there
) AS cutover;

--: Say in the catalog what it shows.
COMMENT ON VIEW migration.status IS 'Where each data set stands and what to do next.';

COMMIT;
