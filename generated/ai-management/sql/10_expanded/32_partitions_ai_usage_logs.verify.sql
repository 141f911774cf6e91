-- Partitions of ai_management.ai_usage_logs
-- Generated from specs/ai-management/tables/ai_usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Every month has its partition.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        CASE
            WHEN found.bounds IS NULL THEN 'is no partition of ai_management.ai_usage_logs'
            ELSE format('is %s instead of %s', found.bounds, spelt.bounds)
        END AS problem
    FROM (
        VALUES
            ('ai_usage_logs_before_2024_01', NULL, '2024-01-01 00:00:00+00'),
            ('ai_usage_logs_2024_01', '2024-01-01 00:00:00+00', '2024-02-01 00:00:00+00'),
            ('ai_usage_logs_2024_02', '2024-02-01 00:00:00+00', '2024-03-01 00:00:00+00'),
            ('ai_usage_logs_2024_03', '2024-03-01 00:00:00+00', '2024-04-01 00:00:00+00'),
            ('ai_usage_logs_2024_04', '2024-04-01 00:00:00+00', '2024-05-01 00:00:00+00'),
            ('ai_usage_logs_2024_05', '2024-05-01 00:00:00+00', '2024-06-01 00:00:00+00'),
            ('ai_usage_logs_2024_06', '2024-06-01 00:00:00+00', '2024-07-01 00:00:00+00'),
            ('ai_usage_logs_2024_07', '2024-07-01 00:00:00+00', '2024-08-01 00:00:00+00'),
            ('ai_usage_logs_2024_08', '2024-08-01 00:00:00+00', '2024-09-01 00:00:00+00'),
            ('ai_usage_logs_2024_09', '2024-09-01 00:00:00+00', '2024-10-01 00:00:00+00'),
            ('ai_usage_logs_2024_10', '2024-10-01 00:00:00+00', '2024-11-01 00:00:00+00'),
            ('ai_usage_logs_2024_11', '2024-11-01 00:00:00+00', '2024-12-01 00:00:00+00'),
            ('ai_usage_logs_2024_12', '2024-12-01 00:00:00+00', '2025-01-01 00:00:00+00'),
            ('ai_usage_logs_2025_01', '2025-01-01 00:00:00+00', '2025-02-01 00:00:00+00'),
            ('ai_usage_logs_2025_02', '2025-02-01 00:00:00+00', '2025-03-01 00:00:00+00'),
            ('ai_usage_logs_2025_03', '2025-03-01 00:00:00+00', '2025-04-01 00:00:00+00'),
            ('ai_usage_logs_2025_04', '2025-04-01 00:00:00+00', '2025-05-01 00:00:00+00'),
            ('ai_usage_logs_2025_05', '2025-05-01 00:00:00+00', '2025-06-01 00:00:00+00'),
            ('ai_usage_logs_2025_06', '2025-06-01 00:00:00+00', '2025-07-01 00:00:00+00'),
            ('ai_usage_logs_2025_07', '2025-07-01 00:00:00+00', '2025-08-01 00:00:00+00'),
            ('ai_usage_logs_2025_08', '2025-08-01 00:00:00+00', '2025-09-01 00:00:00+00'),
            ('ai_usage_logs_2025_09', '2025-09-01 00:00:00+00', '2025-10-01 00:00:00+00'),
            ('ai_usage_logs_2025_10', '2025-10-01 00:00:00+00', '2025-11-01 00:00:00+00'),
            ('ai_usage_logs_2025_11', '2025-11-01 00:00:00+00', '2025-12-01 00:00:00+00'),
            ('ai_usage_logs_2025_12', '2025-12-01 00:00:00+00', '2026-01-01 00:00:00+00'),
            ('ai_usage_logs_2026_01', '2026-01-01 00:00:00+00', '2026-02-01 00:00:00+00'),
            ('ai_usage_logs_2026_02', '2026-02-01 00:00:00+00', '2026-03-01 00:00:00+00'),
            ('ai_usage_logs_2026_03', '2026-03-01 00:00:00+00', '2026-04-01 00:00:00+00'),
            ('ai_usage_logs_2026_04', '2026-04-01 00:00:00+00', '2026-05-01 00:00:00+00'),
            ('ai_usage_logs_2026_05', '2026-05-01 00:00:00+00', '2026-06-01 00:00:00+00'),
            ('ai_usage_logs_2026_06', '2026-06-01 00:00:00+00', '2026-07-01 00:00:00+00'),
            ('ai_usage_logs_2026_07', '2026-07-01 00:00:00+00', '2026-08-01 00:00:00+00'),
            ('ai_usage_logs_2026_08', '2026-08-01 00:00:00+00', '2026-09-01 00:00:00+00'),
            ('ai_usage_logs_2026_09', '2026-09-01 00:00:00+00', '2026-10-01 00:00:00+00'),
            ('ai_usage_logs_2026_10', '2026-10-01 00:00:00+00', '2026-11-01 00:00:00+00'),
            ('ai_usage_logs_2026_11', '2026-11-01 00:00:00+00', '2026-12-01 00:00:00+00'),
            ('ai_usage_logs_2026_12', '2026-12-01 00:00:00+00', '2027-01-01 00:00:00+00'),
            ('ai_usage_logs_2027_01', '2027-01-01 00:00:00+00', '2027-02-01 00:00:00+00'),
            ('ai_usage_logs_2027_02', '2027-02-01 00:00:00+00', '2027-03-01 00:00:00+00'),
            ('ai_usage_logs_2027_03', '2027-03-01 00:00:00+00', '2027-04-01 00:00:00+00'),
            ('ai_usage_logs_default', NULL, NULL)
    ) AS wanted (name, start, until)
    CROSS JOIN LATERAL (
        SELECT
            CASE
                WHEN wanted.until IS NULL THEN 'DEFAULT'
                WHEN wanted.start IS NULL THEN
                    format('FOR VALUES FROM (MINVALUE) TO (%L)', wanted.until)
                ELSE format('FOR VALUES FROM (%L) TO (%L)', wanted.start, wanted.until)
            END
    ) AS spelt (bounds)
    LEFT JOIN (
        SELECT class.relname::text AS name, pg_get_expr(class.relpartbound, class.oid) AS bounds
        FROM pg_catalog.pg_inherits AS child
        INNER JOIN pg_catalog.pg_class AS class ON class.oid = child.inhrelid
        WHERE child.inhparent = to_regclass('ai_management.ai_usage_logs')
    ) AS found ON found.name = wanted.name
    WHERE found.bounds IS DISTINCT FROM spelt.bounds
) AS found (object, problem);

--: Applications reach the partitions through the table only.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        format('%s', class.oid::regclass) AS object,
        format('%s may %s', coalesce(role.rolname, 'everyone'), given.privilege_type) AS problem
    FROM pg_catalog.pg_inherits AS child
    INNER JOIN pg_catalog.pg_class AS class ON class.oid = child.inhrelid
    CROSS JOIN aclexplode(class.relacl) AS given
    LEFT JOIN pg_catalog.pg_roles AS role ON role.oid = given.grantee
    WHERE
        child.inhparent = to_regclass('ai_management.ai_usage_logs')
        AND given.grantee <> class.relowner
) AS found (object, problem);
