-- Endpoints and pages, and what each environment demands of the edge
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_endpoints_shared.rollback.sql

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

--: Create the list of legacy endpoints and old pages that the edge knows.
CREATE TABLE IF NOT EXISTS migration.endpoint (
    migration text NOT NULL,
    endpoint text NOT NULL,
    data_set text,
    deprecation timestamptz NOT NULL,
    sunset timestamptz,
    reads boolean NOT NULL,
    CONSTRAINT endpoint_pkey PRIMARY KEY (migration, endpoint),
    CONSTRAINT endpoint_migration_fkey FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT endpoint_data_set_fkey FOREIGN KEY (migration, data_set)
        REFERENCES migration.data_set,
    CONSTRAINT endpoint_page_check CHECK ((data_set IS NULL) = (endpoint LIKE 'page:%')),
    CONSTRAINT endpoint_sunset_check CHECK (
        (data_set IS NULL) = (sunset IS NULL) AND sunset >= deprecation
    )
);

--: Create the list of their routes that both systems can be asked for, and compared.
CREATE TABLE IF NOT EXISTS migration.endpoint_read (
    migration text NOT NULL,
    endpoint text NOT NULL,
    route text NOT NULL,
    CONSTRAINT endpoint_read_pkey PRIMARY KEY (migration, endpoint, route),
    CONSTRAINT endpoint_read_endpoint_fkey FOREIGN KEY (migration, endpoint)
        REFERENCES migration.endpoint ON DELETE CASCADE
);

--: Create what each environment of a migration demands of the edge.
CREATE TABLE IF NOT EXISTS migration.edge_term (
    migration text NOT NULL,
    environment text NOT NULL,
    quiet interval NOT NULL,
    shadow_reads bigint NOT NULL,
    shadow_for interval NOT NULL,
    await_sunset boolean NOT NULL,
    CONSTRAINT edge_term_pkey PRIMARY KEY (migration, environment),
    CONSTRAINT edge_term_migration_fkey FOREIGN KEY (migration) REFERENCES migration.migration,
    CONSTRAINT edge_term_check CHECK (
        quiet >= '0 seconds' AND shadow_reads >= 0 AND shadow_for >= '0 seconds'
    ),
    CONSTRAINT edge_term_production_check CHECK (
        environment <> 'production' OR quiet > '0 seconds' AND await_sunset
    )
);

--: Create the component that the edge completes, as a whole.
CREATE TABLE IF NOT EXISTS migration.edge_component (
    migration text NOT NULL,
    component varchar(100) NOT NULL,
    CONSTRAINT edge_component_pkey PRIMARY KEY (migration),
    CONSTRAINT edge_component_component_fkey FOREIGN KEY (migration, component)
        REFERENCES migration.component
);

--: Show the terms that hold here: production's, where the environment of the database has none.
CREATE OR REPLACE VIEW migration.edge_environment AS
SELECT DISTINCT ON (t.migration)
    t.migration,
    t.environment,
    t.quiet,
    t.shadow_reads,
    t.shadow_for,
    t.await_sunset
FROM migration.edge_term AS t
INNER JOIN migration.environment AS e ON e.migration = t.migration
WHERE t.environment IN (e.environment, 'production')
ORDER BY t.migration, t.environment <> e.environment;

--: Give nobody rights by default, whatever the database's defaults are.
REVOKE ALL
    ON migration.endpoint,
        migration.endpoint_read,
        migration.edge_term,
        migration.edge_component,
        migration.edge_environment
    FROM PUBLIC;

--: Let those who run, approve and audit see it.
GRANT SELECT
    ON migration.endpoint,
        migration.endpoint_read,
        migration.edge_term,
        migration.edge_component,
        migration.edge_environment
    TO migration_runner, migration_approver, migration_auditor;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.endpoint', 'Legacy endpoints and old pages that the edge knows.'),
        ('COLUMN migration.endpoint.migration', 'Name of the migration.'),
        ('COLUMN migration.endpoint.endpoint', 'Its name; that of a page begins with page:.'),
        ('COLUMN migration.endpoint.data_set', 'Whose rows it serves; empty for a page.'),
        ('COLUMN migration.endpoint.deprecation', 'From when on its callers are told.'),
        ('COLUMN migration.endpoint.sunset', 'From when on it is gone; empty for a page.'),
        ('COLUMN migration.endpoint.reads', 'Whether it has routes that can be compared.'),
        ('TABLE migration.endpoint_read', 'Their routes that can be compared.'),
        ('COLUMN migration.endpoint_read.migration', 'Name of the migration.'),
        ('COLUMN migration.endpoint_read.endpoint', 'Name of the endpoint.'),
        ('COLUMN migration.endpoint_read.route', 'Its route.'),
        ('TABLE migration.edge_term', 'What each environment demands of the edge.'),
        ('COLUMN migration.edge_term.migration', 'Name of the migration.'),
        ('COLUMN migration.edge_term.environment', 'production, or what the spec calls it.'),
        ('COLUMN migration.edge_term.quiet', 'How long nobody calls before finalize.'),
        ('COLUMN migration.edge_term.shadow_reads', 'How many reads are compared at least.'),
        ('COLUMN migration.edge_term.shadow_for', 'Over how much time, at least.'),
        ('COLUMN migration.edge_term.await_sunset', 'Whether finalize waits for Sunset.'),
        ('TABLE migration.edge_component', 'The component that is complete with the edge.'),
        ('COLUMN migration.edge_component.migration', 'Name of the migration.'),
        ('COLUMN migration.edge_component.component', 'Name of the component.'),
        ('VIEW migration.edge_environment', 'The terms of the edge that hold in this database.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
