-- Mapping performance_metrics to ai_performance_samples: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/performance_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_performance_metrics.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.performance_metrics_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.id,
    l.metric_name,
    l.service_name,
    l.model_name,
    l.value,
    l.unit,
    l.host,
    l.tags,
    l.recorded_at
FROM public.performance_metrics AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.performance_metrics_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.performance_metrics_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.performance_metrics_restored AS
SELECT
    t._legacy_id::bigint AS id,
    t.metric::varchar(60) AS metric_name,
    t._service_name::text AS service_name,
    t._model_name::text AS model_name,
    t.value::double precision AS value,
    t.unit::text AS unit,
    t._host::text AS host,
    t.labels::jsonb AS tags,
    t.measured_at::timestamptz AS recorded_at
FROM ai_management.ai_performance_samples AS t
WHERE t._legacy_id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.performance_metrics_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.performance_metrics_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.performance_metrics_restored TO migration_runner;

COMMIT;
