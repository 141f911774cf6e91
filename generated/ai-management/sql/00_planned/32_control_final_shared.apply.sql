-- The point of no return, and the holding of retired tables after it
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 32_control_final_shared.rollback.sql

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

--: Create the list of data sets that have passed the point of no return, each with its transaction.
CREATE TABLE IF NOT EXISTS migration.finalization (
    migration text NOT NULL,
    data_set text NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    finalized_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finalized_by text NOT NULL DEFAULT session_user,
    CONSTRAINT finalization_pkey PRIMARY KEY (migration, data_set),
    CONSTRAINT finalization_data_set_fkey FOREIGN KEY (migration, data_set)
        REFERENCES migration.data_set
);

--: Create the list of retired tables that are held until they may be dropped.
CREATE TABLE IF NOT EXISTS migration.holding (
    migration text NOT NULL,
    data_set text NOT NULL,
    held_table text NOT NULL,
    held_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    held_until timestamptz NOT NULL,
    held_by text NOT NULL DEFAULT session_user,
    CONSTRAINT holding_pkey PRIMARY KEY (migration, held_table),
    CONSTRAINT holding_data_set_fkey FOREIGN KEY (migration, data_set)
        REFERENCES migration.data_set
);

--: Define whether a data set has passed the point of no return.
CREATE OR REPLACE FUNCTION migration.is_final(migration text, data_set text)
RETURNS boolean
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $is_final$
    SELECT EXISTS (
        SELECT
        FROM migration.finalization AS f
        WHERE (f.migration, f.data_set) = (is_final.migration, is_final.data_set)
    )
$is_final$;

--: Define the refusal to compare what has only one side left.
CREATE OR REPLACE FUNCTION migration.refuse_final(migration text, data_set text)
RETURNS void
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $refuse_final$
BEGIN
    IF migration.is_final(refuse_final.migration, refuse_final.data_set) THEN
        RAISE EXCEPTION 'the data set % is finalized', refuse_final.data_set
        USING
            ERRCODE = 'MG194',
            DETAIL = 'Only its new tables are written; its retired tables stay as they were.',
            HINT = 'There is nothing left to compare or to keep in step.';
    END IF;
END
$refuse_final$;

