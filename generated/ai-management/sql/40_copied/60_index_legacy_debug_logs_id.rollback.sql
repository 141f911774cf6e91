-- Index legacy_debug_logs_id on ai_management.ai_debug_events
-- Generated from specs/ai-management/mappings/debug_logs.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_debug_events.
-- Undo: 60_index_legacy_debug_logs_id.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Act as the owner, who can drop nothing but its own.
SET ROLE migration_owner;

--: Drop the index with its parts on all partitions.
DO $index$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP INDEX IF EXISTS ai_management.legacy_debug_logs_id;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$index$;

--: Wait for old snapshots without a limit; dropping blocks nobody while it waits.
SET lock_timeout = 0;

--: Drop what an interrupted build left on single partitions.
WITH parts AS (
    SELECT
        part.oid,
        'legacy_debug_logs_id_'
        || replace(part.relname, 'ai_debug_events_', '') AS index_name
    FROM pg_catalog.pg_inherits AS child
    INNER JOIN pg_catalog.pg_class AS part ON part.oid = child.inhrelid
    WHERE child.inhparent = to_regclass('ai_management.ai_debug_events')
)
SELECT
    format('DROP INDEX CONCURRENTLY %I.%I', 'ai_management', class.relname)
FROM parts
INNER JOIN pg_catalog.pg_index AS found ON found.indrelid = parts.oid
INNER JOIN pg_catalog.pg_class AS class ON class.oid = found.indexrelid
WHERE class.relname = parts.index_name AND NOT class.relispartition
ORDER BY class.relname
\gexec

--: Be oneself again.
RESET ROLE;
