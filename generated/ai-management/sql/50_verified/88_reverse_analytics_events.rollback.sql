-- Mapping analytics_events to ai_analytics_events: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_analytics_events.
-- Undo: 88_reverse_analytics_events.apply.sql

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

--: The triggers that keep the retired table
DO $remove$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_analytics_events_reverse ON ai_management.ai_analytics_events;
            DROP TRIGGER IF EXISTS zz_changeover_analytics_events_emptied ON ai_management.ai_analytics_events;
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
$remove$;

--: What a switch has left on ai_management.ai_analytics_events
DO $snapshot$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_analytics_events_snapshot ON ai_management.ai_analytics_events;
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
$snapshot$;

--: The routine that keeps its rows
DROP FUNCTION IF EXISTS migration_ai_management.analytics_events_reverse();

--: The routine that empties it
DROP FUNCTION IF EXISTS migration_ai_management.analytics_events_emptied();

--: The refusal of other writes
DROP FUNCTION IF EXISTS migration_ai_management.analytics_events_refuse_retired();

COMMIT;
