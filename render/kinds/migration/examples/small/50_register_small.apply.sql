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

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'small',
        '8d490fcd0118568f6c8eab3c7229851d5f565997101a4c0fe177e636840ca39d',
        '50eee7dfa730a5af0621ce09ecbd5a7aa4b190e74871a2e5a03da7d518990733',
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
                'contract.orders', 'planned', 43,
                '655c081e731ddc99ec172cc7261264323cd2b23570570a19212ba013e3b23b73',
                '9bbf1dcb76b78eb5d8f25518929723ca6912af1564aed91b0561fdcce16f0e39'
            ),
            (
                'schemas.small', 'expanded', 44,
                '4e6ca5eb617471e90f9500cf24d2e2e3cb04b24c8159da5bc54049f653d50f60',
                '11fb8fd83b63af12d30448ec5893afa3d43f0dc26559885983aaae7707d63661'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback);
END
$register_steps$;

COMMIT;
