-- Index idx_ai_user_metrics_day on ai_management.ai_user_metrics
-- Generated from specs/ai-management/indexes/idx_ai_user_metrics_day.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is built, readers and writers go on, on ai_management.ai_user_metrics.
-- Undo: 60_index_idx_ai_user_metrics_day.rollback.sql

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
    found.indrelid = 'ai_management.ai_user_metrics'::regclass
    AND (
        (
            class.relname ~ '^idx_ai_user_metrics_day_cc(new|old)[0-9]*$'
            AND NOT found.indisvalid
        )
        OR (
            class.relname = 'idx_ai_user_metrics_day'
            AND (
                NOT found.indisvalid
                OR pg_get_indexdef(found.indexrelid) NOT LIKE
                    'CREATE INDEX % USING btree (day DESC, top_feature_id) INCLUDE (calls, cost_usd)'
                OR substring(
                    obj_description(found.indexrelid, 'pg_class') FROM '\[definition [0-9a-f]+\]$'
                ) <> '[definition 41dacdf779cf]'
            )
        )
    )
ORDER BY class.relname
\gexec

--: Build the index while readers and writers go on.
SELECT
    $build$
    CREATE INDEX CONCURRENTLY idx_ai_user_metrics_day
    ON ai_management.ai_user_metrics (day DESC, top_feature_id)
    INCLUDE (calls, cost_usd)
    $build$
WHERE NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_index
    WHERE
        indrelid = 'ai_management.ai_user_metrics'::regclass
        AND indexrelid = to_regclass('ai_management.idx_ai_user_metrics_day')
)
\gexec

--: Wait no longer than usual again.
SET lock_timeout = '30ms';

--: Say which query the index serves, and what was built.
COMMENT ON INDEX ai_management.idx_ai_user_metrics_day IS
    'The global overview counts users and their calls day by day; the key begins with the user. [definition 41dacdf779cf]';

RESET ROLE;