--: Define what must be true before a data set is finalized.
CREATE OR REPLACE FUNCTION migration.begin_finalize(migration text, data_set text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_finalize$
DECLARE
    side text := migration.owner_of(begin_finalize.migration, begin_finalize.data_set);
BEGIN
    IF migration.is_final(begin_finalize.migration, begin_finalize.data_set) THEN
        RETURN;
    END IF;
    PERFORM migration.refuse_cancelled(begin_finalize.migration, begin_finalize.data_set);
    IF side = 'legacy' THEN
        RAISE EXCEPTION 'the data set % cannot be finalized', begin_finalize.data_set
        USING
            ERRCODE = 'MG190',
            DETAIL = 'The legacy tables own its rows.',
            HINT = format('First run: changeover switch %s', begin_finalize.data_set);
    END IF;
    PERFORM migration.demand_gates(begin_finalize.migration, begin_finalize.data_set, 'finalize');
END
$begin_finalize$;

--: Define how a data set is finalized: once, in the transaction that takes its legacy names away.
CREATE OR REPLACE FUNCTION migration.finalize(migration text, data_set text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $finalize$
BEGIN
    PERFORM migration.refuse_closed(finalize.migration, finalize.data_set, 'finalize', NULL);
    UPDATE migration.data_set AS d
    SET phase = 'finalized',
        changed_at = clock_timestamp()
    WHERE (d.migration, d.name) = (finalize.migration, finalize.data_set)
        AND d.owner = 'new'
        AND d.phase IN ('switched', 'rolling_out');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the data set % cannot be finalized', finalize.data_set
        USING
            ERRCODE = 'MG190',
            DETAIL = (
                SELECT format('It is %s, and its owner is %s.', d.phase, d.owner)
                FROM migration.data_set AS d
                WHERE (d.migration, d.name) = (finalize.migration, finalize.data_set)
            ),
            HINT = 'A data set is finalized once, from switched or rolling_out.';
    END IF;
    INSERT INTO migration.finalization (migration, data_set)
    VALUES (finalize.migration, finalize.data_set);
    PERFORM migration.record_event(finalize.migration, 'finalized', finalize.data_set, '{}');
END
$finalize$;

--: Define how a retired table is put on hold.
CREATE OR REPLACE FUNCTION migration.hold(migration text, data_set text, held_table text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $hold$
DECLARE
    side text := migration.owner_of(hold.migration, hold.data_set);
    reached text := (
        SELECT d.phase
        FROM migration.data_set AS d
        WHERE (d.migration, d.name) = (hold.migration, hold.data_set)
    );
BEGIN
    IF reached NOT IN ('finalized', 'holding') THEN
        RAISE EXCEPTION 'no retired table of the data set % can be held', hold.data_set
        USING
            ERRCODE = 'MG193',
            DETAIL = format('It is %s, and its owner is %s.', reached, side),
            HINT = CASE reached
                WHEN 'completed' THEN 'Nothing of it is left to hold; see changeover status'
                ELSE format('First run: changeover finalize %s', hold.data_set)
            END;
    END IF;
    INSERT INTO migration.holding (migration, data_set, held_table, held_until)
    SELECT e.migration, hold.data_set, hold.held_table, clock_timestamp() + e.hold
    FROM migration.environment AS e
    WHERE e.migration = hold.migration
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        -- It is held already, and the log says since when.
        RETURN;
    END IF;
    UPDATE migration.data_set AS d
    SET phase = 'holding',
        changed_at = clock_timestamp()
    WHERE (d.migration, d.name, d.phase) = (hold.migration, hold.data_set, 'finalized');
    PERFORM migration.record_event(
        hold.migration, 'held', hold.data_set, jsonb_build_object('table', hold.held_table)
    );
END
$hold$;

--: Define how a retired table comes back from hold, to be looked at where it was.
CREATE OR REPLACE FUNCTION migration.release_held(migration text, data_set text, held_table text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $release_held$
BEGIN
    DELETE FROM migration.holding AS h
    WHERE (h.migration, h.data_set, h.held_table)
        = (release_held.migration, release_held.data_set, release_held.held_table);
    IF NOT FOUND THEN
        RAISE EXCEPTION '% of the data set % is not held',
            release_held.held_table, release_held.data_set
        USING
            ERRCODE = 'MG195',
            HINT = 'What is held: SELECT * FROM migration.holding';
    END IF;
    UPDATE migration.data_set AS d
    SET phase = 'finalized',
        changed_at = clock_timestamp()
    WHERE (d.migration, d.name, d.phase)
        = (release_held.migration, release_held.data_set, 'holding');
    PERFORM migration.record_event(
        release_held.migration,
        'released',
        release_held.data_set,
        jsonb_build_object('table', release_held.held_table)
    );
END
$release_held$;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.finalization', 'Data sets that have passed the point of no return.'),
        ('COLUMN migration.finalization.migration', 'Name of the migration.'),
        ('COLUMN migration.finalization.data_set', 'Name of the data set.'),
        ('COLUMN migration.finalization.xid', 'The transaction; its fate is known for certain.'),
        ('COLUMN migration.finalization.finalized_at', 'When it happened.'),
        ('COLUMN migration.finalization.finalized_by', 'The login that did it.'),
        ('TABLE migration.holding', 'Retired tables, held until they may be dropped.'),
        ('COLUMN migration.holding.migration', 'Name of the migration.'),
        ('COLUMN migration.holding.data_set', 'Name of the data set.'),
        ('COLUMN migration.holding.held_table', 'Where the table is held.'),
        ('COLUMN migration.holding.held_at', 'Since when it is held.'),
        ('COLUMN migration.holding.held_until', 'Until when nobody may drop it.'),
        ('COLUMN migration.holding.held_by', 'The login that put it on hold.'),
        ('FUNCTION migration.is_final(text, text)', 'Whether there is no way back.'),
        ('FUNCTION migration.refuse_final(text, text)', 'Refuse what needs both sides.'),
        ('FUNCTION migration.begin_finalize(text, text)', 'Refuse what is not ready for it.'),
        ('FUNCTION migration.finalize(text, text)', 'Note the point of no return.'),
        ('FUNCTION migration.hold(text, text, text)', 'Put a retired table on hold.'),
        ('FUNCTION migration.release_held(text, text, text)', 'Take a table off hold.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
