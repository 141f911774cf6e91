-- Waiting terms and approvals, by environment
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 08_control_terms_shared.rollback.sql

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

--: Create the waiting terms and the approvals that each environment of a migration demands.
CREATE TABLE IF NOT EXISTS migration.term (
    migration text NOT NULL,
    environment text NOT NULL,
    verification interval NOT NULL DEFAULT '24 hours',
    reverse_window interval NOT NULL DEFAULT '14 days',
    hold interval NOT NULL DEFAULT '30 days',
    switch_approvals int NOT NULL DEFAULT 1,
    finalize_approvals int NOT NULL DEFAULT 2,
    CONSTRAINT term_pkey PRIMARY KEY (migration, environment),
    CONSTRAINT term_migration_fkey FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT term_approvals_check CHECK (
        environment <> 'production' OR switch_approvals > 0 AND finalize_approvals > 0
    )
);

--: Show what holds here: production's terms, unless a superuser has said what this database is.
CREATE OR REPLACE VIEW migration.environment AS
SELECT DISTINCT ON (t.migration)
    t.migration,
    t.environment,
    t.verification,
    t.reverse_window,
    t.hold,
    t.switch_approvals,
    t.finalize_approvals
FROM migration.term AS t
LEFT JOIN (
    -- A session's own setting counts for nothing; that of the database does.
    SELECT split_part(s.setting, '=', 2) AS name
    FROM pg_catalog.pg_database AS b
    INNER JOIN pg_catalog.pg_db_role_setting AS r ON r.setdatabase = b.oid AND r.setrole = 0
    CROSS JOIN LATERAL unnest(r.setconfig) AS s (setting)
    WHERE b.datname = current_database() AND s.setting LIKE 'changeover.environment=%'
) AS chosen ON chosen.name = t.environment
WHERE t.environment = 'production' OR chosen.name IS NOT NULL
ORDER BY t.migration, chosen.name IS NULL;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.term', 'Waiting terms and approvals, by migration and environment.'),
        ('COLUMN migration.term.migration', 'Name of the migration.'),
        ('COLUMN migration.term.environment', 'production, or what the spec calls it.'),
        ('COLUMN migration.term.verification', 'How long a clean comparison counts.'),
        ('COLUMN migration.term.reverse_window', 'How long after a switch finalize waits.'),
        ('COLUMN migration.term.hold', 'How long retired tables are kept.'),
        ('COLUMN migration.term.switch_approvals', 'How many approve a switch.'),
        ('COLUMN migration.term.finalize_approvals', 'How many approve what has no way back.'),
        ('VIEW migration.environment', 'The terms that hold in this database. A superuser says '
            || 'what it is: ALTER DATABASE … SET changeover.environment = ''…''.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
