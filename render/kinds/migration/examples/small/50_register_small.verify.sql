-- Registration of Small
-- Generated from specs/small/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

--: The migration is registered with these specs and this plan.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'small',
        'is not registered with these specs and this plan'
    WHERE NOT EXISTS (
        SELECT
        FROM migration.migration AS m
        WHERE m.name = 'small'
            AND m.spec_hash = '8d490fcd0118568f6c8eab3c7229851d5f565997101a4c0fe177e636840ca39d'
            AND m.plan_hash = '50eee7dfa730a5af0621ce09ecbd5a7aa4b190e74871a2e5a03da7d518990733'
    )
) AS found (object, problem);

--: Exactly the steps of the specs are registered, in their order.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(wanted.step, s.step),
        CASE
            WHEN s.step IS NULL THEN 'is not registered'
            WHEN wanted.step IS NULL THEN 'is registered, but no spec has it'
            ELSE 'is registered with other content or in another place'
        END
    FROM (
        VALUES
            (
                'contract.orders', 'planned', 43,
                '655c081e731ddc99ec172cc7261264323cd2b23570570a19212ba013e3b23b73',
                '9bbf1dcb76b78eb5d8f25518929723ca6912af1564aed91b0561fdcce16f0e39'
            ),
            (
                'schemas.small', 'expanded', 44,
                '4e6ca5eb617471e90f9500cf24d2e2e3cb04b24c8159da5bc54049f653d50f60',
                '11fb8fd83b63af12d30448ec5893afa3d43f0dc26559885983aaae7707d63661'
            )
    ) AS wanted (step, phase, position, sha_apply, sha_rollback)
    FULL JOIN (
        SELECT *
        FROM migration.step AS r
        WHERE r.migration = 'small'
    ) AS s ON s.step = wanted.step
    WHERE (wanted.step, wanted.phase, wanted.position, wanted.sha_apply, wanted.sha_rollback)
        IS DISTINCT FROM (s.step, s.phase, s.position, s.sha256_apply, s.sha256_rollback)
) AS found (object, problem);
