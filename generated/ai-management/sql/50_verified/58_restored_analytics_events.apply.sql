-- Mapping analytics_events to ai_analytics_events: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_analytics_events.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.analytics_events_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.event_id,
    l.event_name,
    l.service_name,
    l.user_id,
    l.session_id,
    l.experiment,
    l.variant,
    l.properties,
    l.user_agent,
    l.occurred_at
FROM public.analytics_events AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.analytics_events_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.analytics_events_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.analytics_events_restored AS
SELECT
    t.id::uuid AS event_id,
    t.event::varchar(80) AS event_name,
    t._service_name::text AS service_name,
    t.user_id::uuid AS user_id,
    t.session::text AS session_id,
    t.experiment::varchar(80) AS experiment,
    t.variant::varchar(40) AS variant,
    t.properties::jsonb AS properties,
    t._user_agent::text AS user_agent,
    t.occurred_at::timestamptz AS occurred_at
FROM ai_management.ai_analytics_events AS t
WHERE t.id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.analytics_events_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.analytics_events_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.analytics_events_restored TO migration_runner;

COMMIT;
