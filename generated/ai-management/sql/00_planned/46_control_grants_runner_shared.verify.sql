-- What the runner may call
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

--: The runner may begin and end steps, and the capture may fill the quarantine.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.signature,
        'may not be called by ' || wanted.caller
    FROM (
        VALUES
            ('migration_runner', 'migration.begin_step(text, text, text)'),
            ('migration_runner', 'migration.end_step(text, text, text)'),
            ('migration_runner', 'migration.throttle(text)'),
            ('migration_sync', 'migration.uuid_from_bigint(bigint, bigint)'),
            (
                'migration_sync',
                'migration.quarantine_row(text, text, jsonb, jsonb, text, text, text)'
            )
    ) AS wanted (caller, signature)
    WHERE NOT pg_catalog.has_function_privilege(wanted.caller, wanted.signature, 'EXECUTE')
) AS found (object, problem);
