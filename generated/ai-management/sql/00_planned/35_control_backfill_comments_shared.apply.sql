-- Meaning of the tables of the copy
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 35_control_backfill_comments_shared.rollback.sql

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

--: Say in the catalog what the tables of the copy and their columns mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.mapping', 'The mappings, with the data set of each.'),
        ('COLUMN migration.mapping.migration', 'Name of the migration.'),
        ('COLUMN migration.mapping.mapping', 'Name of the mapping.'),
        ('COLUMN migration.mapping.data_set', 'The data set it belongs to.'),
        ('TABLE migration.mapping_estimate', 'How many legacy rows each mapping has, about.'),
        ('COLUMN migration.mapping_estimate.migration', 'Name of the migration.'),
        ('COLUMN migration.mapping_estimate.mapping', 'Name of the mapping.'),
        ('COLUMN migration.mapping_estimate.source_rows', 'Legacy rows, about.'),
        ('TABLE migration.backfill_range', 'Ranges of keys, each copied on its own.'),
        ('COLUMN migration.backfill_range.migration', 'Name of the migration.'),
        ('COLUMN migration.backfill_range.mapping', 'Name of the mapping.'),
        ('COLUMN migration.backfill_range.range_number', 'Number of the range.'),
        ('COLUMN migration.backfill_range.lower_key', 'Keys begin above this; empty: no limit.'),
        ('COLUMN migration.backfill_range.upper_key', 'Keys end with this; empty: no limit.'),
        ('COLUMN migration.backfill_range.last_key', 'The last key copied; the copy resumes here.'),
        ('COLUMN migration.backfill_range.done', 'Whether the whole range is copied.'),
        ('COLUMN migration.backfill_range.rows_read', 'Legacy rows read so far.'),
        ('COLUMN migration.backfill_range.rows_written', 'New rows written so far.'),
        ('COLUMN migration.backfill_range.rows_quarantined', 'Rows quarantined so far.'),
        ('COLUMN migration.backfill_range.rows_filtered', 'Rows left out by the filter so far.'),
        ('COLUMN migration.backfill_range.updated_at', 'When the last batch ended.'),
        ('TABLE migration.backfill_batch', 'Batch ledger: one row per transaction of a copy.'),
        ('COLUMN migration.backfill_batch.batch', 'Number of the batch.'),
        ('COLUMN migration.backfill_batch.migration', 'Name of the migration.'),
        ('COLUMN migration.backfill_batch.mapping', 'Name of the mapping.'),
        ('COLUMN migration.backfill_batch.range_number', 'The range it belongs to.'),
        ('COLUMN migration.backfill_batch.first_key', 'The first key read.'),
        ('COLUMN migration.backfill_batch.last_key', 'The last key read.'),
        ('COLUMN migration.backfill_batch.rows_read', 'Legacy rows read.'),
        ('COLUMN migration.backfill_batch.rows_written', 'New rows written.'),
        ('COLUMN migration.backfill_batch.rows_existing', 'Rows that the capture had brought.'),
        ('COLUMN migration.backfill_batch.rows_filtered', 'Rows left out by the filter.'),
        ('COLUMN migration.backfill_batch.rows_quarantined', 'Rows quarantined.'),
        ('COLUMN migration.backfill_batch.started_at', 'When it began.'),
        ('COLUMN migration.backfill_batch.finished_at', 'When it ended.'),
        ('COLUMN migration.backfill_batch.xid', 'Its transaction.'),
        ('TABLE migration.quarantine', 'Legacy rows that could not be carried over, and why.'),
        ('COLUMN migration.quarantine.migration', 'Name of the migration.'),
        ('COLUMN migration.quarantine.mapping', 'Name of the mapping.'),
        ('COLUMN migration.quarantine.legacy_key', 'Key of the legacy row.'),
        ('COLUMN migration.quarantine.legacy_row', 'The whole legacy row as it was.'),
        ('COLUMN migration.quarantine.reason', 'Why it could not be carried over.'),
        ('COLUMN migration.quarantine.sqlstate', 'The same as a code.'),
        ('COLUMN migration.quarantine.origin', 'backfill, capture, replay or redrive.'),
        ('COLUMN migration.quarantine.quarantined_at', 'When it last failed.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
