-- The rights of a name, which go with it
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

--: The rights of a name can go with it.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.signature,
        'is missing'
    FROM (
        VALUES
            ('migration.grants_on(regclass)'),
            ('migration.rights_of(regclass)'),
            ('migration.say_as_owner(regclass, text[])'),
            ('migration.unwanted_rights(regclass, jsonb)'),
            ('migration.take_rights(regclass, jsonb)'),
            ('migration.same_rights(regclass, regclass)'),
            ('migration.wait_for_rights(regclass)')
    ) AS wanted (signature)
    WHERE to_regprocedure(wanted.signature) IS NULL
) AS found (object, problem);
