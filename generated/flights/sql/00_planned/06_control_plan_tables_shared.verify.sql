-- Migrations, data sets, phases and steps
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

--: The tables have the columns they should, and belong to the owner.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name,
        'is missing, has another owner or other columns'
    FROM (
        VALUES
            ('migration.migration',
                'name spec_hash plan_hash renderer target_version registered_at registered_by'),
            ('migration.control',
                'migration paused pause_reason batch_rows batch_target '
                || 'max_replication_lag_bytes max_lock_waiters throttle_sleep updated_at'),
            ('migration.phase', 'name position'),
            ('migration.data_set', 'migration name phase owner epoch changed_at'),
            ('migration.step', 'migration step phase position sha256_apply sha256_rollback data_set'),
            ('migration.live_step', 'migration step phase position data_set')
    ) AS wanted (name, columns)
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = pg_catalog.to_regclass(wanted.name)
    WHERE c.oid IS NULL
        OR pg_catalog.pg_get_userbyid(c.relowner) <> 'migration_owner'
        OR wanted.columns <> (
            SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        )
) AS found (object, problem);

--: The phases are in their order.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'migration.phase',
        'has other phases or another order'
    WHERE (
        SELECT pg_catalog.string_agg(p.name || ' ' || p.position, ', ' ORDER BY p.position)
        FROM migration.phase AS p
    ) IS DISTINCT FROM 'planned 0, expanded 10, capturing 20, copying 30, copied 40, verified 50, '
        || 'switched 60, rolling_out 70, finalized 80, holding 90, completed 100, '
        || 'cancelling 105, cancelled 110'
) AS found (object, problem);
