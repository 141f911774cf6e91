-- Role flights_app
-- Generated from specs/flights/roles/flights_app.yaml; edit the spec, then run `make render`.
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

--: The role is there.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'flights_app',
        'the role is missing'
    WHERE NOT EXISTS (
        SELECT
        FROM pg_roles AS r
        WHERE r.rolname = 'flights_app'
    )
) AS found (object, problem);

--: The role may look names up in the target schema.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        r.rolname,
        'has no USAGE on the schema ' || n.nspname
    FROM pg_roles AS r
    CROSS JOIN pg_namespace AS n
    WHERE r.rolname = 'flights_app'
        AND n.nspname = 'flights'
        AND NOT has_schema_privilege(r.oid, n.oid, 'USAGE')
) AS found (object, problem);
