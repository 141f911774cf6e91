-- Giving a data set up before its switch, and starting again
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 33_control_cancel_shared.rollback.sql

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

--: Define how a data set is given up before its switch; false says that it was already.
CREATE OR REPLACE FUNCTION migration.begin_cancel(migration text, data_set text, because text)
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_cancel$
DECLARE
    here migration.data_set;
BEGIN
    PERFORM migration.owner_of(begin_cancel.migration, begin_cancel.data_set);
    IF coalesce(trim(because), '') = '' THEN
        RAISE EXCEPTION 'the end of % needs a reason', begin_cancel.data_set
        USING
            ERRCODE = 'MG063',
            HINT = 'Say why, with psql -v because=''…'' or changeover cancel --because …';
    END IF;
    SELECT d.* INTO here
    FROM migration.data_set AS d
    WHERE (d.migration, d.name) = (begin_cancel.migration, begin_cancel.data_set)
    FOR UPDATE;
    IF here.phase IN ('cancelling', 'cancelled') THEN
        RETURN here.phase = 'cancelling';
    END IF;
    IF here.owner = 'new'
        OR migration.phase_position(here.phase) >= migration.phase_position('switched')
    THEN
        RAISE EXCEPTION 'the data set % is %, and cannot be cancelled', here.name, here.phase
        USING
            ERRCODE = 'MG150',
            DETAIL = 'Its new tables take the writes; giving them up would lose these.',
            HINT = CASE
                WHEN migration.phase_position(here.phase) < migration.phase_position('finalized')
                    THEN format('First run: changeover reverse %s --because ''…''', here.name)
                ELSE 'After finalize there is no way back; see changeover status'
            END;
    END IF;
    -- From here on nothing goes on with it, so that a session killed now leaves no doubt.
    UPDATE migration.data_set AS d
    SET phase = 'cancelling',
        changed_at = clock_timestamp()
    WHERE (d.migration, d.name) = (here.migration, here.name);
    PERFORM migration.void_approvals(here.migration, here.name);
    UPDATE migration.validation_run AS v
    SET voided_at = clock_timestamp()
    FROM migration.mapping AS m
    WHERE (m.migration, m.data_set) = (here.migration, here.name)
        AND (v.migration, v.mapping) = (m.migration, m.mapping)
        AND v.voided_at IS NULL;
    PERFORM migration.record_event(
        here.migration,
        'cancel_begun',
        here.name,
        jsonb_build_object('from', here.phase, 'because', because)
    );
    RETURN true;
END
$begin_cancel$;

--: Define what is true once everything of it is rolled back.
CREATE OR REPLACE FUNCTION migration.end_cancel(migration text, data_set text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $end_cancel$
DECLARE
    blocking text;
BEGIN
    UPDATE migration.data_set AS d
    SET phase = 'cancelled',
        changed_at = clock_timestamp()
    WHERE (d.migration, d.name) = (end_cancel.migration, end_cancel.data_set)
        AND d.phase = 'cancelling';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nobody has begun to cancel the data set %', end_cancel.data_set
        USING ERRCODE = 'MG152', HINT = 'Call migration.begin_cancel first.';
    END IF;
    SELECT string_agg(s.step, ', ' ORDER BY s.position) INTO blocking
    FROM migration.step AS s
    INNER JOIN migration.phase AS p ON p.name = s.phase
    WHERE (s.migration, s.data_set) = (end_cancel.migration, end_cancel.data_set)
        AND p.position > migration.phase_position('expanded')
        AND migration.step_state(s.migration, s.step) <> 'pending';
    IF blocking IS NOT NULL THEN
        RAISE EXCEPTION 'the data set % is not cancelled completely', end_cancel.data_set
        USING
            ERRCODE = 'MG151',
            DETAIL = format('Not rolled back: %s.', blocking),
            HINT = 'Cancel it again: it resumes with these steps.';
    END IF;
    PERFORM migration.record_event(end_cancel.migration, 'cancelled', end_cancel.data_set);
    PERFORM migration.set_status(c.migration, c.component, 'rolled_back', 'cancelled')
    FROM migration.component_span AS c
    WHERE (c.migration, c.data_set) = (end_cancel.migration, end_cancel.data_set)
        AND c.status NOT IN ('pending', 'rolled_back');
END
$end_cancel$;

--: Define how a data set that was cancelled starts again, with what was expanded.
CREATE OR REPLACE FUNCTION migration.restart(migration text, data_set text, because text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $restart$
DECLARE
    here migration.data_set;
BEGIN
    PERFORM migration.owner_of(restart.migration, restart.data_set);
    IF coalesce(trim(because), '') = '' THEN
        RAISE EXCEPTION 'a new start of % needs a reason', restart.data_set
        USING ERRCODE = 'MG063', HINT = 'Say why: it becomes part of the log.';
    END IF;
    SELECT d.* INTO here
    FROM migration.data_set AS d
    WHERE (d.migration, d.name) = (restart.migration, restart.data_set)
    FOR UPDATE;
    IF here.phase <> 'cancelled' THEN
        RAISE EXCEPTION 'the data set % is not cancelled', here.name
        USING
            ERRCODE = 'MG153',
            DETAIL = format('It is %s, and its owner is %s.', here.phase, here.owner),
            HINT = 'Only what was cancelled starts again; see changeover status';
    END IF;
    UPDATE migration.data_set AS d
    SET phase = CASE
            WHEN EXISTS (
                SELECT
                FROM migration.step AS s
                WHERE s.migration = here.migration
                    AND s.phase = 'expanded'
                    AND migration.step_state(s.migration, s.step) <> 'applied'
            ) THEN 'planned'
            ELSE 'expanded'
        END,
        changed_at = clock_timestamp()
    WHERE (d.migration, d.name) = (here.migration, here.name);
    PERFORM migration.record_event(
        here.migration, 'restarted', here.name, jsonb_build_object('because', because)
    );
END
$restart$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('begin_cancel(text, text, text)', 'Begin to give a data set up; false: it was already.'),
        ('end_cancel(text, text)', 'All of the data set is rolled back.'),
        ('restart(text, text, text)', 'Let a data set that was cancelled start again.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
