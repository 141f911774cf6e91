-- Terms and gates of 1. Shop & *stock*
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
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

--: Each environment has the terms of the spec, and none has others.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(wanted.environment, t.environment),
        'has other terms than the spec'
    FROM (
        VALUES
            (
                'production', '24 hours'::interval,
                '14 days'::interval, '30 days'::interval,
                1, 2
            )
    ) AS wanted (environment, verification, reverse_window, hold, for_switch, for_finalize)
    FULL JOIN (
        SELECT *
        FROM migration.term AS r
        WHERE r.migration = 'ai-management'
    ) AS t ON t.environment = wanted.environment
    WHERE (
            wanted.verification, wanted.reverse_window, wanted.hold, wanted.for_switch,
            wanted.for_finalize
        ) IS DISTINCT FROM (
            t.verification, t.reverse_window, t.hold, t.switch_approvals, t.finalize_approvals
        )
) AS found (object, problem);

--: Each data set has the gates of the spec, and no others.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        format('%s, %s', coalesce(wanted.data_set, g.data_set), coalesce(wanted.gate, g.gate)),
        'is not the gate of the spec'
    FROM (
        VALUES
            (
                'orders', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155', true
            ),
            (
                'orders', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'orders', 'finalize', 'recheck',
                'migration.rechecked_throughout', 'MG161', true
            ),
            (
                'orders', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'orders', 'finalize', 'traffic',
                NULL, 'MG224', true
            ),
            (
                'orders', 'finalize', 'legacy_calls',
                NULL, 'MG210', true
            ),
            (
                'orders', 'finalize', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'orders', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154', true
            ),
            (
                'orders', 'reverse', 'traffic',
                NULL, 'MG212', true
            ),
            (
                'orders', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132', false
            ),
            (
                'orders', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'orders', 'switch', 'recheck',
                'migration.rechecked', 'MG161', true
            ),
            (
                'orders', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'orders', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180', false
            ),
            (
                'orders', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181', false
            ),
            (
                'orders', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'orders', 'switch', 'shadow_reads',
                NULL, 'MG211', false
            ),
            (
                'orders', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154', true
            ),
            (
                'stock', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155', true
            ),
            (
                'stock', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'stock', 'finalize', 'recheck',
                'migration.rechecked_throughout', 'MG161', true
            ),
            (
                'stock', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'stock', 'finalize', 'traffic',
                NULL, 'MG224', true
            ),
            (
                'stock', 'finalize', 'legacy_calls',
                NULL, 'MG210', true
            ),
            (
                'stock', 'finalize', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'stock', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154', true
            ),
            (
                'stock', 'reverse', 'traffic',
                NULL, 'MG212', true
            ),
            (
                'stock', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132', false
            ),
            (
                'stock', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'stock', 'switch', 'recheck',
                'migration.rechecked', 'MG161', true
            ),
            (
                'stock', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'stock', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180', false
            ),
            (
                'stock', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181', false
            ),
            (
                'stock', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'stock', 'switch', 'shadow_reads',
                NULL, 'MG211', false
            ),
            (
                'stock', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154', true
            ),
            (
                'later', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155', true
            ),
            (
                'later', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'later', 'finalize', 'recheck',
                'migration.rechecked_throughout', 'MG161', true
            ),
            (
                'later', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'later', 'finalize', 'traffic',
                NULL, 'MG224', true
            ),
            (
                'later', 'finalize', 'legacy_calls',
                NULL, 'MG210', true
            ),
            (
                'later', 'finalize', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'later', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154', true
            ),
            (
                'later', 'reverse', 'traffic',
                NULL, 'MG212', true
            ),
            (
                'later', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132', false
            ),
            (
                'later', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'later', 'switch', 'recheck',
                'migration.rechecked', 'MG161', true
            ),
            (
                'later', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'later', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180', false
            ),
            (
                'later', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181', false
            ),
            (
                'later', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'later', 'switch', 'shadow_reads',
                NULL, 'MG211', false
            ),
            (
                'later', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154', true
            )
    ) AS wanted (data_set, command, gate, routine, sqlstate, again)
    FULL JOIN (
        SELECT *
        FROM migration.gate AS r
        WHERE r.migration = 'ai-management'
    ) AS g ON (g.data_set, g.command, g.gate) = (wanted.data_set, wanted.command, wanted.gate)
    WHERE (wanted.routine, wanted.sqlstate, wanted.again)
            IS DISTINCT FROM (g.routine, g.sqlstate, g.again)
        OR wanted.gate IS NULL
        OR g.gate IS NULL
) AS found (object, problem);
