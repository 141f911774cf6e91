-- Registration of Small
-- Generated from specs/small/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_register_small.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'small',
        'ef80b30bf131110616d5daf520333ab9fcc564e5215dda51e3c53cd1ae20058b',
        '1aa9ff99ef996636a4a7362b7d1713cdaa3ed3a2af27c77cec21c4debbbc64d7',
        'changeover 1'
    );
    PERFORM migration.register_data_set('small', 'orders');
END
$register$;

--: Register every step, with the hashes of its files, and forget those that the specs lost.
DO $register_steps$
BEGIN
    PERFORM migration.forget_other_steps(
        'small',
        ARRAY[
            'contract.orders',
            'schemas.small'
        ]::text[]
    );
    PERFORM migration.register_step(
        'small', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback,
        s.data_set
    )
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
    ) AS s (step, phase, position, sha_apply, sha_rollback, data_set);
END
$register_steps$;

COMMIT;
