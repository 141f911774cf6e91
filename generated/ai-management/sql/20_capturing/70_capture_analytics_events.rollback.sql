-- Mapping analytics_events to ai_analytics_events: every change of the legacy table is mirrored.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.analytics_events.
-- Undo: 70_capture_analytics_events.apply.sql

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

--: Remove both triggers in one short lock; a busy table is tried again
DO $remove$
BEGIN
    FOR attempt IN 1..200 LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_analytics_events_capture ON public.analytics_events;
            DROP TRIGGER IF EXISTS zz_changeover_analytics_events_truncate ON public.analytics_events;
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.02 + 0.05 * random());
        END;
    END LOOP;
    RAISE EXCEPTION 'the table stayed busy for 200 attempts' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then roll back again.';
END
$remove$;

--: The routine that mirrored rows
DROP FUNCTION IF EXISTS migration_ai_management.analytics_events_capture();

--: The routine that mirrored TRUNCATE
DROP FUNCTION IF EXISTS migration_ai_management.analytics_events_capture_truncate();

--: What was mirrored or set aside is empty again, as before the phase
DO $empty$
BEGIN
    DELETE FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'analytics_events');
    IF to_regclass('migration_ai_management.analytics_events_journal') IS NOT NULL THEN
        DELETE FROM migration_ai_management.analytics_events_journal;
    END IF;
    IF to_regclass('ai_management.ai_analytics_events') IS NOT NULL THEN
        DELETE FROM ai_management.ai_analytics_events AS t
        WHERE t._migrated_at IS NOT NULL;
    END IF;
END
$empty$;

COMMIT;
