-- What Flights of New York needs of whoever runs it
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

--: Whoever verifies could run the migration.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        current_user::text AS object,
        missing.problem
    FROM (
        SELECT
            'is not a member of migration_owner' AS problem
        WHERE NOT pg_has_role(current_user, 'migration_owner', 'MEMBER')
        UNION ALL
        SELECT
            format('may not create schemas in the database %I', current_database())
        WHERE NOT has_database_privilege(current_user, current_database(), 'CREATE')
        UNION ALL
        SELECT
            format('may not create temporary tables in the database %I', current_database())
        WHERE NOT has_database_privilege(current_user, current_database(), 'TEMPORARY')
        UNION ALL
        SELECT
            format('is not a member of %I, the owner of %I.%I', o.rolname, n.nspname, c.relname)
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        INNER JOIN pg_roles AS o ON o.oid = c.relowner
        WHERE n.nspname = 'nyc'
            AND c.relname IN (
                'airlines',
                'airports',
                'flights',
                'planes',
                'weather'
            )
            AND NOT pg_has_role(current_user, c.relowner, 'MEMBER')
    ) AS missing
    WHERE NOT (SELECT r.rolsuper FROM pg_roles AS r WHERE r.rolname = current_user)
) AS found (object, problem);
