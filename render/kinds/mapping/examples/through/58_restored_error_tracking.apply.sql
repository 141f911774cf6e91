-- Mapping error_tracking to ai_errors: its rows in the words of the legacy table.
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
    l.model_name,
    l.message,
    l.created_at
FROM public.error_tracking AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.error_tracking_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.error_tracking_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.error_tracking_restored AS
SELECT
    t._legacy_id::bigint AS id,
    t._model_name::text AS model_name,
    t.message::text AS message,
    t.occurred_at::timestamptz AS created_at
FROM ai_management.ai_errors AS t
WHERE t._legacy_id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.error_tracking_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.error_tracking_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.error_tracking_restored TO migration_runner;

COMMIT;
