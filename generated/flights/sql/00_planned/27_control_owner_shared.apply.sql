-- Which side owns a data set, and every change of that
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 27_control_owner_shared.rollback.sql

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
    -- What may have changed since the gates were asked must still be true now that nobody writes.
    PERFORM migration.refuse_cancelled(change_owner.migration, change_owner.data_set);
    IF migration.owner_of(change_owner.migration, change_owner.data_set) <> change_owner.owner THEN
        PERFORM migration.refuse_closed(
            change_owner.migration,
            change_owner.data_set,
            CASE change_owner.owner WHEN 'new' THEN 'switch' ELSE 'reverse' END,
            true
        );
    END IF;
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
        (
            SELECT jsonb_build_object(
                'epoch', changed.epoch,
                'owner', changed.owner,
                'plan_hash', m.plan_hash,
                'environment', e.environment
            )
            FROM migration.migration AS m
            INNER JOIN migration.environment AS e ON e.migration = m.name
            WHERE m.name = changed.migration
        )
    );
    PERFORM migration.void_approvals(changed.migration, changed.name);
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

--: Define the refusal to change what was generated for rows that the new tables own.
CREATE OR REPLACE FUNCTION migration.refuse_changed(migration text, step text)
RETURNS void
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $refuse_changed$
DECLARE
    -- A step that is not one mapping's may be about every data set.
    switched text := (
        SELECT min(d.name)
        FROM migration.data_set AS d
        LEFT JOIN migration.mapping AS m
            ON (m.migration, m.mapping) = (d.migration, split_part(refuse_changed.step, '.', 2))
        WHERE d.migration = refuse_changed.migration
            AND d.owner = 'new'
            AND coalesce(m.data_set, d.name) = d.name
    );
BEGIN
    IF switched IS NOT NULL AND EXISTS (
        SELECT
        FROM migration.step AS s
        INNER JOIN migration.phase AS p ON p.name = s.phase
        WHERE (s.migration, s.step) = (refuse_changed.migration, refuse_changed.step)
            AND p.position < migration.phase_position('switched')
    ) THEN
        RAISE EXCEPTION 'the step % has changed, and the new tables own %', step, switched
        USING
            ERRCODE = 'MG184',
            DETAIL = 'It is written for legacy tables that own their rows under their own names.',
            HINT = format('First run: changeover reverse %s', switched);
    END IF;
END
$refuse_changed$;

--: Define the refusal to write by a snapshot that does not see what the switch has brought over.
CREATE OR REPLACE FUNCTION migration.refuse_old_snapshot()
RETURNS trigger
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $refuse_old_snapshot$
DECLARE
    switched_by xid8 := TG_ARGV[0]::xid8;
BEGIN
    -- Stable, so that it is asked for the snapshot of the statement itself: also READ COMMITTED
    -- may have one from before it waited, as COPY (DELETE …) TO does.
    IF NOT pg_visible_in_snapshot(switched_by, pg_current_snapshot()) THEN
        BEGIN
            PERFORM pg_xact_status(switched_by);
        EXCEPTION WHEN invalid_parameter_value THEN
            -- A copy of the database, which counts its transactions anew.
            RETURN NULL;
        END;
        RAISE EXCEPTION 'could not serialize access due to a switch meanwhile'
        USING
            ERRCODE = 'serialization_failure',
            SCHEMA = TG_TABLE_SCHEMA,
            TABLE = TG_TABLE_NAME,
            DETAIL = 'The snapshot of the transaction is older than the owner of the rows.',
            HINT = 'The transaction might succeed if retried.';
    END IF;
    RETURN NULL;
END
$refuse_old_snapshot$;

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
        ('FUNCTION migration.refuse_switched(text, text)', 'Refuse what needs the legacy tables.'),
        ('FUNCTION migration.refuse_changed(text, text)', 'Refuse a changed step after the switch.'),
        ('FUNCTION migration.refuse_old_snapshot()', 'Refuse a snapshot from before the switch.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
