-- Index ai_evaluations_legacy_key on ai_management.ai_evaluations
-- Generated from specs/ai-management/mappings/evaluations.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is built, readers and writers go on, on ai_management.ai_evaluations.
-- Undo: 60_index_ai_evaluations_legacy_key.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';
SET ROLE migration_owner;

--: Wait for old snapshots without a limit; the build blocks nobody while it waits.
SET lock_timeout = 0;

--: Drop what an interrupted build left, and an index of that name with another definition.
SELECT
    format('DROP INDEX CONCURRENTLY %I.%I', 'ai_management', class.relname)
FROM pg_catalog.pg_index AS found
INNER JOIN pg_catalog.pg_class AS class ON class.oid = found.indexrelid
WHERE
    found.indrelid = 'ai_management.ai_evaluations'::regclass
    AND (
        (
            class.relname ~ '^ai_evaluations_legacy_key_cc(new|old)[0-9]*$'
            AND NOT found.indisvalid
        )
        OR (
            class.relname = 'ai_evaluations_legacy_key'
            AND (
                NOT found.indisvalid
                OR pg_get_indexdef(found.indexrelid) NOT LIKE
                    'CREATE UNIQUE INDEX % USING btree (_legacy_id)'
                OR substring(
                    obj_description(found.indexrelid, 'pg_class') FROM '\[definition [0-9a-f]+\]$'
                ) <> '[definition 72a4d52eee95]'
            )
        )
    )
ORDER BY class.relname
\gexec

--: Build the index while readers and writers go on.
SELECT
    $build$
    CREATE UNIQUE INDEX CONCURRENTLY ai_evaluations_legacy_key
    ON ai_management.ai_evaluations (_legacy_id)
    $build$
WHERE NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_index
    WHERE
        indrelid = 'ai_management.ai_evaluations'::regclass
        AND indexrelid = to_regclass('ai_management.ai_evaluations_legacy_key')
)
\gexec

--: Wait no longer than usual again.
SET lock_timeout = '30ms';

--: Say which query the index serves, and what was built.
COMMENT ON INDEX ai_management.ai_evaluations_legacy_key IS
    'Legacy statements find rows of evaluations by id. [definition 72a4d52eee95]';

RESET ROLE;
