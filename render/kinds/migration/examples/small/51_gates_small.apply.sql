-- Terms and gates of Small
-- Generated from specs/small/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 51_gates_small.rollback.sql

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
        'small', 'production',
        '24 hours', '30 days',
        '30 days', 2, 2
    ),
    (
        'small', 'rehearsal',
        '7 days', '1 hours',
        '30 days', 2, 2
    ),
    (
        'small', 'disposable',
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
WHERE t.migration = 'small'
    AND t.environment NOT IN (
        'production',
        'rehearsal',
        'disposable'
    );

--: Fill in the gates of each data set; one without a routine is not required.
INSERT INTO migration.gate AS known (
    migration, data_set, command, gate, rank, demands, routine, sqlstate, hint, again
)
VALUES
    (
        'small', 'orders',
        'finalize', 'reverse_window', 10,
        'the time in which a reverse is likely to be asked for is over',
        'migration.reverse_window_is_over', 'MG155',
        'Wait for its end; until then: changeover reverse orders --because ''…''', true
    ),
    (
        'small', 'orders',
        'finalize', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'small', 'orders',
        'finalize', 'recheck', 25,
        'everything was looked at again since the switch, lately too, and nothing differs',
        'migration.rechecked_throughout', 'MG161',
        'Run: changeover validate --rung L7; what differs: changeover reconcile', true
    ),
    (
        'small', 'orders',
        'finalize', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'small', 'orders',
        'finalize', 'traffic', 35,
        'the legacy system answers no endpoint and no page of it',
        NULL, 'MG224',
        'First turn them: changeover traffic ENDPOINT --to new --because ''…''. A page that is turned waits for the day `since` of its spec.', true
    ),
    (
        'small', 'orders',
        'finalize', 'legacy_calls', 40,
        'somebody looked, and nobody has called in the legacy shape for the quiet term',
        NULL, 'MG210',
        'See who calls, and load the usage logs of every edge daily: changeover usage', true
    ),
    (
        'small', 'orders',
        'finalize', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        NULL, 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'small', 'orders',
        'finalize', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.finalize_is_approved', 'MG154',
        'Somebody else runs: changeover approve finalize orders --because ''…''', true
    ),
    (
        'small', 'orders',
        'reverse', 'traffic', 10,
        'the legacy system answers every endpoint and page of it',
        NULL, 'MG212',
        'First turn them: changeover traffic ENDPOINT --to legacy --because ''…''', true
    ),
    (
        'small', 'orders',
        'switch', 'steps', 10,
        'every step up to verified is applied',
        'migration.steps_are_applied', 'MG132',
        'First run: changeover apply --to verified', false
    ),
    (
        'small', 'orders',
        'switch', 'comparison', 20,
        'every mapping was compared, without a difference, and not too long ago',
        'migration.comparison_is_clean', 'MG133',
        'First run: changeover validate', true
    ),
    (
        'small', 'orders',
        'switch', 'recheck', 25,
        'nothing that was looked at again since then differs',
        'migration.rechecked', 'MG161',
        'First run: changeover reconcile, then changeover validate', true
    ),
    (
        'small', 'orders',
        'switch', 'quarantine', 30,
        'no row is set aside, so that the legacy application loses sight of none',
        'migration.quarantine_is_empty', 'MG134',
        'Correct the rows or the spec, then run: changeover redrive', true
    ),
    (
        'small', 'orders',
        'switch', 'dependants', 40,
        'what depends on the legacy tables is answered in the specs',
        NULL, 'MG180',
        'Answer it in `dependants` of the legacy table: kept, moved or dropped.', false
    ),
    (
        'small', 'orders',
        'switch', 'statements', 50,
        'legacy statements work over a view, or are answered in the specs',
        NULL, 'MG181',
        'Answer it in `statements` of the legacy system: kept, moved or dropped.', false
    ),
    (
        'small', 'orders',
        'switch', 'access_paths', 60,
        'legacy statements are about as fast over the views as before',
        NULL, 'MG182',
        'Give the owner an index, or, before the switch, say `slower` in the legacy system''s spec.', false
    ),
    (
        'small', 'orders',
        'switch', 'shadow_reads', 85,
        'the new system reads what the legacy system reads, often enough and as fast',
        NULL, 'MG211',
        'Give calls without a route one, let the edge shadow more reads, and load both of its logs: sql/edge/load_usage.sql, sql/edge/load_shadow.sql', false
    ),
    (
        'small', 'orders',
        'switch', 'approvals', 90,
        'enough people who do not run the migration have approved this plan',
        'migration.switch_is_approved', 'MG154',
        'Somebody else runs: changeover approve switch orders --because ''…''', true
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
WHERE g.migration = 'small'
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
        ('orders', 'switch', 'approvals')
    );

COMMIT;
