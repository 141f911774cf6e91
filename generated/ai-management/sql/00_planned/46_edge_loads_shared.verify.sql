-- Which logs of which edge were loaded, and when
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

--: The tables and views have the columns they should, and belong to the owner.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name,
        'is missing, has another owner or other columns'
    FROM (
        VALUES
            ('migration.edge_log', 'migration kind log edge lines last_line unread unread_at'),
            ('migration.edge_load',
                'load migration kind edge log lines unread unfinished loaded_at loaded_by')
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

--: The functions are there, belong to the owner and not open to everybody.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.signature,
        'is missing, has another owner or is open to everybody'
    FROM (
        VALUES
            ('migration.begin_load(text, text)'),
            ('migration.note_load'
                '(text, text, text, text, bigint, text, text, bigint, bigint, boolean)'),
            ('migration.not_read(text, text, interval)')
    ) AS wanted (signature)
    LEFT JOIN pg_catalog.pg_proc AS p ON p.oid = pg_catalog.to_regprocedure(wanted.signature)
    WHERE p.oid IS NULL
        OR pg_catalog.pg_get_userbyid(p.proowner) <> 'migration_owner'
        OR pg_catalog.has_function_privilege('public', p.oid, 'EXECUTE')
) AS found (object, problem);
