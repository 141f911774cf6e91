-- Audit of the log
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 05_control_events_audit_shared.rollback.sql

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

--: Work as the owner of the control schema, one migration at a time, without names of others.
DO $work_as_owner$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    PERFORM pg_catalog.set_config('role', 'migration_owner', true);
END
$work_as_owner$;

--: Define the audit of the log: recompute every seal.
CREATE OR REPLACE FUNCTION migration.verify_events()
RETURNS TABLE (seq bigint, problem text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $verify_events$
    SELECT
        linked.seq,
        found.problem
    FROM (
        SELECT
            e.seq,
            e.prev_hash,
            e.hash,
            migration.event_hash(e) AS right_hash,
            lag(e.seq, 1, 0::bigint) OVER ordered AS before_seq,
            lag(e.hash, 1, decode(repeat('00', 32), 'hex')) OVER ordered AS before_hash
        FROM migration.migration_events AS e
        WINDOW ordered AS (ORDER BY e.seq)
    ) AS linked
    CROSS JOIN LATERAL (
        VALUES
            (linked.seq <> linked.before_seq + 1, 'events before this one are missing'),
            (linked.prev_hash <> linked.before_hash, 'does not follow the event before it'),
            (linked.hash <> linked.right_hash, 'was changed after it had been recorded')
    ) AS found (broken, problem)
    WHERE found.broken
    ORDER BY linked.seq, found.problem
$verify_events$;

--: Define the head of the log, which reports carry away as an anchor.
CREATE OR REPLACE FUNCTION migration.event_head()
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $event_head$
    SELECT encode(
        coalesce(
            (SELECT e.hash FROM migration.migration_events AS e ORDER BY e.seq DESC LIMIT 1),
            decode(repeat('00', 32), 'hex')
        ),
        'hex'
    )
$event_head$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('event_hash(migration.migration_events)', 'The seal that an event must have.'),
        ('record_event(text, text, text, jsonb)', 'Append an event; returns its number.'),
        ('verify_events()', 'Every broken link of the log. An edited, removed, moved or inserted '
            || 'event is found; a cut tail only by comparing with an event_head() kept elsewhere.'),
        ('event_head()', 'Hash of the last event, in hexadecimal digits.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
