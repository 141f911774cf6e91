-- Which side owns a data set, and every change of that
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 26_control_owner_shared.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
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

--: Create the list of all changes of ownership, each with the transaction that made it.
CREATE TABLE IF NOT EXISTS migration.ownership (
    migration text NOT NULL,
    data_set text NOT NULL,
    epoch bigint NOT NULL,
    owner text NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_by text NOT NULL DEFAULT session_user,
    CONSTRAINT ownership_pkey PRIMARY KEY (migration, data_set, epoch),
    CONSTRAINT ownership_data_set_fkey FOREIGN KEY (migration, data_set)
        REFERENCES migration.data_set,
    CONSTRAINT ownership_owner_check CHECK (owner IN ('legacy', 'new'))
);

--: Define which side owns a data set.
CREATE OR REPLACE FUNCTION migration.owner_of(migration text, data_set text)
RETURNS text
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $owner_of$
DECLARE
    found_owner text := (
        SELECT d.owner
        FROM migration.data_set AS d
        WHERE (d.migration, d.name) = (owner_of.migration, owner_of.data_set)
    );
BEGIN
    IF found_owner IS NULL THEN
        RAISE EXCEPTION '% has no data set %', owner_of.migration, owner_of.data_set
        USING
            ERRCODE = 'MG130',
            HINT = (
                SELECT 'The data sets are ' || string_agg(d.name, ', ' ORDER BY d.name)
                FROM migration.data_set AS d
                WHERE d.migration = owner_of.migration
            );
    END IF;
    RETURN found_owner;
END
$owner_of$;

--: Define how a data set changes its owner: once per epoch, in the transaction of the names.
CREATE OR REPLACE FUNCTION migration.change_owner(migration text, data_set text, owner text)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $change_owner$
DECLARE
    changed migration.data_set;
BEGIN
    UPDATE migration.data_set AS d
    SET owner = change_owner.owner,
        epoch = d.epoch + 1,
        phase = CASE change_owner.owner WHEN 'new' THEN 'switched' ELSE 'verified' END,
        changed_at = clock_timestamp()
    WHERE (d.migration, d.name) = (change_owner.migration, change_owner.data_set)
        AND d.owner <> change_owner.owner
        AND d.phase IN ('verified', 'switched', 'rolling_out')
    RETURNING d.* INTO changed;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the data set % cannot change its owner to %',
            change_owner.data_set, change_owner.owner
        USING
            ERRCODE = 'MG131',
            DETAIL = (
                SELECT format('It is %s, and its owner is %s.', d.phase, d.owner)
                FROM migration.data_set AS d
                WHERE (d.migration, d.name) = (change_owner.migration, change_owner.data_set)
            ),
            HINT = 'A data set is switched from verified, and reversed from switched.';
    END IF;
    INSERT INTO migration.ownership (migration, data_set, epoch, owner)
    VALUES (changed.migration, changed.name, changed.epoch, changed.owner);
    PERFORM migration.record_event(
        changed.migration,
        CASE changed.owner WHEN 'new' THEN 'switched' ELSE 'reversed' END,
        changed.name,
        jsonb_build_object('epoch', changed.epoch, 'owner', changed.owner)
    );
    -- What was compared before the other side owned the rows says nothing about them now.
    UPDATE migration.validation_run AS v
    SET voided_at = clock_timestamp()
    FROM migration.mapping AS m
    WHERE (m.migration, m.data_set) = (changed.migration, changed.name)
        AND (v.migration, v.mapping) = (m.migration, m.mapping)
        AND v.voided_at IS NULL;
    RETURN changed.epoch;
END
$change_owner$;

