-- Registration of Small
-- Generated from specs/example/migration.yaml; edit the spec, then run `make render`.
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
            AND m.plan_hash = '4c30ada753b8fefbfeb0772e2a22cac3c6b8946aad3ed656f2dc1f9d298caf5e'
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
                'contract.orders', 'planned', 42,
                '5bd512f6ca8161a15feae6a73899151cdcfadcb8a05a7db872bd219ee05ade1c',
                '1a6280c424ce17ac14113bd6b097a52cd2f9c5f5bfd71471065b096098b125d6'
            ),
            (
                'schemas.small', 'expanded', 43,
                '13d2041c694e182c90b01a0a1fd0888d66170e8ad1a0d83a6833f3885f3871d2',
                '0b9108a5fcc76146b848f3b7601af52ee99e5e2b1c1143c5f2e4072502963fd8'
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
