-- Mapping error_tracking to ai_errors: looked-up rows that come or go are noted.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_providers.
-- Undo: 69_follow_error_tracking.apply.sql

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

--: Follow the table of company_id no longer
DO $unfollow$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_error_tracking_follow_company_id_through_provider ON ai_management.ai_providers;
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
$unfollow$;

--: The routine that noted its values
DROP FUNCTION IF EXISTS migration_ai_management.error_tracking_follow_company_id_through_provider();

--: Forget what was noted
DO $forget$
BEGIN
    IF to_regclass('migration_ai_management.error_tracking_lookups') IS NOT NULL THEN
        DELETE FROM migration_ai_management.error_tracking_lookups;
    END IF;
END
$forget$;

COMMIT;
