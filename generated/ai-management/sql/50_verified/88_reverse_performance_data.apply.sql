-- Mapping performance_data to ai_latency_summaries: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/performance_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_latency_summaries.
-- Undo: 88_reverse_performance_data.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'analytics');

--: Keep the retired legacy table as the owner's row is now, so that the switch can be reversed
CREATE OR REPLACE FUNCTION migration_ai_management.performance_data_reverse()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reverse$
#variable_conflict use_column
BEGIN
    -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD._legacy_service_name, OLD._legacy_period_start) IS DISTINCT FROM (NEW._legacy_service_name, NEW._legacy_period_start)) THEN
        DELETE FROM public.performance_data_retired AS l
        WHERE
            (l.service_name, l.period_start) = (OLD._legacy_service_name, OLD._legacy_period_start)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_latency_summaries AS t
                WHERE (t._legacy_service_name, t._legacy_period_start) = (OLD._legacy_service_name, OLD._legacy_period_start)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.performance_data_retired AS l (service_name, period_start, period_end, request_count, failure_count, avg_latency, p95_latency, p99_latency, availability, computed_by, computed_at)
        OVERRIDING SYSTEM VALUE
        SELECT
            t._legacy_service_name,
            t._legacy_period_start,
            t.period_end,
            t.calls,
            t.failed_calls,
            t._avg_latency,
            t._p95_latency,
            t._p99_latency,
            t.availability,
            t._computed_by,
            t.computed_at
        FROM ai_management.ai_latency_summaries AS t
        WHERE (t.id) = (NEW.id) AND t._legacy_service_name IS NOT NULL AND t._legacy_period_start IS NOT NULL
        ON CONFLICT (service_name, period_start) DO UPDATE SET
            period_end = excluded.period_end,
            request_count = excluded.request_count,
            failure_count = excluded.failure_count,
            avg_latency = excluded.avg_latency,
            p95_latency = excluded.p95_latency,
            p99_latency = excluded.p99_latency,
            availability = excluded.availability,
            computed_by = excluded.computed_by,
            computed_at = excluded.computed_at
        WHERE (
            l.period_end,
            l.request_count,
            l.failure_count,
            l.avg_latency,
            l.p95_latency,
            l.p99_latency,
            l.availability,
            l.computed_by,
            l.computed_at
        ) IS DISTINCT FROM (
            excluded.period_end,
            excluded.request_count,
            excluded.failure_count,
            excluded.avg_latency,
            excluded.p95_latency,
            excluded.p99_latency,
            excluded.availability,
            excluded.computed_by,
            excluded.computed_at
        );
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.performance_data_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.performance_data_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.performance_data_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_data_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.performance_data_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_data_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.performance_data_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.performance_data_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.performance_data or to ai_management.ai_latency_summaries; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.performance_data_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_data_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_performance_data_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_latency_summaries
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.performance_data_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_performance_data_emptied
                AFTER TRUNCATE ON ai_management.ai_latency_summaries
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.performance_data_emptied();
            IF migration.owner_of('ai-management', 'analytics') = 'new' THEN
                ALTER TABLE ai_management.ai_latency_summaries ENABLE ALWAYS TRIGGER zz_changeover_performance_data_reverse;
                ALTER TABLE ai_management.ai_latency_summaries ENABLE ALWAYS TRIGGER zz_changeover_performance_data_emptied;
            ELSE
                ALTER TABLE ai_management.ai_latency_summaries DISABLE TRIGGER zz_changeover_performance_data_reverse;
                ALTER TABLE ai_management.ai_latency_summaries DISABLE TRIGGER zz_changeover_performance_data_emptied;
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
