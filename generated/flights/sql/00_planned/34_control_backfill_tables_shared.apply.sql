-- Mappings, ranges, batch ledger and quarantine
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 34_control_backfill_tables_shared.rollback.sql

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

--: Create the list of mappings, with the data set that each belongs to.
CREATE TABLE IF NOT EXISTS migration.mapping (
    migration text NOT NULL,
    mapping text NOT NULL,
    data_set text NOT NULL,
    CONSTRAINT mapping_pkey PRIMARY KEY (migration, mapping),
    CONSTRAINT mapping_data_set_fkey FOREIGN KEY (migration, data_set)
        REFERENCES migration.data_set
);

--: Create the estimates of how many rows there are to copy.
CREATE TABLE IF NOT EXISTS migration.mapping_estimate (
    migration text NOT NULL,
    mapping text NOT NULL,
    source_rows bigint NOT NULL,
    CONSTRAINT mapping_estimate_pkey PRIMARY KEY (migration, mapping)
);

--: Create the ranges of keys that the copiers work through.
CREATE TABLE IF NOT EXISTS migration.backfill_range (
    migration text NOT NULL,
    mapping text NOT NULL,
    range_number int NOT NULL,
    lower_key jsonb,
    upper_key jsonb,
    last_key jsonb,
    done boolean NOT NULL DEFAULT false,
    rows_read bigint NOT NULL DEFAULT 0,
    rows_written bigint NOT NULL DEFAULT 0,
    rows_quarantined bigint NOT NULL DEFAULT 0,
    rows_filtered bigint NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT backfill_range_pkey PRIMARY KEY (migration, mapping, range_number)
);

--: Create the batch ledger.
CREATE TABLE IF NOT EXISTS migration.backfill_batch (
    batch bigint GENERATED ALWAYS AS IDENTITY,
    migration text NOT NULL,
    mapping text NOT NULL,
    range_number int NOT NULL,
    first_key jsonb,
    last_key jsonb,
    rows_read int NOT NULL,
    rows_written int NOT NULL,
    rows_existing int NOT NULL,
    rows_filtered int NOT NULL,
    rows_quarantined int NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT backfill_batch_pkey PRIMARY KEY (batch),
    CONSTRAINT backfill_batch_mapping_key UNIQUE (migration, mapping, batch),
    CONSTRAINT backfill_batch_conservation_check CHECK (
        rows_read = rows_written + rows_existing + rows_filtered + rows_quarantined
    )
);

--: Create the quarantine for legacy rows that could not be carried over.
CREATE TABLE IF NOT EXISTS migration.quarantine (
    migration text NOT NULL,
    mapping text NOT NULL,
    legacy_key jsonb NOT NULL,
    legacy_row jsonb NOT NULL,
    reason text NOT NULL,
    sqlstate text NOT NULL,
    origin text NOT NULL,
    quarantined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT quarantine_pkey PRIMARY KEY (migration, mapping, legacy_key),
    CONSTRAINT quarantine_origin_check
        CHECK (origin IN ('backfill', 'capture', 'replay', 'redrive'))
);

COMMIT;
