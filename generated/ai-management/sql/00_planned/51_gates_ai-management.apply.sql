-- Terms and gates of AI management
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 51_gates_ai-management.rollback.sql

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

--: Fill in what each environment waits for, and how many approve there.
INSERT INTO migration.term AS known (
    migration, environment, verification, reverse_window, hold, switch_approvals,
    finalize_approvals
)
VALUES
    (
        'ai-management', 'production',
        '24 hours', '14 days',
        '30 days', 1, 2
    ),
    (
        'ai-management', 'disposable',
        '24 hours', '0 seconds',
        '0 seconds', 0, 0
    )
ON CONFLICT ON CONSTRAINT term_pkey DO UPDATE SET
    verification = excluded.verification,
    reverse_window = excluded.reverse_window,
    hold = excluded.hold,
    switch_approvals = excluded.switch_approvals,
    finalize_approvals = excluded.finalize_approvals
WHERE known IS DISTINCT FROM excluded;

--: Forget environments that the spec lost.
DELETE FROM migration.term AS t
WHERE t.migration = 'ai-management'
    AND t.environment NOT IN (
        'production',
        'disposable'
    );

--: Fill in the gates of each data set; one without a routine is not required.
INSERT INTO migration.gate AS known (
    migration, data_set, command, gate, rank, demands, routine, sqlstate, hint, again
)
VALUES
    (
        'ai-management', 'costs',
        'finalize', 'reverse_window', 10,
        'the time in which a reverse is likely to be asked for is over',
        'migration.reverse_window_is_over', 'MG155',
        'Wait for its end; until then: changeover reverse costs --because ''…''', true
    ),
    (
        'ai-management', 'costs',
        'finalize', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'costs',
        'finalize', 'recheck', 25,
        'everything was looked at again since the switch, lately too, and nothing differs',
        'migration.rechecked_throughout', 'MG161',
        'Run: changeover validate --rung L7; what differs: changeover reconcile', true
    ),
    (
        'ai-management', 'costs',
        'finalize', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'costs',
        'finalize', 'traffic', 35,
        'the legacy system answers no endpoint and no page of it',
        'migration.answered_by_new', 'MG224',
        'First turn them: changeover traffic ENDPOINT --to new --because ''…''. A page that is turned waits for the day `since` of its spec.', true
    ),
    (
        'ai-management', 'costs',
        'finalize', 'legacy_calls', 40,
        'somebody looked, and nobody has called in the legacy shape for the quiet term',
        'migration.no_legacy_calls', 'MG210',
        'See who calls, and load the usage logs of every edge daily: changeover usage', true
    ),
    (
        'ai-management', 'costs',
        'finalize', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'costs',
        'finalize', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.finalize_is_approved', 'MG154',
        'Somebody else runs: changeover approve finalize costs --because ''…''', true
    ),
    (
        'ai-management', 'costs',
        'reverse', 'traffic', 10,
        'the legacy system answers every endpoint and page of it',
        'migration.answered_by_legacy', 'MG212',
        'First turn them: changeover traffic ENDPOINT --to legacy --because ''…''', true
    ),
    (
        'ai-management', 'costs',
        'switch', 'steps', 10,
        'every step up to verified is applied',
        'migration.steps_are_applied', 'MG132',
        'First run: changeover apply --to verified', false
    ),
    (
        'ai-management', 'costs',
        'switch', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'costs',
        'switch', 'recheck', 25,
        'nothing that was looked at again since then differs',
        'migration.rechecked', 'MG161',
        'First run: changeover reconcile, then changeover validate', true
    ),
    (
        'ai-management', 'costs',
        'switch', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'costs',
        'switch', 'dependants', 40,
        'what depends on the legacy tables is answered in the specs',
        'migration_ai_management.dependants_seen', 'MG180',
        'Answer it in `dependants` of the legacy table: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'costs',
        'switch', 'statements', 50,
        'legacy statements work over a view, or are answered in the specs',
        'migration_ai_management.statements_seen', 'MG181',
        'Answer it in `statements` of the legacy system: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'costs',
        'switch', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'costs',
        'switch', 'shadow_reads', 85,
        'the new system reads what the legacy system reads, often enough and as fast',
        'migration.shadow_reads_agree', 'MG211',
        'Give calls without a route one, let the edge shadow more reads, and load both of its logs: sql/edge/load_usage.sql, sql/edge/load_shadow.sql', false
    ),
    (
        'ai-management', 'costs',
        'switch', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.switch_is_approved', 'MG154',
        'Somebody else runs: changeover approve switch costs --because ''…''', true
    ),
    (
        'ai-management', 'settings',
        'finalize', 'reverse_window', 10,
        'the time in which a reverse is likely to be asked for is over',
        'migration.reverse_window_is_over', 'MG155',
        'Wait for its end; until then: changeover reverse settings --because ''…''', true
    ),
    (
        'ai-management', 'settings',
        'finalize', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'settings',
        'finalize', 'recheck', 25,
        'everything was looked at again since the switch, lately too, and nothing differs',
        'migration.rechecked_throughout', 'MG161',
        'Run: changeover validate --rung L7; what differs: changeover reconcile', true
    ),
    (
        'ai-management', 'settings',
        'finalize', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'settings',
        'finalize', 'traffic', 35,
        'the legacy system answers no endpoint and no page of it',
        'migration.answered_by_new', 'MG224',
        'First turn them: changeover traffic ENDPOINT --to new --because ''…''. A page that is turned waits for the day `since` of its spec.', true
    ),
    (
        'ai-management', 'settings',
        'finalize', 'legacy_calls', 40,
        'somebody looked, and nobody has called in the legacy shape for the quiet term',
        'migration.no_legacy_calls', 'MG210',
        'See who calls, and load the usage logs of every edge daily: changeover usage', true
    ),
    (
        'ai-management', 'settings',
        'finalize', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'settings',
        'finalize', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.finalize_is_approved', 'MG154',
        'Somebody else runs: changeover approve finalize settings --because ''…''', true
    ),
    (
        'ai-management', 'settings',
        'reverse', 'traffic', 10,
        'the legacy system answers every endpoint and page of it',
        'migration.answered_by_legacy', 'MG212',
        'First turn them: changeover traffic ENDPOINT --to legacy --because ''…''', true
    ),
    (
        'ai-management', 'settings',
        'reverse', 'model_settings_parked', 20,
        'no row goes out of sight of both applications, or somebody else agrees',
        'migration_ai_management.model_settings_parked_gate', 'MG156',
        'Somebody else runs: changeover approve reverse settings --because ''…''', true
    ),
    (
        'ai-management', 'settings',
        'reverse', 'prompt_configs_parked', 20,
        'no row goes out of sight of both applications, or somebody else agrees',
        'migration_ai_management.prompt_configs_parked_gate', 'MG156',
        'Somebody else runs: changeover approve reverse settings --because ''…''', true
    ),
    (
        'ai-management', 'settings',
        'switch', 'steps', 10,
        'every step up to verified is applied',
        'migration.steps_are_applied', 'MG132',
        'First run: changeover apply --to verified', false
    ),
    (
        'ai-management', 'settings',
        'switch', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'settings',
        'switch', 'recheck', 25,
        'nothing that was looked at again since then differs',
        'migration.rechecked', 'MG161',
        'First run: changeover reconcile, then changeover validate', true
    ),
    (
        'ai-management', 'settings',
        'switch', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'settings',
        'switch', 'dependants', 40,
        'what depends on the legacy tables is answered in the specs',
        'migration_ai_management.dependants_seen', 'MG180',
        'Answer it in `dependants` of the legacy table: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'settings',
        'switch', 'statements', 50,
        'legacy statements work over a view, or are answered in the specs',
        'migration_ai_management.statements_seen', 'MG181',
        'Answer it in `statements` of the legacy system: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'settings',
        'switch', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'settings',
        'switch', 'shadow_reads', 85,
        'the new system reads what the legacy system reads, often enough and as fast',
        'migration.shadow_reads_agree', 'MG211',
        'Give calls without a route one, let the edge shadow more reads, and load both of its logs: sql/edge/load_usage.sql, sql/edge/load_shadow.sql', false
    ),
    (
        'ai-management', 'settings',
        'switch', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.switch_is_approved', 'MG154',
        'Somebody else runs: changeover approve switch settings --because ''…''', true
    ),
    (
        'ai-management', 'debugging',
        'finalize', 'reverse_window', 10,
        'the time in which a reverse is likely to be asked for is over',
        'migration.reverse_window_is_over', 'MG155',
        'Wait for its end; until then: changeover reverse debugging --because ''…''', true
    ),
    (
        'ai-management', 'debugging',
        'finalize', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'debugging',
        'finalize', 'recheck', 25,
        'everything was looked at again since the switch, lately too, and nothing differs',
        'migration.rechecked_throughout', 'MG161',
        'Run: changeover validate --rung L7; what differs: changeover reconcile', true
    ),
    (
        'ai-management', 'debugging',
        'finalize', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'debugging',
        'finalize', 'traffic', 35,
        'the legacy system answers no endpoint and no page of it',
        'migration.answered_by_new', 'MG224',
        'First turn them: changeover traffic ENDPOINT --to new --because ''…''. A page that is turned waits for the day `since` of its spec.', true
    ),
    (
        'ai-management', 'debugging',
        'finalize', 'legacy_calls', 40,
        'somebody looked, and nobody has called in the legacy shape for the quiet term',
        'migration.no_legacy_calls', 'MG210',
        'See who calls, and load the usage logs of every edge daily: changeover usage', true
    ),
    (
        'ai-management', 'debugging',
        'finalize', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'debugging',
        'finalize', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.finalize_is_approved', 'MG154',
        'Somebody else runs: changeover approve finalize debugging --because ''…''', true
    ),
    (
        'ai-management', 'debugging',
        'reverse', 'traffic', 10,
        'the legacy system answers every endpoint and page of it',
        'migration.answered_by_legacy', 'MG212',
        'First turn them: changeover traffic ENDPOINT --to legacy --because ''…''', true
    ),
    (
        'ai-management', 'debugging',
        'switch', 'steps', 10,
        'every step up to verified is applied',
        'migration.steps_are_applied', 'MG132',
        'First run: changeover apply --to verified', false
    ),
    (
        'ai-management', 'debugging',
        'switch', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'debugging',
        'switch', 'recheck', 25,
        'nothing that was looked at again since then differs',
        'migration.rechecked', 'MG161',
        'First run: changeover reconcile, then changeover validate', true
    ),
    (
        'ai-management', 'debugging',
        'switch', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'debugging',
        'switch', 'dependants', 40,
        'what depends on the legacy tables is answered in the specs',
        'migration_ai_management.dependants_seen', 'MG180',
        'Answer it in `dependants` of the legacy table: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'debugging',
        'switch', 'statements', 50,
        'legacy statements work over a view, or are answered in the specs',
        'migration_ai_management.statements_seen', 'MG181',
        'Answer it in `statements` of the legacy system: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'debugging',
        'switch', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'debugging',
        'switch', 'shadow_reads', 85,
        'the new system reads what the legacy system reads, often enough and as fast',
        'migration.shadow_reads_agree', 'MG211',
        'Give calls without a route one, let the edge shadow more reads, and load both of its logs: sql/edge/load_usage.sql, sql/edge/load_shadow.sql', false
    ),
    (
        'ai-management', 'debugging',
        'switch', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.switch_is_approved', 'MG154',
        'Somebody else runs: changeover approve switch debugging --because ''…''', true
    ),
    (
        'ai-management', 'analytics',
        'finalize', 'reverse_window', 10,
        'the time in which a reverse is likely to be asked for is over',
        'migration.reverse_window_is_over', 'MG155',
        'Wait for its end; until then: changeover reverse analytics --because ''…''', true
    ),
    (
        'ai-management', 'analytics',
        'finalize', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'analytics',
        'finalize', 'recheck', 25,
        'everything was looked at again since the switch, lately too, and nothing differs',
        'migration.rechecked_throughout', 'MG161',
        'Run: changeover validate --rung L7; what differs: changeover reconcile', true
    ),
    (
        'ai-management', 'analytics',
        'finalize', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'analytics',
        'finalize', 'traffic', 35,
        'the legacy system answers no endpoint and no page of it',
        'migration.answered_by_new', 'MG224',
        'First turn them: changeover traffic ENDPOINT --to new --because ''…''. A page that is turned waits for the day `since` of its spec.', true
    ),
    (
        'ai-management', 'analytics',
        'finalize', 'legacy_calls', 40,
        'somebody looked, and nobody has called in the legacy shape for the quiet term',
        'migration.no_legacy_calls', 'MG210',
        'See who calls, and load the usage logs of every edge daily: changeover usage', true
    ),
    (
        'ai-management', 'analytics',
        'finalize', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'analytics',
        'finalize', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.finalize_is_approved', 'MG154',
        'Somebody else runs: changeover approve finalize analytics --because ''…''', true
    ),
    (
        'ai-management', 'analytics',
        'reverse', 'traffic', 10,
        'the legacy system answers every endpoint and page of it',
        'migration.answered_by_legacy', 'MG212',
        'First turn them: changeover traffic ENDPOINT --to legacy --because ''…''', true
    ),
    (
        'ai-management', 'analytics',
        'switch', 'steps', 10,
        'every step up to verified is applied',
        'migration.steps_are_applied', 'MG132',
        'First run: changeover apply --to verified', false
    ),
    (
        'ai-management', 'analytics',
        'switch', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'analytics',
        'switch', 'recheck', 25,
        'nothing that was looked at again since then differs',
        'migration.rechecked', 'MG161',
        'First run: changeover reconcile, then changeover validate', true
    ),
    (
        'ai-management', 'analytics',
        'switch', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'analytics',
        'switch', 'dependants', 40,
        'what depends on the legacy tables is answered in the specs',
        'migration_ai_management.dependants_seen', 'MG180',
        'Answer it in `dependants` of the legacy table: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'analytics',
        'switch', 'statements', 50,
        'legacy statements work over a view, or are answered in the specs',
        'migration_ai_management.statements_seen', 'MG181',
        'Answer it in `statements` of the legacy system: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'analytics',
        'switch', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'analytics',
        'switch', 'shadow_reads', 85,
        'the new system reads what the legacy system reads, often enough and as fast',
        'migration.shadow_reads_agree', 'MG211',
        'Give calls without a route one, let the edge shadow more reads, and load both of its logs: sql/edge/load_usage.sql, sql/edge/load_shadow.sql', false
    ),
    (
        'ai-management', 'analytics',
        'switch', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.switch_is_approved', 'MG154',
        'Somebody else runs: changeover approve switch analytics --because ''…''', true
    )
