-- Endpoints, pages and terms of The nginx in front of the old and the new system
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Each environment demands of the edge what the spec says, and none demands anything else.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(wanted.environment, t.environment),
        'demands something else of the edge than the spec'
    FROM (
        VALUES
            (
                'production', '14 days'::interval, 1000,
                '24 hours'::interval, true
            ),
            (
                'disposable', '0 seconds'::interval, 0,
                '0 seconds'::interval, false
            )
    ) AS wanted (environment, quiet, shadow_reads, shadow_for, await_sunset)
    FULL JOIN (
        SELECT *
        FROM migration.edge_term AS r
        WHERE r.migration = 'ai-management'
    ) AS t ON t.environment = wanted.environment
    WHERE (wanted.quiet, wanted.shadow_reads, wanted.shadow_for, wanted.await_sunset)
        IS DISTINCT FROM (t.quiet, t.shadow_reads, t.shadow_for, t.await_sunset)
) AS found (object, problem);

--: The edge completes the component of the spec.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'api_migration',
        'is not the component that is complete with the edge'
    WHERE NOT EXISTS (
        SELECT
        FROM migration.edge_component AS c
        WHERE (c.migration, c.component) = ('ai-management', 'api_migration')
    )
) AS found (object, problem);

--: Exactly the endpoints and pages of the specs are registered.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(wanted.endpoint, e.endpoint),
        'is not registered as the spec says'
    FROM (
        VALUES
            (
                'ai_management', 'settings',
                '2026-11-16 00:00:00+00'::timestamptz,
                '2027-06-30 00:00:00+00'::timestamptz, true
            ),
            (
                'analytics', 'analytics',
                '2026-11-16 00:00:00+00'::timestamptz,
                '2027-06-30 00:00:00+00'::timestamptz, true
            ),
            (
                'costs', 'costs',
                '2026-11-16 00:00:00+00'::timestamptz,
                '2027-06-30 00:00:00+00'::timestamptz, true
            ),
            (
                'debugging', 'debugging',
                '2026-11-16 00:00:00+00'::timestamptz,
                '2027-06-30 00:00:00+00'::timestamptz, true
            ),
            (
                'page:analytics', NULL,
                '2026-11-16 00:00:00+00'::timestamptz,
                NULL::timestamptz, false
            ),
            (
                'page:console', NULL,
                '2026-11-16 00:00:00+00'::timestamptz,
                NULL::timestamptz, false
            ),
            (
                'page:costs', NULL,
                '2026-11-16 00:00:00+00'::timestamptz,
                NULL::timestamptz, false
            ),
            (
                'page:debugging', NULL,
                '2026-11-16 00:00:00+00'::timestamptz,
                NULL::timestamptz, false
            ),
            (
                'page:settings', NULL,
                '2026-11-16 00:00:00+00'::timestamptz,
                NULL::timestamptz, false
            )
    ) AS wanted (endpoint, data_set, deprecation, sunset, reads)
    FULL JOIN (
        SELECT *
        FROM migration.endpoint AS r
        WHERE r.migration = 'ai-management'
    ) AS e ON e.endpoint = wanted.endpoint
    WHERE (wanted.endpoint, wanted.data_set, wanted.deprecation, wanted.sunset, wanted.reads)
        IS DISTINCT FROM (e.endpoint, e.data_set, e.deprecation, e.sunset, e.reads)
) AS found (object, problem);

--: Exactly the routes that can be compared are known.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(wanted.endpoint || '.' || wanted.route, r.endpoint || '.' || r.route),
        'is not known as a route that can be compared, or no longer one'
    FROM (
        VALUES
            ('ai_management', 'configs'),
            ('ai_management', 'config'),
            ('ai_management', 'models'),
            ('ai_management', 'prompts'),
            ('ai_management', 'prompt'),
            ('analytics', 'events'),
            ('analytics', 'user'),
            ('analytics', 'performance'),
            ('costs', 'summary'),
            ('costs', 'usage'),
            ('costs', 'usage_record'),
            ('costs', 'billing'),
            ('costs', 'allocations'),
            ('debugging', 'logs'),
            ('debugging', 'log'),
            ('debugging', 'errors'),
            ('debugging', 'metrics')
    ) AS wanted (endpoint, route)
    FULL JOIN (
        SELECT *
        FROM migration.endpoint_read AS k
        WHERE k.migration = 'ai-management'
    ) AS r ON (r.endpoint, r.route) = (wanted.endpoint, wanted.route)
    WHERE wanted.route IS NULL OR r.route IS NULL
) AS found (object, problem);
