-- Endpoints, pages and terms of The nginx in front of the old and the new system
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
            'ai_management',
            'analytics',
            'costs',
            'debugging',
            'page:analytics',
            'page:console',
            'page:costs',
            'page:debugging',
            'page:settings'
        ]::text[]
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'ai_management', 'settings',
        '2026-11-16 00:00:00+00', '2027-06-30 00:00:00+00', true
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'analytics', 'analytics',
        '2026-11-16 00:00:00+00', '2027-06-30 00:00:00+00', true
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'costs', 'costs',
        '2026-11-16 00:00:00+00', '2027-06-30 00:00:00+00', true
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'debugging', 'debugging',
        '2026-11-16 00:00:00+00', '2027-06-30 00:00:00+00', true
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'page:analytics', NULL,
        '2026-11-16 00:00:00+00', NULL, false
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'page:console', NULL,
        '2026-11-16 00:00:00+00', NULL, false
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'page:costs', NULL,
        '2026-11-16 00:00:00+00', NULL, false
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'page:debugging', NULL,
        '2026-11-16 00:00:00+00', NULL, false
    );
    PERFORM migration.register_endpoint(
        'ai-management', 'page:settings', NULL,
        '2026-11-16 00:00:00+00', NULL, false
    );
END
$register_endpoints$;

--: Forget routes that are gone from the specs, or cannot be compared any more.
DELETE FROM migration.endpoint_read AS r
WHERE r.migration = 'ai-management'
    AND r.endpoint || '.' || r.route <> ALL (
        ARRAY[
            'ai_management.configs',
            'ai_management.config',
            'ai_management.models',
            'ai_management.prompts',
            'ai_management.prompt',
            'analytics.events',
            'analytics.user',
            'analytics.performance',
            'costs.summary',
            'costs.usage',
            'costs.usage_record',
            'costs.billing',
            'costs.allocations',
            'debugging.logs',
            'debugging.log',
            'debugging.errors',
            'debugging.metrics'
        ]::text[]
    );

--: Fill in the routes that can be compared.
INSERT INTO migration.endpoint_read (migration, endpoint, route)
VALUES
    ('ai-management', 'ai_management', 'configs'),
    ('ai-management', 'ai_management', 'config'),
    ('ai-management', 'ai_management', 'models'),
    ('ai-management', 'ai_management', 'prompts'),
    ('ai-management', 'ai_management', 'prompt'),
    ('ai-management', 'analytics', 'events'),
    ('ai-management', 'analytics', 'user'),
    ('ai-management', 'analytics', 'performance'),
    ('ai-management', 'costs', 'summary'),
    ('ai-management', 'costs', 'usage'),
    ('ai-management', 'costs', 'usage_record'),
    ('ai-management', 'costs', 'billing'),
    ('ai-management', 'costs', 'allocations'),
    ('ai-management', 'debugging', 'logs'),
    ('ai-management', 'debugging', 'log'),
    ('ai-management', 'debugging', 'errors'),
    ('ai-management', 'debugging', 'metrics')
ON CONFLICT DO NOTHING;

COMMIT;
