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
        '8d490fcd0118568f6c8eab3c7229851d5f565997101a4c0fe177e636840ca39d',
        'f17c72855d5b1fbdfe344c28a4e9c401b3eae499e7258b06816f55b6cbaf1d81',
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
        'small', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback
    )
    FROM (
        VALUES
            (
                'contract.orders', 'planned', 45,
                '6a1bdcfb5986699fc5988750ca0c4373c5d4d5cd314ae8704c4005438e536cc4',
                '68fc417485a5690e27e085b66824033dd59aec8ac83e4b65ec6f9d3322963ed3'
            ),
            (
                'schemas.small', 'expanded', 46,
                '706f17f2eff3e76b2ef8f09bbc80ee63f2ca845eb1aa9b8eb0426edf7fb55a17',
                '5592e0ac08cf14177206a8ccfe1e34f7daff336ab7765af25cb3a43b73cefb79'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback);
END
$register_steps$;

COMMIT;
