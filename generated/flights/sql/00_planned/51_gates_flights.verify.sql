-- Terms and gates of Flights of New York
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
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
        WHERE r.migration = 'flights'
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
                'flights', 'finalize', 'reverse_window',
                'migration.reverse_window_is_over', 'MG155', true
            ),
            (
                'flights', 'finalize', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'flights', 'finalize', 'recheck',
                'migration.rechecked_throughout', 'MG161', true
            ),
            (
                'flights', 'finalize', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'flights', 'finalize', 'traffic',
                NULL, 'MG224', true
            ),
            (
                'flights', 'finalize', 'legacy_calls',
                NULL, 'MG210', true
            ),
            (
                'flights', 'finalize', 'access_paths',
                'migration_flights.access_paths_seen', 'MG182', false
            ),
            (
                'flights', 'finalize', 'approvals',
                'migration.finalize_is_approved', 'MG154', true
            ),
            (
                'flights', 'reverse', 'traffic',
                NULL, 'MG212', true
            ),
            (
                'flights', 'switch', 'steps',
                'migration.steps_are_applied', 'MG132', false
            ),
            (
                'flights', 'switch', 'comparison',
                'migration.comparison_is_clean', 'MG133', true
            ),
            (
                'flights', 'switch', 'recheck',
                'migration.rechecked', 'MG161', true
            ),
            (
                'flights', 'switch', 'quarantine',
                'migration.quarantine_is_empty', 'MG134', true
            ),
            (
                'flights', 'switch', 'dependants',
                'migration_flights.dependants_seen', 'MG180', false
            ),
            (
                'flights', 'switch', 'statements',
                'migration_flights.statements_seen', 'MG181', false
            ),
            (
                'flights', 'switch', 'access_paths',
                'migration_flights.access_paths_seen', 'MG182', false
            ),
            (
                'flights', 'switch', 'shadow_reads',
                NULL, 'MG211', false
            ),
            (
                'flights', 'switch', 'approvals',
                'migration.switch_is_approved', 'MG154', true
            )
    ) AS wanted (data_set, command, gate, routine, sqlstate, again)
    FULL JOIN (
        SELECT *
        FROM migration.gate AS r
        WHERE r.migration = 'flights'
    ) AS g ON (g.data_set, g.command, g.gate) = (wanted.data_set, wanted.command, wanted.gate)
    WHERE (wanted.routine, wanted.sqlstate, wanted.again)
            IS DISTINCT FROM (g.routine, g.sqlstate, g.again)
        OR wanted.gate IS NULL
        OR g.gate IS NULL
) AS found (object, problem);
