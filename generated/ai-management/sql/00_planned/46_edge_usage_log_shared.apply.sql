-- Calls in the legacy shape, and who made them
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_usage_log_shared.rollback.sql

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

--: Create what the usage logs say: calls in the legacy shape, counted by day and caller.
CREATE TABLE IF NOT EXISTS migration.legacy_call (
    migration text NOT NULL,
    log text NOT NULL,
    day date NOT NULL,
    endpoint text NOT NULL,
    route text NOT NULL,
    method text NOT NULL,
    side text NOT NULL,
    client text NOT NULL,
    status_class text NOT NULL,
    calls bigint NOT NULL,
    last_at timestamptz NOT NULL,
    CONSTRAINT legacy_call_pkey PRIMARY KEY (
        migration, log, day, endpoint, route, method, side, client, status_class
    ),
    CONSTRAINT legacy_call_side_check CHECK (side IN ('legacy', 'new')),
    CONSTRAINT legacy_call_calls_check CHECK (calls > 0)
);

--: Find the calls of an endpoint.
CREATE INDEX IF NOT EXISTS legacy_call_endpoint_idx
    ON migration.legacy_call (migration, endpoint, last_at);

--: Show who calls what: each route's callers, when last, and how often within the quiet term.
CREATE OR REPLACE VIEW migration.last_caller AS
SELECT
    c.migration,
    e.data_set,
    c.endpoint,
    c.route,
    c.client,
    max(c.last_at) AS last_at,
    (array_agg(c.side ORDER BY c.last_at DESC))[1] AS side,
    sum(c.calls)::bigint AS calls,
    coalesce(
        sum(c.calls) FILTER (WHERE c.last_at > clock_timestamp() - t.quiet), 0
    )::bigint AS calls_in_term
FROM migration.legacy_call AS c
LEFT JOIN migration.endpoint AS e ON (e.migration, e.endpoint) = (c.migration, c.endpoint)
LEFT JOIN migration.edge_environment AS t ON t.migration = c.migration
GROUP BY c.migration, e.data_set, c.endpoint, c.route, c.client;

--: Show how usage goes down, day by day (UTC).
CREATE OR REPLACE VIEW migration.usage_by_day AS
SELECT
    c.migration,
    c.day,
    c.endpoint,
    c.route,
    c.side,
    c.status_class,
    sum(c.calls)::bigint AS calls,
    count(DISTINCT c.client) AS clients
FROM migration.legacy_call AS c
GROUP BY c.migration, c.day, c.endpoint, c.route, c.side, c.status_class;

--: Give nobody rights by default, whatever the database's defaults are.
REVOKE ALL
    ON migration.legacy_call, migration.last_caller, migration.usage_by_day
    FROM PUBLIC;

--: Let those who run, approve and audit see it.
GRANT SELECT
    ON migration.legacy_call, migration.last_caller, migration.usage_by_day
    TO migration_runner, migration_approver, migration_auditor;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.legacy_call', 'Calls in the legacy shape, by log, day and caller.'),
        ('COLUMN migration.legacy_call.migration', 'Name of the migration.'),
        ('COLUMN migration.legacy_call.log', 'The usage log that says so.'),
        ('COLUMN migration.legacy_call.day', 'The day, in UTC.'),
        ('COLUMN migration.legacy_call.endpoint', 'Name of the endpoint or page.'),
        ('COLUMN migration.legacy_call.route', 'Its route; (none) where no route has the path.'),
        ('COLUMN migration.legacy_call.method', 'The method of HTTP.'),
        ('COLUMN migration.legacy_call.side', 'The side that answered.'),
        ('COLUMN migration.legacy_call.client', 'Who called: a name, or an address.'),
        ('COLUMN migration.legacy_call.status_class', 'The first digit of the status.'),
        ('COLUMN migration.legacy_call.calls', 'How many calls.'),
        ('COLUMN migration.legacy_call.last_at', 'When the last of them was.'),
        ('VIEW migration.last_caller', 'Who calls which route, and when last.'),
        ('VIEW migration.usage_by_day', 'How usage goes down, day by day.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
