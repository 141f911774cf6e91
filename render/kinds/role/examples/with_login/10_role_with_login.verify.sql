-- Role with_login
-- Generated from specs/example/roles/with_login.yaml; edit the spec, then run `make render`.
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

--: The role is there and may log in.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'with_login',
        'the role is missing or may not log in'
    WHERE NOT EXISTS (
        SELECT
        FROM pg_roles AS r
        WHERE r.rolname = 'with_login'
            AND r.rolcanlogin
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
    WHERE r.rolname = 'with_login'
        AND n.nspname = 'example'
        AND NOT has_schema_privilege(r.oid, n.oid, 'USAGE')
) AS found (object, problem);
