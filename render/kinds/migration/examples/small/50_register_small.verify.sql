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
SET changeover.writer = 'migration';

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
            AND m.spec_hash = 'ef80b30bf131110616d5daf520333ab9fcc564e5215dda51e3c53cd1ae20058b'
            AND m.plan_hash = '1aa9ff99ef996636a4a7362b7d1713cdaa3ed3a2af27c77cec21c4debbbc64d7'
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
                'contract.orders', 'planned', 55,
                '6a1bdcfb5986699fc5988750ca0c4373c5d4d5cd314ae8704c4005438e536cc4',
                '89b9fe2bbb1ba36df155edef05bfbbf8109bf047da390517e6f1df9c5287de4b',
                NULL
            ),
            (
                'schemas.small', 'expanded', 56,
                '706f17f2eff3e76b2ef8f09bbc80ee63f2ca845eb1aa9b8eb0426edf7fb55a17',
                '6b54b7cef3a09eb328d3c55ca14940b44b839e6d74ba8615837df074451e1e34',
                NULL
            )
    ) AS wanted (step, phase, position, sha_apply, sha_rollback, data_set)
    FULL JOIN (
        SELECT *
        FROM migration.step AS r
        WHERE r.migration = 'small'
    ) AS s ON s.step = wanted.step
    WHERE (
            wanted.step, wanted.phase, wanted.position, wanted.sha_apply, wanted.sha_rollback,
            wanted.data_set
        ) IS DISTINCT FROM (
            s.step, s.phase, s.position, s.sha256_apply, s.sha256_rollback, s.data_set
        )
) AS found (object, problem);
