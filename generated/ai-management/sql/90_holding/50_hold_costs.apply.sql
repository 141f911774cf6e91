-- Data set costs: its retired tables are held until they may be dropped.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.billing_data_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.cost_allocations_retired.
-- Locks: ACCESS EXCLUSIVE, while nobody uses it, on public.usage_logs_retired.
-- Undo: 50_hold_costs.rollback.sql

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

--: Hold billing_data: nobody reads or writes it by accident, and it can be brought back
DO $hold$
DECLARE
    given record;
BEGIN
    IF to_regclass('public.billing_data_retired') IS NULL THEN
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
        WHERE c.oid = 'public.billing_data_retired'::regclass AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM %s CASCADE', 'public.billing_data_retired', given.role);
    END LOOP;
    ALTER TABLE public.billing_data_retired SET SCHEMA retired;
    ALTER TABLE retired.billing_data_retired RENAME TO public_billing_data;
    PERFORM migration.hold('ai-management', 'costs', 'retired.public_billing_data');
END
$hold$;

--: Hold cost_allocations: nobody reads or writes it by accident, and it can be brought back
DO $hold$
DECLARE
    given record;
BEGIN
    IF to_regclass('public.cost_allocations_retired') IS NULL THEN
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
        WHERE c.oid = 'public.cost_allocations_retired'::regclass AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM %s CASCADE', 'public.cost_allocations_retired', given.role);
    END LOOP;
    ALTER TABLE public.cost_allocations_retired SET SCHEMA retired;
    ALTER TABLE retired.cost_allocations_retired RENAME TO public_cost_allocations;
    PERFORM migration.hold('ai-management', 'costs', 'retired.public_cost_allocations');
END
$hold$;

--: Hold usage_logs: nobody reads or writes it by accident, and it can be brought back
DO $hold$
DECLARE
    given record;
BEGIN
    IF to_regclass('public.usage_logs_retired') IS NULL THEN
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
        WHERE c.oid = 'public.usage_logs_retired'::regclass AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM %s CASCADE', 'public.usage_logs_retired', given.role);
    END LOOP;
    ALTER TABLE public.usage_logs_retired SET SCHEMA retired;
    ALTER TABLE retired.usage_logs_retired RENAME TO public_usage_logs;
    PERFORM migration.hold('ai-management', 'costs', 'retired.public_usage_logs');
END
$hold$;

COMMIT;
