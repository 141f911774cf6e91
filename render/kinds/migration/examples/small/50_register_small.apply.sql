-- Registration of Small
-- Generated from specs/example/migration.yaml; edit the spec, then run `make render`.
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

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'small',
        '8d490fcd0118568f6c8eab3c7229851d5f565997101a4c0fe177e636840ca39d',
        '4c30ada753b8fefbfeb0772e2a22cac3c6b8946aad3ed656f2dc1f9d298caf5e',
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
                'contract.orders', 'planned', 42,
                '5bd512f6ca8161a15feae6a73899151cdcfadcb8a05a7db872bd219ee05ade1c',
                '1a6280c424ce17ac14113bd6b097a52cd2f9c5f5bfd71471065b096098b125d6'
            ),
            (
                'schemas.small', 'expanded', 43,
                '13d2041c694e182c90b01a0a1fd0888d66170e8ad1a0d83a6833f3885f3871d2',
                '0b9108a5fcc76146b848f3b7601af52ee99e5e2b1c1143c5f2e4072502963fd8'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback);
END
$register_steps$;

COMMIT;
