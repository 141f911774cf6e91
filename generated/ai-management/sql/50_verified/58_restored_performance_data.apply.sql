-- Mapping performance_data to ai_latency_summaries: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/performance_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_performance_data.rollback.sql

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

--: The legacy rows, wherever their table is: after the switch it is the retired one
CREATE OR REPLACE VIEW migration_ai_management.performance_data_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.service_name,
    l.period_start,
    l.period_end,
    l.request_count,
    l.failure_count,
    l.avg_latency,
    l.p95_latency,
    l.p99_latency,
    l.availability,
    l.computed_by,
    l.computed_at
FROM public.performance_data AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.performance_data_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.performance_data_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.performance_data_restored AS
SELECT
    t._legacy_service_name::text AS service_name,
    t.period_start::timestamptz AS period_start,
    t.period_end::timestamptz AS period_end,
    t.calls::bigint AS request_count,
    t.failed_calls::bigint AS failure_count,
    (mean_ms * 0.001)::numeric(10,3) AS avg_latency,
    (p95_ms * 0.001)::numeric(10,3) AS p95_latency,
    (p99_ms * 0.001)::numeric(10,3) AS p99_latency,
    t.availability::real AS availability,
    t._computed_by::text AS computed_by,
    t.computed_at::timestamptz AS computed_at
FROM ai_management.ai_latency_summaries AS t
WHERE t._legacy_service_name IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.performance_data_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.performance_data_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.performance_data_restored TO migration_runner;

COMMIT;
