-- Registration of Small
-- Generated from specs/small/migration.yaml; edit the spec, then run `make render`.
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
            AND m.plan_hash = 'd084ab06c6ac66e8655664fc787d234c108e38d9051faddcf5b43309c42acbd1'
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
                'contract.orders', 'planned', 56,
                '1feab6c4d05f8ffabdaa13be0f6001b58a8163a3473bb888ac17e311e4203713',
                'fbbe48b0053acee623a5300b423cf182bf2bf1a340eb18ce7d67e87c41effdcf',
                NULL
            ),
            (
                'schemas.small', 'expanded', 57,
                'ad25e52062358831acd334a2894257ca611dcb951f0e225efb77fa33ab10df62',
                '6a0c4573e78028c3812c5ad9814b58c380df5ac9359a0139209cff9035b790fc',
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
