-- Reads that both systems answered
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_shadow_log_shared.rollback.sql

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
SET LOCAL ROLE migration_owner;

--: Let no other migration change the control schema at the same time, and use no names of others.
DO $one_at_a_time$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
END
$one_at_a_time$;

--: Create what the shadow logs say: how often the new system read what the legacy system read.
CREATE TABLE IF NOT EXISTS migration.shadow_read (
    migration text NOT NULL,
    log text NOT NULL,
    day date NOT NULL,
    endpoint text NOT NULL,
    route text NOT NULL,
    reads bigint NOT NULL,
    equal bigint NOT NULL,
    different bigint NOT NULL,
    raced bigint NOT NULL,
    failed bigint NOT NULL,
    errors bigint NOT NULL DEFAULT 0,
    first_at timestamptz,
    last_at timestamptz,
    agreed_at timestamptz,
    disagreed_at timestamptz,
    p95_legacy_ms numeric,
    p95_new_ms numeric,
    CONSTRAINT shadow_read_pkey PRIMARY KEY (migration, log, day, endpoint, route),
    CONSTRAINT shadow_read_reads_check CHECK (reads = equal + different + raced + failed),
    CONSTRAINT shadow_read_errors_check CHECK (errors >= 0 AND reads + errors > 0),
    CONSTRAINT shadow_read_first_check CHECK ((reads = 0) = (first_at IS NULL)),
    CONSTRAINT shadow_read_last_check CHECK ((reads = 0) = (last_at IS NULL)),
    CONSTRAINT shadow_read_agreed_check CHECK ((equal + raced = 0) = (agreed_at IS NULL)),
    CONSTRAINT shadow_read_disagreed_check
        CHECK ((different + failed = 0) = (disagreed_at IS NULL))
);

--: Create the first differences of each log and route; where they are, not what was read.
CREATE TABLE IF NOT EXISTS migration.shadow_difference (
    migration text NOT NULL,
    log text NOT NULL,
    line bigint NOT NULL,
    request_id text NOT NULL,
    at timestamptz NOT NULL,
    endpoint text NOT NULL,
    route text NOT NULL,
    outcome text NOT NULL,
    legacy_status int,
    new_status int,
    paths text[] NOT NULL,
    CONSTRAINT shadow_difference_pkey PRIMARY KEY (migration, log, line),
    CONSTRAINT shadow_difference_outcome_check CHECK (outcome IN ('different', 'failed'))
);

--: Give nobody rights by default, whatever the database's defaults are.
REVOKE ALL ON migration.shadow_read, migration.shadow_difference FROM PUBLIC;

--: Let those who run, approve and audit see it.
GRANT SELECT
    ON migration.shadow_read, migration.shadow_difference
    TO migration_runner, migration_approver, migration_auditor;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.shadow_read', 'Reads that both systems answered, by log and day.'),
        ('COLUMN migration.shadow_read.migration', 'Name of the migration.'),
        ('COLUMN migration.shadow_read.log', 'The shadow log that says so.'),
        ('COLUMN migration.shadow_read.day', 'The day, in UTC.'),
        ('COLUMN migration.shadow_read.endpoint', 'Name of the endpoint.'),
        ('COLUMN migration.shadow_read.route', 'Its route.'),
        ('COLUMN migration.shadow_read.reads', 'How many reads.'),
        ('COLUMN migration.shadow_read.equal', 'Of these: both said the same.'),
        ('COLUMN migration.shadow_read.different', 'Of these: they did not.'),
        ('COLUMN migration.shadow_read.raced', 'Of these: they did when asked again.'),
        ('COLUMN migration.shadow_read.failed', 'Of these: the new one gave no usable answer.'),
        ('COLUMN migration.shadow_read.errors', 'Besides: legacy gave an error or nothing.'),
        ('COLUMN migration.shadow_read.first_at', 'When the first of the reads was.'),
        ('COLUMN migration.shadow_read.last_at', 'When the last of the reads was.'),
        ('COLUMN migration.shadow_read.agreed_at', 'When both said the same last.'),
        ('COLUMN migration.shadow_read.disagreed_at', 'When they did not, last.'),
        ('COLUMN migration.shadow_read.p95_legacy_ms', 'In 95 of 100 reads legacy was as fast.'),
        ('COLUMN migration.shadow_read.p95_new_ms', 'In 95 of 100 reads the new one was.'),
        ('TABLE migration.shadow_difference', 'The first 100 differences of a log and route.'),
        ('COLUMN migration.shadow_difference.migration', 'Name of the migration.'),
        ('COLUMN migration.shadow_difference.log', 'The shadow log that says so.'),
        ('COLUMN migration.shadow_difference.line', 'The line that says so.'),
        ('COLUMN migration.shadow_difference.request_id', 'Finds the request in other logs.'),
        ('COLUMN migration.shadow_difference.at', 'When it was.'),
        ('COLUMN migration.shadow_difference.endpoint', 'Name of the endpoint.'),
        ('COLUMN migration.shadow_difference.route', 'Its route.'),
        ('COLUMN migration.shadow_difference.outcome', 'different, or failed.'),
        ('COLUMN migration.shadow_difference.legacy_status', 'Status of the legacy system.'),
        ('COLUMN migration.shadow_difference.new_status', 'Status of the new system.'),
        ('COLUMN migration.shadow_difference.paths', 'The fields that differ; no values.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
