-- Endpoints, pages and terms of The nginx in front of desk and shop
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 71_edge_nginx.rollback.sql

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

--: Fill in what each environment demands of the edge.
INSERT INTO migration.edge_term AS known (
    migration, environment, quiet, shadow_reads, shadow_for, await_sunset
)
VALUES
    (
        'ai-management', 'production', '14 days',
        1000, '24 hours', true
    ),
    (
        'ai-management', 'disposable', '0 seconds',
        0, '0 seconds', false
    )
ON CONFLICT ON CONSTRAINT edge_term_pkey DO UPDATE SET
    quiet = excluded.quiet,
    shadow_reads = excluded.shadow_reads,
    shadow_for = excluded.shadow_for,
    await_sunset = excluded.await_sunset
WHERE known IS DISTINCT FROM excluded;

--: Forget environments that the spec lost.
DELETE FROM migration.edge_term AS t
WHERE t.migration = 'ai-management'
    AND t.environment NOT IN (
        'production',
        'disposable'
    );

--: Name the component that is complete with the edge.
INSERT INTO migration.edge_component AS known (migration, component)
VALUES ('ai-management', 'api_migration')
ON CONFLICT ON CONSTRAINT edge_component_pkey DO UPDATE SET
    component = excluded.component
WHERE known.component <> excluded.component;

--: Register every endpoint and page, and forget those that the specs lost.
DO $register_endpoints$
BEGIN
    PERFORM migration.forget_other_endpoints(
        'ai-management',
        ARRAY[
            'orders',
            'page:desk'
        ]::text[]
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'orders', 'orders',
        '2026-11-16 00:00:00+00', '2027-06-30 00:00:00+00', false
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'page:desk', NULL,
        '2026-11-16 00:00:00+00', NULL, false
    );
END
$register_endpoints$;

--: Forget routes that are gone from the specs, or cannot be compared any more.
DELETE FROM migration.endpoint_read AS r
WHERE r.migration = 'ai-management'
    AND r.endpoint || '.' || r.route <> ALL (
        ARRAY[
        ]::text[]
    );

COMMIT;
