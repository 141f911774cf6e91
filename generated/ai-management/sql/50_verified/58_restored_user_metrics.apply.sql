-- Mapping user_metrics to ai_user_metrics: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_user_metrics.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.user_metrics_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.user_id,
    l.metric_date,
    l.top_service,
    l.requests,
    l.tokens,
    l.cost,
    l.active_minutes,
    l.average_rating,
    l.engagement_score,
    l.last_seen,
    l.updated_at
FROM public.user_metrics AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.user_metrics_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.user_metrics_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.user_metrics_restored AS
SELECT
    t.user_id::uuid AS user_id,
    t.day::date AS metric_date,
    t._top_service::text AS top_service,
    t.calls::integer AS requests,
    t.tokens_used::bigint AS tokens,
    t.cost_usd::numeric(12,4) AS cost,
    ((active_seconds / 60)::integer)::integer AS active_minutes,
    t.average_rating::numeric(3,2) AS average_rating,
    t._engagement_score::double precision AS engagement_score,
    t.last_call_at::timestamptz AS last_seen,
    t.updated_at::timestamptz AS updated_at
FROM ai_management.ai_user_metrics AS t
WHERE t.user_id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.user_metrics_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.user_metrics_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.user_metrics_restored TO migration_runner;

COMMIT;
