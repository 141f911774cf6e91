-- Mapping performance_metrics to ai_performance_samples: the retired legacy table is kept current.
-- Generated from specs/ai-management/mappings/performance_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_performance_samples.
-- Undo: 88_reverse_performance_metrics.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.performance_metrics_reverse()
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
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD._legacy_id) IS DISTINCT FROM (NEW._legacy_id)) THEN
        DELETE FROM public.performance_metrics_retired AS l
        WHERE
            (l.id) = (OLD._legacy_id)
            AND NOT EXISTS (
                SELECT
                FROM ai_management.ai_performance_samples AS t
                WHERE (t._legacy_id) = (OLD._legacy_id)
            );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.performance_metrics_retired AS l (id, metric_name, service_name, model_name, value, unit, host, tags, recorded_at)
        OVERRIDING SYSTEM VALUE
        SELECT
            t._legacy_id,
            t._metric_name,
            t._service_name,
            t._model_name,
            t.value,
            t.unit,
            t._host,
            t.labels,
            t.measured_at
        FROM ai_management.ai_performance_samples AS t
        WHERE (t.id, t.measured_at) = (NEW.id, NEW.measured_at) AND t._legacy_id IS NOT NULL
        ON CONFLICT (id) DO UPDATE SET
            metric_name = excluded.metric_name,
            service_name = excluded.service_name,
            model_name = excluded.model_name,
            value = excluded.value,
            unit = excluded.unit,
            host = excluded.host,
            tags = excluded.tags,
            recorded_at = excluded.recorded_at
        WHERE (
            l.metric_name,
            l.service_name,
            l.model_name,
            l.value,
            l.unit,
            l.host,
            l.tags::text,
            l.recorded_at
        ) IS DISTINCT FROM (
            excluded.metric_name,
            excluded.service_name,
            excluded.model_name,
            excluded.value,
            excluded.unit,
            excluded.host,
            excluded.tags::text,
            excluded.recorded_at
        )
        RETURNING l.xmax = 0 INTO added;
        -- Nothing but the retired table keeps the legacy key unique in all partitions.
        IF
            added IS NOT true
            AND (TG_OP = 'INSERT' OR (OLD._legacy_id) IS DISTINCT FROM (NEW._legacy_id))
            AND (SELECT count(*) FROM ai_management.ai_performance_samples AS t WHERE (t._legacy_id) = (NEW._legacy_id)) > 1
        THEN
            SELECT k.conname INTO kept_by
            FROM pg_constraint AS k
            WHERE (k.conrelid, k.contype) = ('public.performance_metrics_retired'::regclass, 'p');
            RAISE EXCEPTION 'duplicate key value violates unique constraint "%"', kept_by USING
                ERRCODE = 'unique_violation',
                SCHEMA = 'public',
                TABLE = 'performance_metrics',
                CONSTRAINT = kept_by,
                DETAIL = format('Key (id)=(%s) already exists in %s.', concat_ws(', ', NEW._legacy_id), 'public.performance_metrics');
        END IF;
    END IF;
    RETURN NULL;
END
$reverse$;

--: Take out of the retired table what a TRUNCATE has taken out of the owner
CREATE OR REPLACE FUNCTION migration_ai_management.performance_metrics_emptied()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $emptied$
BEGIN
    DELETE FROM public.performance_metrics_retired;
    RETURN NULL;
END
$emptied$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.performance_metrics_reverse() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_metrics_reverse() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.performance_metrics_emptied() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_metrics_emptied() FROM PUBLIC;

--: Refuse every other write to a table that does not own its rows
CREATE OR REPLACE FUNCTION migration_ai_management.performance_metrics_refuse_retired()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse_retired$
BEGIN
    RAISE EXCEPTION '% does not own its rows any more', 'public.performance_metrics_retired' USING
        ERRCODE = 'MG122',
        HINT = 'Write to public.performance_metrics or to ai_management.ai_performance_samples; both names reach the owner.';
END
$refuse_retired$;

--: It is part of what the migration owns
ALTER FUNCTION migration_ai_management.performance_metrics_refuse_retired() OWNER TO migration_owner;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_metrics_refuse_retired() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_performance_metrics_reverse
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_performance_samples
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.performance_metrics_reverse();
            CREATE OR REPLACE TRIGGER zz_changeover_performance_metrics_emptied
                AFTER TRUNCATE ON ai_management.ai_performance_samples
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.performance_metrics_emptied();
            IF migration.owner_of('ai-management', 'debugging') = 'new' THEN
                ALTER TABLE ai_management.ai_performance_samples ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_reverse;
                ALTER TABLE ai_management.ai_performance_samples ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_emptied;
            ELSE
                ALTER TABLE ai_management.ai_performance_samples DISABLE TRIGGER zz_changeover_performance_metrics_reverse;
                ALTER TABLE ai_management.ai_performance_samples DISABLE TRIGGER zz_changeover_performance_metrics_emptied;
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
