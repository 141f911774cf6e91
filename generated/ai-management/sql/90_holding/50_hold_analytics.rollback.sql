-- Data set analytics: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_analytics_events.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_performance_data.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on retired.public_user_metrics.
-- Undo: 50_hold_analytics.apply.sql

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

--: Bring analytics_events back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_analytics_events') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_analytics_events RENAME TO analytics_events_retired;
    ALTER TABLE retired.analytics_events_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'analytics', 'retired.public_analytics_events');
END
$release$;

--: Bring performance_data back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_performance_data') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_performance_data RENAME TO performance_data_retired;
    ALTER TABLE retired.performance_data_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'analytics', 'retired.public_performance_data');
END
$release$;

--: Bring user_metrics back to where it was retired
DO $release$
BEGIN
    IF to_regclass('retired.public_user_metrics') IS NULL THEN
        RETURN;
    END IF;
    ALTER TABLE retired.public_user_metrics RENAME TO user_metrics_retired;
    ALTER TABLE retired.user_metrics_retired SET SCHEMA public;
    PERFORM migration.release_held('ai-management', 'analytics', 'retired.public_user_metrics');
END
$release$;

COMMIT;
