-- Mapping error_tracking to ai_debug_events: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_debug_events.
-- Undo: 88_reverse_error_tracking.rollback.sql

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

--: Past the point of no return one name is left, and nothing keeps it in step with another
SELECT migration.refuse_final('ai-management', 'debugging');

--: Keep the retired legacy table as the owner's row is now, so that the switch can be reversed
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_reverse()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reverse$
#variable_conflict use_column
DECLARE
    added boolean;
    kept_by text;
BEGIN
    -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD._error_tracking_id) IS DISTINCT FROM (NEW._error_tracking_id)) THEN
        DELETE FROM public.error_tracking_retired AS l
        WHERE
            (l.id) = (OLD._error_tracking_id)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_debug_events AS t
                WHERE (t._error_tracking_id) = (OLD._error_tracking_id)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.error_tracking_retired AS l (id, error_code, error_message, severity, service_name, model_name, stack_trace, request_id, occurrences, resolved, resolved_by, fingerprint, first_seen, last_seen)
        OVERRIDING SYSTEM VALUE
        SELECT
            t._error_tracking_id,
            t.code,
            t.message,
            t._error_tracking_severity,
            t._error_tracking_service_name,
            t._error_tracking_model_name,
            t.stack_trace,
            t.request,
            t.occurrences,
            t.is_resolved,
            t.resolved_by,
            t._error_tracking_fingerprint,
            t.first_occurred_at,
            t.occurred_at
        FROM ai_management.ai_debug_events AS t
        WHERE (t.id, t.occurred_at) = (NEW.id, NEW.occurred_at) AND t._error_tracking_id IS NOT NULL
        ON CONFLICT (id) DO UPDATE SET
            error_code = excluded.error_code,
            error_message = excluded.error_message,
            severity = excluded.severity,
            service_name = excluded.service_name,
            model_name = excluded.model_name,
            stack_trace = excluded.stack_trace,
            request_id = excluded.request_id,
            occurrences = excluded.occurrences,
            resolved = excluded.resolved,
            resolved_by = excluded.resolved_by,
            fingerprint = excluded.fingerprint,
            first_seen = excluded.first_seen,
            last_seen = excluded.last_seen
        WHERE (
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
        ) IS DISTINCT FROM (
            excluded.error_code,
            excluded.error_message,
            excluded.severity,
            excluded.service_name,
            excluded.model_name,
            excluded.stack_trace,
            excluded.request_id,
            excluded.occurrences,
            excluded.resolved,
            excluded.resolved_by,
            excluded.fingerprint,
            excluded.first_seen,
            excluded.last_seen
        )
        RETURNING l.xmax = 0 INTO added;
        -- Nothing but the retired table keeps the legacy key unique in all partitions.
        IF
            added IS NOT true
            AND (TG_OP = 'INSERT' OR (OLD._error_tracking_id) IS DISTINCT FROM (NEW._error_tracking_id))
            AND (SELECT count(*) FROM ai_management.ai_debug_events AS t WHERE (t._error_tracking_id) = (NEW._error_tracking_id)) > 1
        THEN
            SELECT k.conname INTO kept_by
            FROM pg_constraint AS k
            WHERE (k.conrelid, k.contype) = ('public.error_tracking_retired'::regclass, 'p');
            RAISE EXCEPTION 'duplicate key value violates unique constraint "%"', kept_by USING
                ERRCODE = 'unique_violation',
                SCHEMA = 'public',
                TABLE = 'error_tracking',
                CONSTRAINT = kept_by,
                DETAIL = format('Key (id)=(%s) already exists in %s.', concat_ws(', ', NEW._error_tracking_id), 'public.error_tracking');
        END IF;
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.error_tracking_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.error_tracking_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.error_tracking_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.error_tracking_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.error_tracking or to ai_management.ai_debug_events; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.error_tracking_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_error_tracking_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_debug_events
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.error_tracking_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_error_tracking_emptied
                AFTER TRUNCATE ON ai_management.ai_debug_events
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.error_tracking_emptied();
            IF migration.owner_of('ai-management', 'debugging') = 'new' THEN
                ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_reverse;
                ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_emptied;
            ELSE
                ALTER TABLE ai_management.ai_debug_events DISABLE TRIGGER zz_changeover_error_tracking_reverse;
                ALTER TABLE ai_management.ai_debug_events DISABLE TRIGGER zz_changeover_error_tracking_emptied;
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$install$;

COMMIT;
