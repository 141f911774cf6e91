-- Data set debugging: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.debug_logs_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.error_tracking_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.performance_metrics_retired.
-- Undo: 50_hold_debugging.rollback.sql

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

--: Where retired tables are held
CREATE SCHEMA IF NOT EXISTS retired AUTHORIZATION migration_owner;

--: What the schema is for
COMMENT ON SCHEMA retired IS 'Retired legacy tables, held until they may be dropped.';

--: Hold debug_logs: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.debug_logs_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.debug_logs_retired'::regclass, '[]');
    ALTER TABLE public.debug_logs_retired SET SCHEMA retired;
    ALTER TABLE retired.debug_logs_retired RENAME TO public_debug_logs;
    PERFORM migration.hold('ai-management', 'debugging', 'retired.public_debug_logs');
END
$hold$;

--: Hold error_tracking: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.error_tracking_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.error_tracking_retired'::regclass, '[]');
    ALTER TABLE public.error_tracking_retired SET SCHEMA retired;
    ALTER TABLE retired.error_tracking_retired RENAME TO public_error_tracking;
    PERFORM migration.hold('ai-management', 'debugging', 'retired.public_error_tracking');
END
$hold$;

--: Hold performance_metrics: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.performance_metrics_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.performance_metrics_retired'::regclass, '[]');
    ALTER TABLE public.performance_metrics_retired SET SCHEMA retired;
    ALTER TABLE retired.performance_metrics_retired RENAME TO public_performance_metrics;
    PERFORM migration.hold('ai-management', 'debugging', 'retired.public_performance_metrics');
END
$hold$;

COMMIT;
