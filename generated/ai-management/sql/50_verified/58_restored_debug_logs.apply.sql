-- Mapping debug_logs to ai_debug_events: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/debug_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_debug_logs.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.debug_logs_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.id,
    l.level,
    l.service_name,
    l.model_name,
    l.message,
    l.context,
    l.request_id,
    l.duration_ms,
    l.thread_name,
    l.created_at
FROM public.debug_logs AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.debug_logs_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.debug_logs_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.debug_logs_restored AS
SELECT
    t._debug_logs_id::bigint AS id,
    t.severity::text AS level,
    t._debug_logs_service_name::text AS service_name,
    t._debug_logs_model_name::text AS model_name,
    t.message::text AS message,
    t.details::jsonb AS context,
    t.request::text AS request_id,
    t.duration_ms::integer AS duration_ms,
    t._debug_logs_thread_name::text AS thread_name,
    t.occurred_at::timestamptz AS created_at
FROM ai_management.ai_debug_events AS t
WHERE t._debug_logs_id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.debug_logs_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.debug_logs_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.debug_logs_restored TO migration_runner;

COMMIT;