ON CONFLICT ON CONSTRAINT gate_pkey DO UPDATE SET
    rank = excluded.rank,
    demands = excluded.demands,
    routine = excluded.routine,
    sqlstate = excluded.sqlstate,
    hint = excluded.hint,
    again = excluded.again
WHERE known IS DISTINCT FROM excluded;

--: Forget gates that no kind brings any more.
DELETE FROM migration.gate AS g
WHERE g.migration = 'ai-management'
    AND (g.data_set, g.command, g.gate) NOT IN (
        ('costs', 'finalize', 'reverse_window'),
        ('costs', 'finalize', 'comparison'),
        ('costs', 'finalize', 'recheck'),
        ('costs', 'finalize', 'quarantine'),
        ('costs', 'finalize', 'traffic'),
        ('costs', 'finalize', 'legacy_calls'),
        ('costs', 'finalize', 'access_paths'),
        ('costs', 'finalize', 'approvals'),
        ('costs', 'reverse', 'traffic'),
        ('costs', 'switch', 'steps'),
        ('costs', 'switch', 'comparison'),
        ('costs', 'switch', 'recheck'),
        ('costs', 'switch', 'quarantine'),
        ('costs', 'switch', 'dependants'),
        ('costs', 'switch', 'statements'),
        ('costs', 'switch', 'access_paths'),
        ('costs', 'switch', 'shadow_reads'),
        ('costs', 'switch', 'approvals'),
        ('settings', 'finalize', 'reverse_window'),
        ('settings', 'finalize', 'comparison'),
        ('settings', 'finalize', 'recheck'),
        ('settings', 'finalize', 'quarantine'),
        ('settings', 'finalize', 'traffic'),
        ('settings', 'finalize', 'legacy_calls'),
        ('settings', 'finalize', 'access_paths'),
        ('settings', 'finalize', 'approvals'),
        ('settings', 'reverse', 'traffic'),
        ('settings', 'reverse', 'model_settings_parked'),
        ('settings', 'reverse', 'prompt_configs_parked'),
        ('settings', 'switch', 'steps'),
        ('settings', 'switch', 'comparison'),
        ('settings', 'switch', 'recheck'),
        ('settings', 'switch', 'quarantine'),
        ('settings', 'switch', 'dependants'),
        ('settings', 'switch', 'statements'),
        ('settings', 'switch', 'access_paths'),
        ('settings', 'switch', 'shadow_reads'),
        ('settings', 'switch', 'approvals'),
        ('debugging', 'finalize', 'reverse_window'),
        ('debugging', 'finalize', 'comparison'),
        ('debugging', 'finalize', 'recheck'),
        ('debugging', 'finalize', 'quarantine'),
        ('debugging', 'finalize', 'traffic'),
        ('debugging', 'finalize', 'legacy_calls'),
        ('debugging', 'finalize', 'access_paths'),
        ('debugging', 'finalize', 'approvals'),
        ('debugging', 'reverse', 'traffic'),
        ('debugging', 'switch', 'steps'),
        ('debugging', 'switch', 'comparison'),
        ('debugging', 'switch', 'recheck'),
        ('debugging', 'switch', 'quarantine'),
        ('debugging', 'switch', 'dependants'),
        ('debugging', 'switch', 'statements'),
        ('debugging', 'switch', 'access_paths'),
        ('debugging', 'switch', 'shadow_reads'),
        ('debugging', 'switch', 'approvals'),
        ('analytics', 'finalize', 'reverse_window'),
        ('analytics', 'finalize', 'comparison'),
        ('analytics', 'finalize', 'recheck'),
        ('analytics', 'finalize', 'quarantine'),
        ('analytics', 'finalize', 'traffic'),
        ('analytics', 'finalize', 'legacy_calls'),
        ('analytics', 'finalize', 'access_paths'),
        ('analytics', 'finalize', 'approvals'),
        ('analytics', 'reverse', 'traffic'),
        ('analytics', 'switch', 'steps'),
        ('analytics', 'switch', 'comparison'),
        ('analytics', 'switch', 'recheck'),
        ('analytics', 'switch', 'quarantine'),
        ('analytics', 'switch', 'dependants'),
        ('analytics', 'switch', 'statements'),
        ('analytics', 'switch', 'access_paths'),
        ('analytics', 'switch', 'shadow_reads'),
        ('analytics', 'switch', 'approvals')
    );

COMMIT;
