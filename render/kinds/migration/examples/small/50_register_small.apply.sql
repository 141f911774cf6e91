-- Registration of Small
-- Generated from specs/small/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_register_small.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
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
        'd084ab06c6ac66e8655664fc787d234c108e38d9051faddcf5b43309c42acbd1',
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
    ) AS s (step, phase, position, sha_apply, sha_rollback, data_set);
END
$register_steps$;

COMMIT;
