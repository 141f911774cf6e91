-- Mapping performance_metrics to ai_performance_samples: what legacy rows name keeps its name.
-- Generated from specs/ai-management/mappings/performance_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_features.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_models.
-- Undo: 67_looked_up_performance_metrics.apply.sql

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

--: slug of ai_management.ai_features may be renamed again
DO $looked_up$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_performance_metrics_looked_up_1 ON ai_management.ai_features;
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
$looked_up$;

--: The routine that refused it
DROP FUNCTION IF EXISTS migration_ai_management.performance_metrics_looked_up_1();

--: name of ai_management.ai_models may be renamed again
DO $looked_up$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_performance_metrics_looked_up_2 ON ai_management.ai_models;
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
$looked_up$;

--: The routine that refused it
DROP FUNCTION IF EXISTS migration_ai_management.performance_metrics_looked_up_2();

COMMIT;
