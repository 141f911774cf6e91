-- Gates that every migration has
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 42_control_gates_shared_shared.rollback.sql

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

--: Define the gate: every step up to the comparison is applied, and the phase has ended.
CREATE OR REPLACE FUNCTION migration.steps_are_applied(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $steps_are_applied$
DECLARE
    reached text := (
        SELECT d.phase
        FROM migration.data_set AS d
        WHERE (d.migration, d.name) = (steps_are_applied.migration, steps_are_applied.data_set)
    );
    missing text;
    applied bigint;
BEGIN
    SELECT
        string_agg(s.step, ', ' ORDER BY s.position) FILTER (WHERE last.done IS NOT TRUE),
        count(*) FILTER (WHERE last.done)
    INTO missing, applied
    FROM migration.live_step AS s
    INNER JOIN migration.phase AS p ON p.name = s.phase
    LEFT JOIN LATERAL (
        SELECT r.state = 'done' AND r.action = 'apply' AS done
        FROM migration.step_run AS r
        WHERE (r.migration, r.step) = (s.migration, s.step) AND r.action <> 'verify'
        ORDER BY r.run DESC
        LIMIT 1
    ) AS last ON true
    WHERE s.migration = steps_are_applied.migration
        AND p.position <= migration.phase_position('verified');
    RETURN QUERY
    SELECT
        missing IS NULL AND reached = 'verified',
        CASE
            WHEN reached IN ('cancelling', 'cancelled') THEN format('It is %s.', reached)
            WHEN missing IS NOT NULL THEN 'Not applied: ' || missing || '.'
            WHEN reached <> 'verified' THEN format('It is %s.', reached)
            ELSE format('%s steps are applied.', applied)
        END;
END
$steps_are_applied$;

--: Define the gate: the latest comparison of each mapping is clean, fresh and of this plan.
CREATE OR REPLACE FUNCTION migration.comparison_is_clean(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $comparison_is_clean$
BEGIN
    RETURN QUERY
    SELECT
        count(*) > 0 AND bool_and(v.status = 'clean'),
        CASE
            WHEN bool_and(v.status = 'clean')
                THEN format('Clean since %s.', to_char(min(v.finished_at), 'YYYY-MM-DD HH24:MI TZ'))
            ELSE coalesce(
                string_agg(format('%s: %s', v.mapping, v.status), ', ' ORDER BY v.mapping)
                FILTER (WHERE v.status <> 'clean'),
                'Nothing was compared.'
            )
        END
    FROM migration.validation AS v
    LEFT JOIN migration.mapping AS m ON m.migration = v.migration AND m.mapping = v.mapping
    WHERE v.migration = comparison_is_clean.migration
        AND coalesce(m.data_set, comparison_is_clean.data_set) = comparison_is_clean.data_set;
END
$comparison_is_clean$;

--: Define the gate: no row of the data set is set aside.
CREATE OR REPLACE FUNCTION migration.quarantine_is_empty(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $quarantine_is_empty$
BEGIN
    RETURN QUERY
    SELECT
        count(*) = 0,
        coalesce(
            'In quarantine: '
            || string_agg(format('%s of %s', held.rows, held.mapping), ', ' ORDER BY held.mapping)
            || '; the legacy application would lose sight of them.',
            'No row is in quarantine.'
        )
    FROM (
        SELECT q.mapping, count(*) AS rows
        FROM migration.quarantine AS q
        INNER JOIN migration.mapping AS m ON m.migration = q.migration AND m.mapping = q.mapping
        WHERE q.migration = quarantine_is_empty.migration
            AND m.data_set = quarantine_is_empty.data_set
        GROUP BY q.mapping
    ) AS held;
END
$quarantine_is_empty$;

--: Define the gate: whoever could ask for the way back has had the time for it.
CREATE OR REPLACE FUNCTION migration.reverse_window_is_over(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $reverse_window_is_over$
    SELECT
        coalesce(
            d.phase IN ('switched', 'rolling_out')
            AND clock_timestamp() >= o.changed_at + e.reverse_window,
            false
        ),
        CASE
            WHEN d.phase IN ('switched', 'rolling_out') AND o.epoch IS NOT NULL
                THEN format('Switched %s; the window of %s ends %s.',
                    to_char(o.changed_at, 'YYYY-MM-DD HH24:MI TZ'),
                    e.reverse_window,
                    to_char(o.changed_at + e.reverse_window, 'YYYY-MM-DD HH24:MI TZ'))
            ELSE format('It is %s.', d.phase)
        END
    FROM migration.data_set AS d
    INNER JOIN migration.environment AS e ON e.migration = d.migration
    LEFT JOIN migration.ownership AS o
        ON (o.migration, o.data_set, o.epoch, o.owner) = (d.migration, d.name, d.epoch, 'new')
    WHERE (d.migration, d.name)
        = (reverse_window_is_over.migration, reverse_window_is_over.data_set)
$reverse_window_is_over$;

--: Define the gate: enough others have approved the switch.
CREATE OR REPLACE FUNCTION migration.switch_is_approved(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $switch_is_approved$
BEGIN
    RETURN QUERY
    SELECT said.passed, said.detail
    FROM migration.environment AS e
    CROSS JOIN LATERAL migration.is_approved(
        e.migration, switch_is_approved.data_set, 'switch', e.switch_approvals
    ) AS said
    WHERE e.migration = switch_is_approved.migration;
END
$switch_is_approved$;

--: Define the gate: enough others have approved that there is no way back.
CREATE OR REPLACE FUNCTION migration.finalize_is_approved(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $finalize_is_approved$
    SELECT said.passed, said.detail
    FROM migration.environment AS e
    CROSS JOIN LATERAL migration.is_approved(
        e.migration, finalize_is_approved.data_set, 'finalize', e.finalize_approvals
    ) AS said
    WHERE e.migration = finalize_is_approved.migration
$finalize_is_approved$;

--: Define what the gates of a reverse ask: one other person's word, where a switch needs any.
CREATE OR REPLACE FUNCTION migration.reverse_is_approved(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $reverse_is_approved$
    SELECT said.passed, said.detail
    FROM migration.environment AS e
    CROSS JOIN LATERAL migration.is_approved(
        e.migration, reverse_is_approved.data_set, 'reverse', least(e.switch_approvals, 1)
    ) AS said
    WHERE e.migration = reverse_is_approved.migration
$reverse_is_approved$;

--: Let the gates of mappings ask it.
GRANT EXECUTE ON FUNCTION migration.reverse_is_approved(text, text) TO migration_sync;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('steps_are_applied', 'Gate: every step up to verified is applied.'),
        ('comparison_is_clean', 'Gate: the latest comparisons are clean and fresh.'),
        ('quarantine_is_empty', 'Gate: no row is set aside.'),
        ('reverse_window_is_over', 'Gate: the time for a reverse has passed.'),
        ('switch_is_approved', 'Gate: enough others have approved the switch.'),
        ('finalize_is_approved', 'Gate: enough others have approved finalize.'),
        ('reverse_is_approved', 'Whether somebody else has approved a reverse.')
    LOOP
        EXECUTE format(
            'COMMENT ON FUNCTION migration.%I(text, text) IS %L', note.column1, note.column2
        );
    END LOOP;
END
$comments$;

COMMIT;
