-- Where the rung L7 stands, and its gate
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 48_rechecks_shared.rollback.sql

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

--: Create where the rung L7 stands with each mapping.
CREATE TABLE IF NOT EXISTS migration.recheck (
    migration text NOT NULL,
    mapping text NOT NULL,
    last_key jsonb,
    looked_since xid8,
    checked bigint NOT NULL DEFAULT 0,
    passes bigint NOT NULL DEFAULT 0,
    passed_at timestamptz,
    looked_at timestamptz,
    epoch bigint,
    passed_epoch bigint,
    CONSTRAINT recheck_pkey PRIMARY KEY (migration, mapping)
);

--: Create the keys that it looks at first.
CREATE TABLE IF NOT EXISTS migration.recheck_key (
    migration text NOT NULL,
    mapping text NOT NULL,
    legacy_key jsonb NOT NULL,
    looked_at timestamptz,
    CONSTRAINT recheck_key_pkey PRIMARY KEY (migration, mapping, legacy_key)
);

--: Define how a mapping that is rolled back is re-checked no longer.
CREATE OR REPLACE FUNCTION migration.forget_recheck(migration text, mapping text)
RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $forget_recheck$
    DELETE FROM migration.drift AS d
    WHERE (d.migration, d.mapping) = (forget_recheck.migration, forget_recheck.mapping);
    DELETE FROM migration.recheck_key AS q
    WHERE (q.migration, q.mapping) = (forget_recheck.migration, forget_recheck.mapping);
    DELETE FROM migration.recheck AS r
    WHERE (r.migration, r.mapping) = (forget_recheck.migration, forget_recheck.mapping);
$forget_recheck$;

--: Define the gate: no difference that the rung L7 has found stands.
CREATE OR REPLACE FUNCTION migration.rechecked(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $rechecked$
BEGIN
    RETURN QUERY
    SELECT
        coalesce(sum(found.rows), 0) = 0,
        coalesce(
            string_agg(format('%s in %s', found.rows, m.mapping), ', ' ORDER BY m.mapping)
                FILTER (WHERE found.rows > 0),
            CASE
                WHEN coalesce(sum(r.checked), 0) = 0
                    THEN 'no difference stands; nothing was looked at again yet'
                ELSE format('no difference stands; %s keys looked at', sum(r.checked))
            END
        )
    FROM migration.mapping AS m
    CROSS JOIN LATERAL (
        SELECT count(*) AS rows
        FROM migration.drift AS d
        WHERE (d.migration, d.mapping) = (m.migration, m.mapping)
    ) AS found
    LEFT JOIN migration.recheck AS r ON (r.migration, r.mapping) = (m.migration, m.mapping)
    WHERE (m.migration, m.data_set) = (rechecked.migration, rechecked.data_set);
END
$rechecked$;

--: Define the gate: under this owner every key was looked at again, and the looking goes on.
CREATE OR REPLACE FUNCTION migration.rechecked_throughout(migration text, data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $rechecked_throughout$
BEGIN
    RETURN QUERY
    SELECT
        said.passed AND missing.mappings IS NULL,
        CASE
            WHEN said.passed AND missing.mappings IS NOT NULL THEN missing.mappings
            ELSE said.detail
        END
    FROM migration.rechecked(
        rechecked_throughout.migration, rechecked_throughout.data_set
    ) AS said
    CROSS JOIN (
        SELECT string_agg(format('%s %s', m.mapping, why.missing), ', ' ORDER BY m.mapping)
        FROM migration.data_set AS d
        INNER JOIN migration.environment AS e ON e.migration = d.migration
        INNER JOIN migration.mapping AS m ON (m.migration, m.data_set) = (d.migration, d.name)
        LEFT JOIN migration.recheck AS r ON (r.migration, r.mapping) = (m.migration, m.mapping)
        CROSS JOIN LATERAL (
            -- A table without rows has passes, and no key to look at.
            SELECT greatest(r.looked_at, r.passed_at)
        ) AS last (look)
        CROSS JOIN LATERAL (
            SELECT CASE
                -- Epochs and not times, so that no clock decides whose rows were looked at.
                WHEN r.passed_epoch IS DISTINCT FROM d.epoch
                    THEN 'was not looked at throughout since its owner changed'
                WHEN last.look BETWEEN clock_timestamp() - e.verification AND clock_timestamp()
                    THEN NULL
                ELSE format('was last looked at %s', to_char(last.look, 'YYYY-MM-DD HH24:MI TZ'))
            END
        ) AS why (missing)
        WHERE (d.migration, d.name)
                = (rechecked_throughout.migration, rechecked_throughout.data_set)
            AND why.missing IS NOT NULL
    ) AS missing (mappings);
END
$rechecked_throughout$;

--: Nobody has rights by default.
REVOKE ALL ON migration.recheck, migration.recheck_key FROM PUBLIC;

--: The same for the functions.
REVOKE ALL
    ON FUNCTION
        migration.forget_recheck(text, text),
        migration.rechecked(text, text),
        migration.rechecked_throughout(text, text)
    FROM PUBLIC;

--: Let the runner re-check.
GRANT SELECT, INSERT, UPDATE, DELETE
    ON migration.recheck, migration.recheck_key
    TO migration_runner;

--: Let those who decide ask the gates.
GRANT EXECUTE
    ON FUNCTION
        migration.rechecked(text, text),
        migration.rechecked_throughout(text, text)
    TO migration_runner, migration_approver, migration_auditor;

--: Let the runner forget.
GRANT EXECUTE ON FUNCTION migration.forget_recheck(text, text) TO migration_runner;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.recheck', 'How far the rung L7 has looked at each mapping again.'),
        ('COLUMN migration.recheck.migration', 'Name of the migration.'),
        ('COLUMN migration.recheck.mapping', 'Name of the mapping.'),
        ('COLUMN migration.recheck.last_key', 'The last key of the pass; empty between two.'),
        ('COLUMN migration.recheck.looked_since', 'What is older was not written since.'),
        ('COLUMN migration.recheck.checked', 'How many keys were looked at, ever.'),
        ('COLUMN migration.recheck.passes', 'How often all keys were looked at.'),
        ('COLUMN migration.recheck.passed_at', 'When a pass ended last.'),
        ('COLUMN migration.recheck.looked_at', 'When a piece was looked at last.'),
        ('COLUMN migration.recheck.epoch', 'Epoch of the data set when the pass began.'),
        ('COLUMN migration.recheck.passed_epoch', 'That of the last pass that ended.'),
        ('TABLE migration.recheck_key', 'Keys that were written, or pending: looked at first.'),
        ('COLUMN migration.recheck_key.migration', 'Name of the migration.'),
        ('COLUMN migration.recheck_key.mapping', 'Name of the mapping.'),
        ('COLUMN migration.recheck_key.legacy_key', 'Key of the legacy row.'),
        ('COLUMN migration.recheck_key.looked_at', 'When it was found pending.'),
        ('FUNCTION migration.forget_recheck(text, text)', 'Forget what L7 knows of a mapping.'),
        ('FUNCTION migration.rechecked(text, text)', 'Gate: no difference of L7 stands.'),
        ('FUNCTION migration.rechecked_throughout(text, text)',
            'Gate: under this owner L7 has looked at every key, and lately; no difference stands.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
