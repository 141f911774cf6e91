-- Mapping notes to remarks: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/notes.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_notes.rollback.sql

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
CREATE OR REPLACE VIEW migration_ai_management.notes_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.id,
    l."Title",
    l.mood,
    l.size,
    l.colour
FROM public.notes AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.notes_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.notes_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.notes_restored AS
SELECT
    t.id::uuid AS id,
    (substr(label, 1, greatest(length(label) - 2, 0)))::text AS "Title",
    t._mood::text AS mood,
    t._size::integer AS size,
    t._colour::text AS colour
FROM ai.remarks AS t
WHERE t.id IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.notes_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.notes_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.notes_restored TO migration_runner;

COMMIT;
