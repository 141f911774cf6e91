-- Index idx_ai_features_lookup on ai_management.ai_features
-- Generated from specs/ai-management/indexes/idx_ai_features_lookup.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is built, readers and writers go on, on ai_management.ai_features.
-- Undo: 60_index_idx_ai_features_lookup.rollback.sql

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
    found.indrelid = 'ai_management.ai_features'::regclass
    AND (
        (
            class.relname ~ '^idx_ai_features_lookup_cc(new|old)[0-9]*$'
            AND NOT found.indisvalid
        )
        OR (
            class.relname = 'idx_ai_features_lookup'
            AND (
                NOT found.indisvalid
                OR pg_get_indexdef(found.indexrelid) NOT LIKE
                    'CREATE UNIQUE INDEX % USING btree (%, name DESC NULLS LAST)'
                OR substring(
                    obj_description(found.indexrelid, 'pg_class') FROM '\[definition [0-9a-f]+\]$'
                ) <> '[definition e8eb4b5f7449]'
            )
        )
    )
ORDER BY class.relname
\gexec

--: Build the index while readers and writers go on.
SELECT
    $build$
    CREATE UNIQUE INDEX CONCURRENTLY idx_ai_features_lookup
    ON ai_management.ai_features ((lower(slug)), name DESC NULLS LAST)
    $build$
WHERE NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_index
    WHERE
        indrelid = 'ai_management.ai_features'::regclass
        AND indexrelid = to_regclass('ai_management.idx_ai_features_lookup')
)
\gexec

--: Wait no longer than usual again.
SET lock_timeout = '30ms';

--: Say which query the index serves, and what was built.
COMMENT ON INDEX ai_management.idx_ai_features_lookup IS
    'The lookup of a feature by its name in code, whatever its case. [definition e8eb4b5f7449]';

RESET ROLE;
