-- Terms and gates of AI management
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
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
            ),
            (
                'disposable', '24 hours'::interval,
                '0 seconds'::interval, '0 seconds'::interval,
                0, 0
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
                'costs', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155'
            ),
            (
                'costs', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133'
            ),
            (
                'costs', 'finalize', 'recheck',
                'migration.rechecked', 'MG161'
            ),
            (
                'costs', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134'
            ),
            (
                'costs', 'finalize', 'traffic',
                'migration.answered_by_new', 'MG224'
            ),
            (
                'costs', 'finalize', 'legacy_calls',
                'migration.no_legacy_calls', 'MG210'
            ),
            (
                'costs', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154'
            ),
            (
                'costs', 'reverse', 'traffic',
                'migration.answered_by_legacy', 'MG212'
            ),
            (
                'costs', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132'
            ),
            (
                'costs', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133'
            ),
            (
                'costs', 'switch', 'recheck',
                'migration.rechecked', 'MG161'
            ),
            (
                'costs', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134'
            ),
            (
                'costs', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180'
            ),
            (
                'costs', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181'
            ),
            (
                'costs', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182'
            ),
            (
                'costs', 'switch', 'shadow_reads',
                'migration.shadow_reads_agree', 'MG211'
            ),
            (
                'costs', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154'
            ),
            (
                'settings', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155'
            ),
            (
                'settings', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133'
            ),
            (
                'settings', 'finalize', 'recheck',
                'migration.rechecked', 'MG161'
            ),
            (
                'settings', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134'
            ),
            (
                'settings', 'finalize', 'traffic',
                'migration.answered_by_new', 'MG224'
            ),
            (
                'settings', 'finalize', 'legacy_calls',
                'migration.no_legacy_calls', 'MG210'
            ),
            (
                'settings', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154'
            ),
            (
                'settings', 'reverse', 'traffic',
                'migration.answered_by_legacy', 'MG212'
            ),
            (
                'settings', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132'
            ),
            (
                'settings', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133'
            ),
            (
                'settings', 'switch', 'recheck',
                'migration.rechecked', 'MG161'
            ),
            (
                'settings', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134'
            ),
            (
                'settings', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180'
            ),
            (
                'settings', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181'
            ),
            (
                'settings', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182'
            ),
            (
                'settings', 'switch', 'shadow_reads',
                'migration.shadow_reads_agree', 'MG211'
            ),
            (
                'settings', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154'
            ),
            (
                'debugging', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155'
            ),
            (
                'debugging', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133'
            ),
            (
                'debugging', 'finalize', 'recheck',
                'migration.rechecked', 'MG161'
            ),
            (
                'debugging', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134'
            ),
            (
                'debugging', 'finalize', 'traffic',
                'migration.answered_by_new', 'MG224'
            ),
            (
                'debugging', 'finalize', 'legacy_calls',
                'migration.no_legacy_calls', 'MG210'
            ),
            (
                'debugging', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154'
            ),
            (
                'debugging', 'reverse', 'traffic',
                'migration.answered_by_legacy', 'MG212'
            ),
            (
                'debugging', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132'
            ),
            (
                'debugging', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133'
            ),
            (
                'debugging', 'switch', 'recheck',
                'migration.rechecked', 'MG161'
            ),
            (
                'debugging', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134'
            ),
            (
                'debugging', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180'
            ),
            (
                'debugging', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181'
            ),
            (
                'debugging', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182'
            ),
            (
                'debugging', 'switch', 'shadow_reads',
                'migration.shadow_reads_agree', 'MG211'
            ),
            (
                'debugging', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154'
            ),
            (
                'analytics', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155'
            ),
            (
                'analytics', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133'
            ),
            (
                'analytics', 'finalize', 'recheck',
                'migration.rechecked', 'MG161'
            ),
            (
                'analytics', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134'
            ),
            (
                'analytics', 'finalize', 'traffic',
                'migration.answered_by_new', 'MG224'
            ),
            (
                'analytics', 'finalize', 'legacy_calls',
                'migration.no_legacy_calls', 'MG210'
            ),
            (
                'analytics', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154'
            ),
            (
                'analytics', 'reverse', 'traffic',
                'migration.answered_by_legacy', 'MG212'
            ),
            (
                'analytics', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132'
            ),
            (
                'analytics', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133'
            ),
            (
                'analytics', 'switch', 'recheck',
                'migration.rechecked', 'MG161'
            ),
            (
                'analytics', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134'
            ),
            (
                'analytics', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180'
            ),
            (
                'analytics', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181'
            ),
            (
                'analytics', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182'
            ),
            (
                'analytics', 'switch', 'shadow_reads',
                'migration.shadow_reads_agree', 'MG211'
            ),
            (
                'analytics', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154'
            )
    ) AS wanted (data_set, command, gate, routine, sqlstate)
    FULL JOIN (
        SELECT *
        FROM migration.gate AS r
        WHERE r.migration = 'ai-management'
    ) AS g ON (g.data_set, g.command, g.gate) = (wanted.data_set, wanted.command, wanted.gate)
    WHERE (wanted.routine, wanted.sqlstate) IS DISTINCT FROM (g.routine, g.sqlstate)
        OR wanted.gate IS NULL
        OR g.gate IS NULL
) AS found (object, problem);
