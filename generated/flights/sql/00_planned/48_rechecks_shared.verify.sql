-- Where the rung L7 stands, and its gate
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
            ('migration.recheck',
                'migration mapping last_key looked_since checked passes passed_at looked_at epoch passed_epoch'),
            ('migration.recheck_key',
                'migration mapping legacy_key looked_at')
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
