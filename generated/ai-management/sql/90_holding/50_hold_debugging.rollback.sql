-- Data set debugging: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_debug_logs.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_error_tracking.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_performance_metrics.
-- Undo: 50_hold_debugging.apply.sql

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

--: Bring debug_logs back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_debug_logs') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_debug_logs RENAME TO debug_logs_retired;
    ALTER TABLE retired.debug_logs_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'debugging', 'retired.public_debug_logs');
END
$release$;

--: Bring error_tracking back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_error_tracking') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_error_tracking RENAME TO error_tracking_retired;
    ALTER TABLE retired.error_tracking_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'debugging', 'retired.public_error_tracking');
END
$release$;

--: Bring performance_metrics back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_performance_metrics') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_performance_metrics RENAME TO performance_metrics_retired;
    ALTER TABLE retired.performance_metrics_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'debugging', 'retired.public_performance_metrics');
END
$release$;

COMMIT;
