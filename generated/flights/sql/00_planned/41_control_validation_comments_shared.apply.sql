-- Meaning of the tables of the comparisons
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 41_control_validation_comments_shared.rollback.sql

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

--: Say in the catalog what the tables of the comparisons and their columns mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.validation_run', 'Comparisons of the old with the new.'),
        ('COLUMN migration.validation_run.run', 'Number of the comparison.'),
        ('COLUMN migration.validation_run.migration', 'Name of the migration.'),
        ('COLUMN migration.validation_run.mapping', 'Name of the mapping.'),
        ('COLUMN migration.validation_run.started_at', 'When it began.'),
        ('COLUMN migration.validation_run.finished_at', 'When it ended; empty while it runs.'),
        ('COLUMN migration.validation_run.spec_hash', 'Hash of the specs compared by.'),
        ('COLUMN migration.validation_run.plan_hash', 'Hash of the plan compared by.'),
        ('COLUMN migration.validation_run.snapshot', 'The one snapshot both sides were read in.'),
        ('COLUMN migration.validation_run.source_rows', 'Legacy rows.'),
        ('COLUMN migration.validation_run.migrated_rows', 'Rows found on the new side.'),
        ('COLUMN migration.validation_run.quarantined_rows', 'Rows in the quarantine.'),
        ('COLUMN migration.validation_run.filtered_rows', 'Rows left out by the filter.'),
        ('COLUMN migration.validation_run.pending_rows', 'Rows still in the journal.'),
        ('COLUMN migration.validation_run.outcome', 'clean or differences.'),
        ('COLUMN migration.validation_run.voided_at', 'When a rollback made it worthless.'),
        ('TABLE migration.validation_result', 'Results of each rung of a comparison.'),
        ('COLUMN migration.validation_result.run', 'Number of the comparison.'),
        ('COLUMN migration.validation_result.rung', 'Name of the rung.'),
        ('COLUMN migration.validation_result.checked', 'How many things were compared.'),
        ('COLUMN migration.validation_result.differences', 'How many were not as expected.'),
        ('COLUMN migration.validation_result.coverage', 'What was compared, in words.'),
        ('COLUMN migration.validation_result.detail', 'Everything else worth knowing.'),
        ('COLUMN migration.validation_result.seconds', 'How long it took.'),
        ('TABLE migration.unknown_value', 'Values kept under the unknown member of a lookup, the '
            || 'most frequent hundred of each column. Holds data of rows.'),
        ('COLUMN migration.unknown_value.run', 'Number of the comparison.'),
        ('COLUMN migration.unknown_value.target_column', 'The column that holds the member.'),
        ('COLUMN migration.unknown_value.place', 'The most frequent value is 1.'),
        ('COLUMN migration.unknown_value.legacy_value', 'What the legacy row says.'),
        ('COLUMN migration.unknown_value.rows', 'How many rows say so.'),
        ('TABLE migration.difference', 'Differences found by a comparison. Holds data of rows.'),
        ('COLUMN migration.difference.run', 'Number of the comparison.'),
        ('COLUMN migration.difference.rung', 'The rung that found it.'),
        ('COLUMN migration.difference.difference_number', 'Number of the difference.'),
        ('COLUMN migration.difference.legacy_key', 'Key of the legacy row, if it is about one.'),
        ('COLUMN migration.difference.kind', 'missing, extra, differs, schema, …'),
        ('COLUMN migration.difference.columns', 'The columns that differ.'),
        ('COLUMN migration.difference.expected', 'What the mapping makes of the legacy row.'),
        ('COLUMN migration.difference.actual', 'What is there.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
