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
DECLARE
    given record;
BEGIN
    IF to_regclass('public.analytics_events_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    FOR given IN
        SELECT DISTINCT coalesce(quote_ident(r.rolname), 'PUBLIC') AS role
        FROM pg_catalog.pg_class AS c
        CROSS JOIN LATERAL (
            SELECT e.grantee FROM aclexplode(c.relacl) AS e
            UNION
            SELECT e.grantee
            FROM pg_catalog.pg_attribute AS b
            CROSS JOIN aclexplode(b.attacl) AS e
            WHERE b.attrelid = c.oid AND NOT b.attisdropped
        ) AS a
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = a.grantee
        WHERE c.oid = 'public.analytics_events_retired'::regclass AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM %s CASCADE', 'public.analytics_events_retired', given.role);
    END LOOP;
    ALTER TABLE public.analytics_events_retired SET SCHEMA retired;
    ALTER TABLE retired.analytics_events_retired RENAME TO public_analytics_events;
    PERFORM migration.hold('ai-management', 'analytics', 'retired.public_analytics_events');
END
$hold$;

--: Hold performance_data: nobody reads or writes it by accident, and it can be brought back
DO $hold$
DECLARE
    given record;
BEGIN
    IF to_regclass('public.performance_data_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    FOR given IN
        SELECT DISTINCT coalesce(quote_ident(r.rolname), 'PUBLIC') AS role
        FROM pg_catalog.pg_class AS c
        CROSS JOIN LATERAL (
            SELECT e.grantee FROM aclexplode(c.relacl) AS e
            UNION
            SELECT e.grantee
            FROM pg_catalog.pg_attribute AS b
            CROSS JOIN aclexplode(b.attacl) AS e
            WHERE b.attrelid = c.oid AND NOT b.attisdropped
        ) AS a
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = a.grantee
        WHERE c.oid = 'public.performance_data_retired'::regclass AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM %s CASCADE', 'public.performance_data_retired', given.role);
    END LOOP;
    ALTER TABLE public.performance_data_retired SET SCHEMA retired;
    ALTER TABLE retired.performance_data_retired RENAME TO public_performance_data;
    PERFORM migration.hold('ai-management', 'analytics', 'retired.public_performance_data');
END
$hold$;

--: Hold user_metrics: nobody reads or writes it by accident, and it can be brought back
DO $hold$
DECLARE
    given record;
BEGIN
    IF to_regclass('public.user_metrics_retired') IS NULL THEN
        -- It is held already.
        RETURN;
    END IF;
    FOR given IN
        SELECT DISTINCT coalesce(quote_ident(r.rolname), 'PUBLIC') AS role
        FROM pg_catalog.pg_class AS c
        CROSS JOIN LATERAL (
            SELECT e.grantee FROM aclexplode(c.relacl) AS e
            UNION
            SELECT e.grantee
            FROM pg_catalog.pg_attribute AS b
            CROSS JOIN aclexplode(b.attacl) AS e
            WHERE b.attrelid = c.oid AND NOT b.attisdropped
        ) AS a
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = a.grantee
        WHERE c.oid = 'public.user_metrics_retired'::regclass AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM %s CASCADE', 'public.user_metrics_retired', given.role);
    END LOOP;
    ALTER TABLE public.user_metrics_retired SET SCHEMA retired;
    ALTER TABLE retired.user_metrics_retired RENAME TO public_user_metrics;
    PERFORM migration.hold('ai-management', 'analytics', 'retired.public_user_metrics');
END
$hold$;

COMMIT;
