-- Data set analytics: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.analytics_events_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.performance_data_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.user_metrics_retired.
-- Undo: 50_hold_analytics.rollback.sql

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

--: Hold analytics_events: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.analytics_events_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.analytics_events_retired'::regclass, '[]');
    ALTER TABLE public.analytics_events_retired SET SCHEMA retired;
    ALTER TABLE retired.analytics_events_retired RENAME TO public_analytics_events;
    PERFORM migration.hold('ai-management', 'analytics', 'retired.public_analytics_events');
END
$hold$;

--: Hold performance_data: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.performance_data_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.performance_data_retired'::regclass, '[]');
    ALTER TABLE public.performance_data_retired SET SCHEMA retired;
    ALTER TABLE retired.performance_data_retired RENAME TO public_performance_data;
    PERFORM migration.hold('ai-management', 'analytics', 'retired.public_performance_data');
END
$hold$;

--: Hold user_metrics: nobody reads or writes it by accident, and it can be brought back
DO $hold$
BEGIN
    IF to_regclass('public.user_metrics_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    PERFORM migration.take_rights('public.user_metrics_retired'::regclass, '[]');
    ALTER TABLE public.user_metrics_retired SET SCHEMA retired;
    ALTER TABLE retired.user_metrics_retired RENAME TO public_user_metrics;
    PERFORM migration.hold('ai-management', 'analytics', 'retired.public_user_metrics');
END
$hold$;

COMMIT;
