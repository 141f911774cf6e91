-- New ids made of legacy keys
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
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

--: The functions are there, belong to the owner and not open to everybody.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.signature,
        'is missing, has another owner or is open to everybody'
    FROM (
        VALUES
            ('migration.uuid_from_bigint(bigint, bigint)'),
            ('migration.bigint_from_uuid(uuid)'),
            ('migration.uuid_from_text(bigint, text)')
    ) AS wanted (signature)
    LEFT JOIN pg_catalog.pg_proc AS p ON p.oid = pg_catalog.to_regprocedure(wanted.signature)
    WHERE p.oid IS NULL
        OR pg_catalog.pg_get_userbyid(p.proowner) <> 'migration_owner'
        OR pg_catalog.has_function_privilege('public', p.oid, 'EXECUTE')
) AS found (object, problem);

--: The extremes of the keys make the ids they should, and come back.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.legacy_key,
        'makes another id or does not come back'
    FROM (
        VALUES
            (-9223372036854775808, '00000000-0000-8000-8000-000000000007'::uuid),
            (0, '80000000-0000-8000-8000-000000000007'::uuid),
            (9223372036854775807, 'ffffffff-ffff-8fff-8f00-000000000007'::uuid)
    ) AS wanted (legacy_key, id)
    WHERE migration.uuid_from_bigint(7, wanted.legacy_key::bigint) <> wanted.id
        OR migration.bigint_from_uuid(wanted.id) <> wanted.legacy_key
) AS found (object, problem);