--: Define what must be true before a data set is switched.
CREATE OR REPLACE FUNCTION migration.begin_switch(migration text, data_set text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_switch$
DECLARE
    side text := migration.owner_of(begin_switch.migration, begin_switch.data_set);
    reached text := (
        SELECT d.phase
        FROM migration.data_set AS d
        WHERE (d.migration, d.name) = (begin_switch.migration, begin_switch.data_set)
    );
    missing text;
BEGIN
    IF side = 'new' THEN
        RETURN;
    END IF;
    SELECT string_agg(s.step, ', ' ORDER BY s.position) INTO missing
    FROM migration.step AS s
    INNER JOIN migration.phase AS p ON p.name = s.phase
    WHERE s.migration = begin_switch.migration
        AND p.position <= migration.phase_position('verified')
        AND migration.step_state(s.migration, s.step) <> 'applied';
    IF missing IS NOT NULL OR reached <> 'verified' THEN
        RAISE EXCEPTION 'the data set % cannot be switched yet', begin_switch.data_set
        USING
            ERRCODE = 'MG132',
            DETAIL = coalesce('Not applied: ' || missing || '.', format('It is %s.', reached)),
            HINT = 'First run: changeover apply --to verified';
    END IF;
    SELECT string_agg(format('%s: %s', v.mapping, v.status), ', ' ORDER BY v.mapping) INTO missing
    FROM migration.validation AS v
    LEFT JOIN migration.mapping AS m ON m.migration = v.migration AND m.mapping = v.mapping
    WHERE v.migration = begin_switch.migration
        AND coalesce(m.data_set, begin_switch.data_set) = begin_switch.data_set
        AND v.status <> 'clean';
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'the data set % has no clean comparison of today', begin_switch.data_set
        USING
            ERRCODE = 'MG133',
            DETAIL = missing,
            HINT = 'First run: changeover validate';
    END IF;
    SELECT string_agg(format('%s of %s', held.rows, held.mapping), ', ' ORDER BY held.mapping)
    INTO missing
    FROM (
        SELECT q.mapping, count(*) AS rows
        FROM migration.quarantine AS q
        INNER JOIN migration.mapping AS m ON m.migration = q.migration AND m.mapping = q.mapping
        WHERE q.migration = begin_switch.migration AND m.data_set = begin_switch.data_set
        GROUP BY q.mapping
    ) AS held;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'the legacy application would lose sight of rows of %', begin_switch.data_set
        USING
            ERRCODE = 'MG134',
            DETAIL = format('In quarantine: %s.', missing),
            HINT = 'Correct the rows or the spec, then run: changeover redrive';
    END IF;
END
$begin_switch$;

--: Define the refusal to do what needs the legacy tables under their own names.
CREATE OR REPLACE FUNCTION migration.refuse_switched(migration text, data_set text)
RETURNS void
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $refuse_switched$
BEGIN
    IF migration.owner_of(refuse_switched.migration, refuse_switched.data_set) = 'new' THEN
        RAISE EXCEPTION 'the data set % is switched', refuse_switched.data_set
        USING
            ERRCODE = 'MG135',
            DETAIL = 'Its legacy names show the new tables.',
            HINT = format('First run: changeover reverse %s', refuse_switched.data_set);
    END IF;
END
$refuse_switched$;

--: Define what must be true before a data set goes back to the legacy tables.
CREATE OR REPLACE FUNCTION migration.begin_reverse(migration text, data_set text, because text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $begin_reverse$
BEGIN
    PERFORM migration.owner_of(begin_reverse.migration, begin_reverse.data_set);
    IF EXISTS (
        SELECT
        FROM migration.data_set AS d
        INNER JOIN migration.phase AS p ON p.name = d.phase
        WHERE (d.migration, d.name) = (begin_reverse.migration, begin_reverse.data_set)
            AND d.owner = 'new'
            AND p.position >= migration.phase_position('finalized')
    ) THEN
        RAISE EXCEPTION 'the data set % is finalized, and there is no way back',
            begin_reverse.data_set
        USING
            ERRCODE = 'MG191',
            HINT = 'Its retired tables are held; only a restore brings the legacy names back.';
    END IF;
    IF coalesce(trim(because), '') = '' THEN
        RAISE EXCEPTION 'a reverse of % needs a reason', begin_reverse.data_set
        USING
            ERRCODE = 'MG063',
            HINT = 'Say why, with psql -v because=''…'' or changeover reverse --because …';
    END IF;
    PERFORM migration.record_event(
        begin_reverse.migration,
        'reverse_begun',
        begin_reverse.data_set,
        jsonb_build_object('because', because)
    );
END
$begin_reverse$;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.ownership', 'Every change of the side that owns a data set.'),
        ('COLUMN migration.ownership.migration', 'Name of the migration.'),
        ('COLUMN migration.ownership.data_set', 'Name of the data set.'),
        ('COLUMN migration.ownership.epoch', 'Number of the change; each is used once.'),
        ('COLUMN migration.ownership.owner', 'The side that owns the rows from then on.'),
        ('COLUMN migration.ownership.xid', 'The transaction; its fate is known for certain.'),
        ('COLUMN migration.ownership.changed_at', 'When it happened.'),
        ('COLUMN migration.ownership.changed_by', 'The login that did it.'),
        ('FUNCTION migration.owner_of(text, text)', 'The side that owns a data set.'),
        ('FUNCTION migration.change_owner(text, text, text)', 'Give a data set to a side.'),
        ('FUNCTION migration.begin_switch(text, text)', 'Refuse a switch that is not ready.'),
        ('FUNCTION migration.refuse_switched(text, text)', 'Refuse what needs the legacy tables.'),
        ('FUNCTION migration.begin_reverse(text, text, text)', 'Refuse a reverse without a reason.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
