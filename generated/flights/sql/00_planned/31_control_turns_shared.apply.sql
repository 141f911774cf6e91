-- What a switch or a reverse begins with
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 31_control_turns_shared.rollback.sql

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

--: Define the refusal to go on with what was cancelled.
CREATE OR REPLACE FUNCTION migration.refuse_cancelled(migration text, data_set text)
RETURNS void
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $refuse_cancelled$
DECLARE
    reached text := (
        SELECT d.phase
        FROM migration.data_set AS d
        WHERE (d.migration, d.name) = (refuse_cancelled.migration, refuse_cancelled.data_set)
    );
BEGIN
    IF reached IN ('cancelling', 'cancelled') THEN
        RAISE EXCEPTION 'the data set % is %', refuse_cancelled.data_set, reached
        USING
            ERRCODE = 'MG147',
            HINT = CASE reached
                WHEN 'cancelling' THEN format(
                    'First end it: changeover cancel %s --because ''…''', refuse_cancelled.data_set
                )
                ELSE format('To start again: changeover cancel %s --take-back --because ''…''',
                    refuse_cancelled.data_set)
            END;
    END IF;
END
$refuse_cancelled$;

--: Define what must be true before a data set is switched.
CREATE OR REPLACE FUNCTION migration.begin_switch(migration text, data_set text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_switch$
BEGIN
    IF migration.owner_of(begin_switch.migration, begin_switch.data_set) = 'new' THEN
        RETURN;
    END IF;
    PERFORM migration.refuse_cancelled(begin_switch.migration, begin_switch.data_set);
    PERFORM migration.demand_gates(begin_switch.migration, begin_switch.data_set, 'switch');
END
$begin_switch$;

--: Define what must be true before a data set goes back to the legacy tables.
CREATE OR REPLACE FUNCTION migration.begin_reverse(migration text, data_set text, because text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_reverse$
DECLARE
    side text := migration.owner_of(begin_reverse.migration, begin_reverse.data_set);
    reached text := (
        SELECT d.phase
        FROM migration.data_set AS d
        WHERE (d.migration, d.name) = (begin_reverse.migration, begin_reverse.data_set)
    );
BEGIN
    IF coalesce(trim(because), '') = '' THEN
        RAISE EXCEPTION 'a reverse of % needs a reason', begin_reverse.data_set
        USING
            ERRCODE = 'MG063',
            HINT = 'Say why, with psql -v because=''…'' or changeover reverse --because …';
    END IF;
    PERFORM migration.refuse_cancelled(begin_reverse.migration, begin_reverse.data_set);
    IF reached IN ('finalized', 'holding', 'completed') THEN
        RAISE EXCEPTION 'the data set % is %: there is no way back', begin_reverse.data_set, reached
        USING ERRCODE = 'MG148', HINT = 'Its retired tables are held; what they hold is not current.';
    END IF;
    -- A reverse that lost its session owns already, and only its record is completed.
    IF side = 'legacy' AND migration.step_state(
        begin_reverse.migration, 'switch.' || begin_reverse.data_set
    ) = 'pending' THEN
        RAISE EXCEPTION 'the data set % is not switched', begin_reverse.data_set
        USING
            ERRCODE = 'MG149',
            DETAIL = format('It is %s, and its owner is %s.', reached, side),
            HINT = 'Nothing needs to be reversed; see changeover status';
    END IF;
    IF side = 'new' THEN
        PERFORM migration.demand_gates(begin_reverse.migration, begin_reverse.data_set, 'reverse');
    END IF;
    PERFORM migration.record_event(
        begin_reverse.migration,
        'reverse_begun',
        begin_reverse.data_set,
        jsonb_build_object('because', because)
    );
END
$begin_reverse$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('refuse_cancelled(text, text)', 'Refuse to go on with what was cancelled.'),
        ('begin_switch(text, text)', 'Refuse a switch that is not ready.'),
        ('begin_reverse(text, text, text)', 'Refuse a reverse that has no reason or no way.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
