-- Terms and gates of 1. Shop & *stock*
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
        'production'
    );

--: Fill in the gates of each data set; one without a routine is not required.
INSERT INTO migration.gate AS known (
    migration, data_set, command, gate, rank, demands, routine, sqlstate, hint, again
)
VALUES
    (
        'ai-management', 'orders',
        'finalize', 'reverse_window', 10,
        'the time in which a reverse is likely to be asked for is over',
        'migration.reverse_window_is_over', 'MG155',
        'Wait for its end; until then: changeover reverse orders --because ''…''', true
    ),
    (
        'ai-management', 'orders',
        'finalize', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'orders',
        'finalize', 'recheck', 25,
        'everything was looked at again since the switch, lately too, and nothing differs',
        'migration.rechecked_throughout', 'MG161',
        'Run: changeover validate --rung L7; what differs: changeover reconcile', true
    ),
    (
        'ai-management', 'orders',
        'finalize', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'orders',
        'finalize', 'traffic', 35,
        'the legacy system answers no endpoint and no page of it',
        NULL, 'MG224',
        'First turn them: changeover traffic ENDPOINT --to new --because ''…''. A page that is turned waits for the day `since` of its spec.', true
    ),
    (
        'ai-management', 'orders',
        'finalize', 'legacy_calls', 40,
        'somebody looked, and nobody has called in the legacy shape for the quiet term',
        NULL, 'MG210',
        'See who calls, and load the usage logs of every edge daily: changeover usage', true
    ),
    (
        'ai-management', 'orders',
        'finalize', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'orders',
        'finalize', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.finalize_is_approved', 'MG154',
        'Somebody else runs: changeover approve finalize orders --because ''…''', true
    ),
    (
        'ai-management', 'orders',
        'reverse', 'traffic', 10,
        'the legacy system answers every endpoint and page of it',
        NULL, 'MG212',
        'First turn them: changeover traffic ENDPOINT --to legacy --because ''…''', true
    ),
    (
        'ai-management', 'orders',
        'switch', 'steps', 10,
        'every step up to verified is applied',
        'migration.steps_are_applied', 'MG132',
        'First run: changeover apply --to verified', false
    ),
    (
        'ai-management', 'orders',
        'switch', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'orders',
        'switch', 'recheck', 25,
        'nothing that was looked at again since then differs',
        'migration.rechecked', 'MG161',
        'First run: changeover reconcile, then changeover validate', true
    ),
    (
        'ai-management', 'orders',
        'switch', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'orders',
        'switch', 'dependants', 40,
        'what depends on the legacy tables is answered in the specs',
        'migration_ai_management.dependants_seen', 'MG180',
        'Answer it in `dependants` of the legacy table: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'orders',
        'switch', 'statements', 50,
        'legacy statements work over a view, or are answered in the specs',
        'migration_ai_management.statements_seen', 'MG181',
        'Answer it in `statements` of the legacy system: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'orders',
        'switch', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'orders',
        'switch', 'shadow_reads', 85,
        'the new system reads what the legacy system reads, often enough and as fast',
        NULL, 'MG211',
        'Give calls without a route one, let the edge shadow more reads, and load both of its logs: sql/edge/load_usage.sql, sql/edge/load_shadow.sql', false
    ),
    (
        'ai-management', 'orders',
        'switch', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.switch_is_approved', 'MG154',
        'Somebody else runs: changeover approve switch orders --because ''…''', true
    ),
    (
        'ai-management', 'stock',
        'finalize', 'reverse_window', 10,
        'the time in which a reverse is likely to be asked for is over',
        'migration.reverse_window_is_over', 'MG155',
        'Wait for its end; until then: changeover reverse stock --because ''…''', true
    ),
    (
        'ai-management', 'stock',
        'finalize', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'stock',
        'finalize', 'recheck', 25,
        'everything was looked at again since the switch, lately too, and nothing differs',
        'migration.rechecked_throughout', 'MG161',
        'Run: changeover validate --rung L7; what differs: changeover reconcile', true
    ),
    (
        'ai-management', 'stock',
        'finalize', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'stock',
        'finalize', 'traffic', 35,
        'the legacy system answers no endpoint and no page of it',
        NULL, 'MG224',
        'First turn them: changeover traffic ENDPOINT --to new --because ''…''. A page that is turned waits for the day `since` of its spec.', true
    ),
    (
        'ai-management', 'stock',
        'finalize', 'legacy_calls', 40,
        'somebody looked, and nobody has called in the legacy shape for the quiet term',
        NULL, 'MG210',
        'See who calls, and load the usage logs of every edge daily: changeover usage', true
    ),
    (
        'ai-management', 'stock',
        'finalize', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'stock',
        'finalize', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.finalize_is_approved', 'MG154',
        'Somebody else runs: changeover approve finalize stock --because ''…''', true
    ),
    (
        'ai-management', 'stock',
        'reverse', 'traffic', 10,
        'the legacy system answers every endpoint and page of it',
        NULL, 'MG212',
        'First turn them: changeover traffic ENDPOINT --to legacy --because ''…''', true
    ),
    (
        'ai-management', 'stock',
        'switch', 'steps', 10,
        'every step up to verified is applied',
        'migration.steps_are_applied', 'MG132',
        'First run: changeover apply --to verified', false
    ),
    (
        'ai-management', 'stock',
        'switch', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'stock',
        'switch', 'recheck', 25,
        'nothing that was looked at again since then differs',
        'migration.rechecked', 'MG161',
        'First run: changeover reconcile, then changeover validate', true
    ),
    (
        'ai-management', 'stock',
        'switch', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'stock',
        'switch', 'dependants', 40,
        'what depends on the legacy tables is answered in the specs',
        'migration_ai_management.dependants_seen', 'MG180',
        'Answer it in `dependants` of the legacy table: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'stock',
        'switch', 'statements', 50,
        'legacy statements work over a view, or are answered in the specs',
        'migration_ai_management.statements_seen', 'MG181',
        'Answer it in `statements` of the legacy system: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'stock',
        'switch', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'stock',
        'switch', 'shadow_reads', 85,
        'the new system reads what the legacy system reads, often enough and as fast',
        NULL, 'MG211',
        'Give calls without a route one, let the edge shadow more reads, and load both of its logs: sql/edge/load_usage.sql, sql/edge/load_shadow.sql', false
    ),
    (
        'ai-management', 'stock',
        'switch', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.switch_is_approved', 'MG154',
        'Somebody else runs: changeover approve switch stock --because ''…''', true
    ),
    (
        'ai-management', 'later',
        'finalize', 'reverse_window', 10,
        'the time in which a reverse is likely to be asked for is over',
        'migration.reverse_window_is_over', 'MG155',
        'Wait for its end; until then: changeover reverse later --because ''…''', true
    ),
    (
        'ai-management', 'later',
        'finalize', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'later',
        'finalize', 'recheck', 25,
        'everything was looked at again since the switch, lately too, and nothing differs',
        'migration.rechecked_throughout', 'MG161',
        'Run: changeover validate --rung L7; what differs: changeover reconcile', true
    ),
    (
        'ai-management', 'later',
        'finalize', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'later',
        'finalize', 'traffic', 35,
        'the legacy system answers no endpoint and no page of it',
        NULL, 'MG224',
        'First turn them: changeover traffic ENDPOINT --to new --because ''…''. A page that is turned waits for the day `since` of its spec.', true
    ),
    (
        'ai-management', 'later',
        'finalize', 'legacy_calls', 40,
        'somebody looked, and nobody has called in the legacy shape for the quiet term',
        NULL, 'MG210',
        'See who calls, and load the usage logs of every edge daily: changeover usage', true
    ),
    (
        'ai-management', 'later',
        'finalize', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'later',
        'finalize', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.finalize_is_approved', 'MG154',
        'Somebody else runs: changeover approve finalize later --because ''…''', true
    ),
    (
        'ai-management', 'later',
        'reverse', 'traffic', 10,
        'the legacy system answers every endpoint and page of it',
        NULL, 'MG212',
        'First turn them: changeover traffic ENDPOINT --to legacy --because ''…''', true
    ),
    (
        'ai-management', 'later',
        'switch', 'steps', 10,
        'every step up to verified is applied',
        'migration.steps_are_applied', 'MG132',
        'First run: changeover apply --to verified', false
    ),
    (
        'ai-management', 'later',
        'switch', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'ai-management', 'later',
        'switch', 'recheck', 25,
        'nothing that was looked at again since then differs',
        'migration.rechecked', 'MG161',
        'First run: changeover reconcile, then changeover validate', true
    ),
    (
        'ai-management', 'later',
        'switch', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'ai-management', 'later',
        'switch', 'dependants', 40,
        'what depends on the legacy tables is answered in the specs',
        'migration_ai_management.dependants_seen', 'MG180',
        'Answer it in `dependants` of the legacy table: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'later',
        'switch', 'statements', 50,
        'legacy statements work over a view, or are answered in the specs',
        'migration_ai_management.statements_seen', 'MG181',
        'Answer it in `statements` of the legacy system: kept, moved or dropped.', false
    ),
    (
        'ai-management', 'later',
        'switch', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        'migration_ai_management.access_paths_seen', 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'ai-management', 'later',
        'switch', 'shadow_reads', 85,
        'the new system reads what the legacy system reads, often enough and as fast',
        NULL, 'MG211',
        'Give calls without a route one, let the edge shadow more reads, and load both of its logs: sql/edge/load_usage.sql, sql/edge/load_shadow.sql', false
    ),
    (
        'ai-management', 'later',
        'switch', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.switch_is_approved', 'MG154',
        'Somebody else runs: changeover approve switch later --because ''…''', true
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
        ('orders', 'finalize', 'reverse_window'),
        ('orders', 'finalize', 'comparison'),
        ('orders', 'finalize', 'recheck'),
        ('orders', 'finalize', 'quarantine'),
        ('orders', 'finalize', 'traffic'),
        ('orders', 'finalize', 'legacy_calls'),
        ('orders', 'finalize', 'access_paths'),
        ('orders', 'finalize', 'approvals'),
        ('orders', 'reverse', 'traffic'),
        ('orders', 'switch', 'steps'),
        ('orders', 'switch', 'comparison'),
        ('orders', 'switch', 'recheck'),
        ('orders', 'switch', 'quarantine'),
        ('orders', 'switch', 'dependants'),
        ('orders', 'switch', 'statements'),
        ('orders', 'switch', 'access_paths'),
        ('orders', 'switch', 'shadow_reads'),
        ('orders', 'switch', 'approvals'),
        ('stock', 'finalize', 'reverse_window'),
        ('stock', 'finalize', 'comparison'),
        ('stock', 'finalize', 'recheck'),
        ('stock', 'finalize', 'quarantine'),
        ('stock', 'finalize', 'traffic'),
        ('stock', 'finalize', 'legacy_calls'),
        ('stock', 'finalize', 'access_paths'),
        ('stock', 'finalize', 'approvals'),
        ('stock', 'reverse', 'traffic'),
        ('stock', 'switch', 'steps'),
        ('stock', 'switch', 'comparison'),
        ('stock', 'switch', 'recheck'),
        ('stock', 'switch', 'quarantine'),
        ('stock', 'switch', 'dependants'),
        ('stock', 'switch', 'statements'),
        ('stock', 'switch', 'access_paths'),
        ('stock', 'switch', 'shadow_reads'),
        ('stock', 'switch', 'approvals'),
        ('later', 'finalize', 'reverse_window'),
        ('later', 'finalize', 'comparison'),
        ('later', 'finalize', 'recheck'),
        ('later', 'finalize', 'quarantine'),
        ('later', 'finalize', 'traffic'),
        ('later', 'finalize', 'legacy_calls'),
        ('later', 'finalize', 'access_paths'),
        ('later', 'finalize', 'approvals'),
        ('later', 'reverse', 'traffic'),
        ('later', 'switch', 'steps'),
        ('later', 'switch', 'comparison'),
        ('later', 'switch', 'recheck'),
        ('later', 'switch', 'quarantine'),
        ('later', 'switch', 'dependants'),
        ('later', 'switch', 'statements'),
        ('later', 'switch', 'access_paths'),
        ('later', 'switch', 'shadow_reads'),
        ('later', 'switch', 'approvals')
    );

COMMIT;
