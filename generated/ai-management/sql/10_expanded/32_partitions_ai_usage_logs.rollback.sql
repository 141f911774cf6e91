-- Partitions of ai_management.ai_usage_logs
-- Generated from specs/ai-management/tables/ai_usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_usage_logs.
-- Undo: 32_partitions_ai_usage_logs.apply.sql

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

--: Act as the owner, who can drop nothing but its own.
SET LOCAL ROLE migration_owner;

--: Drop the partitions with their rows.
DO $partitions$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TABLE IF EXISTS
                ai_management.ai_usage_logs_before_2024_01,
                ai_management.ai_usage_logs_2024_01,
                ai_management.ai_usage_logs_2024_02,
                ai_management.ai_usage_logs_2024_03,
                ai_management.ai_usage_logs_2024_04,
                ai_management.ai_usage_logs_2024_05,
                ai_management.ai_usage_logs_2024_06,
                ai_management.ai_usage_logs_2024_07,
                ai_management.ai_usage_logs_2024_08,
                ai_management.ai_usage_logs_2024_09,
                ai_management.ai_usage_logs_2024_10,
                ai_management.ai_usage_logs_2024_11,
                ai_management.ai_usage_logs_2024_12,
                ai_management.ai_usage_logs_2025_01,
                ai_management.ai_usage_logs_2025_02,
                ai_management.ai_usage_logs_2025_03,
                ai_management.ai_usage_logs_2025_04,
                ai_management.ai_usage_logs_2025_05,
                ai_management.ai_usage_logs_2025_06,
                ai_management.ai_usage_logs_2025_07,
                ai_management.ai_usage_logs_2025_08,
                ai_management.ai_usage_logs_2025_09,
                ai_management.ai_usage_logs_2025_10,
                ai_management.ai_usage_logs_2025_11,
                ai_management.ai_usage_logs_2025_12,
                ai_management.ai_usage_logs_2026_01,
                ai_management.ai_usage_logs_2026_02,
                ai_management.ai_usage_logs_2026_03,
                ai_management.ai_usage_logs_2026_04,
                ai_management.ai_usage_logs_2026_05,
                ai_management.ai_usage_logs_2026_06,
                ai_management.ai_usage_logs_2026_07,
                ai_management.ai_usage_logs_2026_08,
                ai_management.ai_usage_logs_2026_09,
                ai_management.ai_usage_logs_2026_10,
                ai_management.ai_usage_logs_2026_11,
                ai_management.ai_usage_logs_2026_12,
                ai_management.ai_usage_logs_2027_01,
                ai_management.ai_usage_logs_2027_02,
                ai_management.ai_usage_logs_2027_03,
                ai_management.ai_usage_logs_default;
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
$partitions$;

COMMIT;
