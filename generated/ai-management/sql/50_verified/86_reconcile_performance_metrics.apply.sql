-- Mapping performance_metrics to ai_performance_samples: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/performance_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_performance_samples.
-- Undo: 86_reconcile_performance_metrics.rollback.sql

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

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.performance_metrics_reconcile()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $reconcile$
#variable_conflict use_column
DECLARE
    born boolean := TG_OP = 'INSERT';
    by_legacy boolean := NEW._by_legacy_name IS true;
    wrote_feature_id boolean;
    wrote_model_id boolean;
    wrote_metric boolean;
    expected record;
BEGIN
    -- A row that moves to another partition comes as an INSERT, and is in step already.
    IF
        born
        AND NEW._by_legacy_name = false
        AND current_setting('changeover.in_step', true) = concat_ws(' ', NEW.id, NEW.measured_at)
        AND NEW.id = migration.uuid_from_bigint(18744162787915644, NEW._legacy_id)
    THEN
        PERFORM set_config('changeover.in_step', '', true);
        RETURN NEW;
    END IF;
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    -- What only legacy knows begins as legacy would begin it.
    IF born AND NOT by_legacy THEN
        NEW._legacy_id := COALESCE(NEW._legacy_id, nextval(pg_get_serial_sequence('public.performance_metrics_retired', 'id')));
    END IF;
    wrote_feature_id := NOT by_legacy AND CASE WHEN born THEN NEW.feature_id IS NOT NULL ELSE NEW.feature_id IS DISTINCT FROM OLD.feature_id
        AND NOT (NEW._service_name IS DISTINCT FROM OLD._service_name) END;
    wrote_model_id := NOT by_legacy AND CASE WHEN born THEN NEW.model_id IS NOT NULL ELSE NEW.model_id IS DISTINCT FROM OLD.model_id
        AND NOT (NEW._model_name IS DISTINCT FROM OLD._model_name) END;
    wrote_metric := NOT by_legacy AND CASE WHEN born THEN NEW.metric IS NOT NULL ELSE NEW.metric IS DISTINCT FROM OLD.metric
        AND NOT (NEW._metric_name IS DISTINCT FROM OLD._metric_name) END;
    IF wrote_feature_id THEN
        -- The new name wrote feature_id: legacy is told.
        NEW._service_name := (
            SELECT (CASE (
                    SELECT known.slug
                    FROM ai_management.ai_features AS known
                    WHERE known.id = t.feature_id
                )
                WHEN 'ai-search' THEN 'search_ai'
                WHEN 'chatbot' THEN 'chatbot_service'
                WHEN 'photo-tagging' THEN 'photo_analysis'
                ELSE (
                    SELECT known.slug
                    FROM ai_management.ai_features AS known
                    WHERE known.id = t.feature_id
                )
            END)::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_model_id THEN
        -- The new name wrote model_id: legacy is told.
        NEW._model_name := (
            SELECT ((
                SELECT known.name
                FROM ai_management.ai_models AS known
                WHERE known.id = t.model_id
            ))::text
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_metric THEN
        -- The new name wrote metric: legacy is told.
        NEW._metric_name := (
            SELECT (t.metric)::varchar(60)
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (COALESCE(
            (
                SELECT known.id
                FROM ai_management.ai_features AS known
                WHERE known.slug = CASE l.service_name
                    WHEN 'photo_analysis' THEN 'photo-tagging'
                    WHEN 'chatbot_service' THEN 'chatbot'
                    WHEN 'search_ai' THEN 'ai-search'
                    ELSE l.service_name
                END
            ),
            (
                SELECT known.id
                FROM ai_management.ai_features AS known
                WHERE known.slug = 'unassigned'
            )
        ))::uuid AS feature_id,
        (COALESCE(
            (
                SELECT known.id
                FROM ai_management.ai_models AS known
                WHERE known.name = l.model_name
            ),
            (
                SELECT known.id
                FROM ai_management.ai_models AS known
                WHERE known.name = 'unknown'
            )
        ))::uuid AS model_id,
        (l.metric_name)::text AS metric
    INTO expected
    FROM (
        SELECT
            NEW._legacy_id AS id,
            NEW._metric_name AS metric_name,
            NEW._service_name AS service_name,
            NEW._model_name AS model_name,
            NEW.value AS value,
            NEW.unit AS unit,
            NEW._host AS host,
            NEW.labels AS tags,
            NEW.measured_at AS recorded_at
    ) AS l;
    IF wrote_feature_id THEN
        IF NEW.feature_id IS DISTINCT FROM expected.feature_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'feature_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_performance_samples',
                COLUMN = 'feature_id',
                DETAIL = 'As a row of performance_metrics it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._service_name IS DISTINCT FROM OLD._service_name THEN
        -- What feature_id is made of was written: it follows.
        NEW.feature_id := expected.feature_id;
    END IF;
    IF wrote_model_id THEN
        IF NEW.model_id IS DISTINCT FROM expected.model_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'model_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_performance_samples',
                COLUMN = 'model_id',
                DETAIL = 'As a row of performance_metrics it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._model_name IS DISTINCT FROM OLD._model_name THEN
        -- What model_id is made of was written: it follows.
        NEW.model_id := expected.model_id;
    END IF;
    IF wrote_metric THEN
        IF NEW.metric IS DISTINCT FROM expected.metric THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'metric' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_performance_samples',
                COLUMN = 'metric',
                DETAIL = 'As a row of performance_metrics it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._metric_name IS DISTINCT FROM OLD._metric_name THEN
        -- What metric is made of was written: it follows.
        NEW.metric := expected.metric;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_bigint(18744162787915644, NEW._legacy_id) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'ai_performance_samples',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_bigint(18744162787915644, NEW._legacy_id);
    END IF;
    IF NEW._legacy_id IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'id', 'performance_metrics' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'performance_metrics',
            COLUMN = 'id',
            HINT = 'Give it a value; a row of ai_performance_samples holds it in _legacy_id, until the migration is finalized.';
    END IF;
    IF NEW._metric_name IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'metric_name', 'performance_metrics' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'performance_metrics',
            COLUMN = 'metric_name',
            HINT = 'Give it a value; a row of ai_performance_samples holds it in _metric_name, until the migration is finalized.';
    END IF;
    IF NOT born AND NEW.measured_at IS DISTINCT FROM OLD.measured_at THEN
        PERFORM set_config('changeover.in_step', concat_ws(' ', NEW.id, NEW.measured_at), true);
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.performance_metrics_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_metrics_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_performance_metrics_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_performance_samples
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.performance_metrics_reconcile();
            IF migration.owner_of('ai-management', 'debugging') = 'new' THEN
                ALTER TABLE ai_management.ai_performance_samples ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_performance_samples DISABLE TRIGGER zz_changeover_performance_metrics_reconcile;
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
