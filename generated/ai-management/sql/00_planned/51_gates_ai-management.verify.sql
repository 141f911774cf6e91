-- Terms and gates of AI management
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
                'migration.reverse_window_is_over', 'MG155', true
            ),
            (
                'costs', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'costs', 'finalize', 'recheck',
                'migration.rechecked_throughout', 'MG161', true
            ),
            (
                'costs', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'costs', 'finalize', 'traffic',
                'migration.answered_by_new', 'MG224', true
            ),
            (
                'costs', 'finalize', 'legacy_calls',
                'migration.no_legacy_calls', 'MG210', true
            ),
            (
                'costs', 'finalize', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'costs', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154', true
            ),
            (
                'costs', 'reverse', 'traffic',
                'migration.answered_by_legacy', 'MG212', true
            ),
            (
                'costs', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132', false
            ),
            (
                'costs', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'costs', 'switch', 'recheck',
                'migration.rechecked', 'MG161', true
            ),
            (
                'costs', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'costs', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180', false
            ),
            (
                'costs', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181', false
            ),
            (
                'costs', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'costs', 'switch', 'shadow_reads',
                'migration.shadow_reads_agree', 'MG211', false
            ),
            (
                'costs', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154', true
            ),
            (
                'settings', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155', true
            ),
            (
                'settings', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'settings', 'finalize', 'recheck',
                'migration.rechecked_throughout', 'MG161', true
            ),
            (
                'settings', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'settings', 'finalize', 'traffic',
                'migration.answered_by_new', 'MG224', true
            ),
            (
                'settings', 'finalize', 'legacy_calls',
                'migration.no_legacy_calls', 'MG210', true
            ),
            (
                'settings', 'finalize', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'settings', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154', true
            ),
            (
                'settings', 'reverse', 'traffic',
                'migration.answered_by_legacy', 'MG212', true
            ),
            (
                'settings', 'reverse', 'model_settings_parked',
                'migration_ai_management.model_settings_parked_gate', 'MG156', true
            ),
            (
                'settings', 'reverse', 'prompt_configs_parked',
                'migration_ai_management.prompt_configs_parked_gate', 'MG156', true
            ),
            (
                'settings', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132', false
            ),
            (
                'settings', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'settings', 'switch', 'recheck',
                'migration.rechecked', 'MG161', true
            ),
            (
                'settings', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'settings', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180', false
            ),
            (
                'settings', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181', false
            ),
            (
                'settings', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'settings', 'switch', 'shadow_reads',
                'migration.shadow_reads_agree', 'MG211', false
            ),
            (
                'settings', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154', true
            ),
            (
                'debugging', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155', true
            ),
            (
                'debugging', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'debugging', 'finalize', 'recheck',
                'migration.rechecked_throughout', 'MG161', true
            ),
            (
                'debugging', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'debugging', 'finalize', 'traffic',
                'migration.answered_by_new', 'MG224', true
            ),
            (
                'debugging', 'finalize', 'legacy_calls',
                'migration.no_legacy_calls', 'MG210', true
            ),
            (
                'debugging', 'finalize', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'debugging', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154', true
            ),
            (
                'debugging', 'reverse', 'traffic',
                'migration.answered_by_legacy', 'MG212', true
            ),
            (
                'debugging', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132', false
            ),
            (
                'debugging', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'debugging', 'switch', 'recheck',
                'migration.rechecked', 'MG161', true
            ),
            (
                'debugging', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'debugging', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180', false
            ),
            (
                'debugging', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181', false
            ),
            (
                'debugging', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'debugging', 'switch', 'shadow_reads',
                'migration.shadow_reads_agree', 'MG211', false
            ),
            (
                'debugging', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154', true
            ),
            (
                'analytics', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155', true
            ),
            (
                'analytics', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'analytics', 'finalize', 'recheck',
                'migration.rechecked_throughout', 'MG161', true
            ),
            (
                'analytics', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'analytics', 'finalize', 'traffic',
                'migration.answered_by_new', 'MG224', true
            ),
            (
                'analytics', 'finalize', 'legacy_calls',
                'migration.no_legacy_calls', 'MG210', true
            ),
            (
                'analytics', 'finalize', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'analytics', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154', true
            ),
            (
                'analytics', 'reverse', 'traffic',
                'migration.answered_by_legacy', 'MG212', true
            ),
            (
                'analytics', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132', false
            ),
            (
                'analytics', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'analytics', 'switch', 'recheck',
                'migration.rechecked', 'MG161', true
            ),
            (
                'analytics', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'analytics', 'switch', 'dependants',
                'migration_ai_management.dependants_seen', 'MG180', false
            ),
            (
                'analytics', 'switch', 'statements',
                'migration_ai_management.statements_seen', 'MG181', false
            ),
            (
                'analytics', 'switch', 'access_paths',
                'migration_ai_management.access_paths_seen', 'MG182', false
            ),
            (
                'analytics', 'switch', 'shadow_reads',
                'migration.shadow_reads_agree', 'MG211', false
            ),
            (
                'analytics', 'switch', 'approvals',
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
