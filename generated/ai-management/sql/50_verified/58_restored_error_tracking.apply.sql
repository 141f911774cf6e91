-- Mapping error_tracking to ai_debug_events: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_error_tracking.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.error_tracking_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.id,
    l.error_code,
    l.error_message,
    l.severity,
    l.service_name,
    l.model_name,
    l.stack_trace,
    l.request_id,
    l.occurrences,
    l.resolved,
    l.resolved_by,
    l.fingerprint,
    l.first_seen,
    l.last_seen
FROM public.error_tracking AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.error_tracking_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.error_tracking_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.error_tracking_restored AS
SELECT
    t._error_tracking_id::bigint AS id,
    t.code::text AS error_code,
    t.message::text AS error_message,
    t._error_tracking_severity::smallint AS severity,
    t._error_tracking_service_name::text AS service_name,
    t._error_tracking_model_name::text AS model_name,
    t.stack_trace::text AS stack_trace,
    t.request::text AS request_id,
    t.occurrences::integer AS occurrences,
    t.is_resolved::boolean AS resolved,
    t.resolved_by::text AS resolved_by,
    t._error_tracking_fingerprint::bytea AS fingerprint,
    t.first_occurred_at::timestamptz AS first_seen,
    t.occurred_at::timestamptz AS last_seen
FROM ai_management.ai_debug_events AS t
WHERE t._error_tracking_id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.error_tracking_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.error_tracking_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.error_tracking_restored TO migration_runner;

COMMIT;
