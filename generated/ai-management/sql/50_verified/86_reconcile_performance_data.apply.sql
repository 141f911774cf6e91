-- Mapping performance_data to ai_latency_summaries: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/performance_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_latency_summaries.
-- Undo: 86_reconcile_performance_data.rollback.sql

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

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.performance_data_reconcile()
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
    wrote_period_start boolean;
    wrote_mean_ms boolean;
    wrote_p95_ms boolean;
    wrote_p99_ms boolean;
    expected record;
BEGIN
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_feature_id := NOT by_legacy AND CASE WHEN born THEN NEW.feature_id IS NOT NULL ELSE NEW.feature_id IS DISTINCT FROM OLD.feature_id
        AND NOT (NEW._legacy_service_name IS DISTINCT FROM OLD._legacy_service_name) END;
    wrote_period_start := NOT by_legacy AND CASE WHEN born THEN NEW.period_start IS NOT NULL ELSE NEW.period_start IS DISTINCT FROM OLD.period_start
        AND NOT (NEW._legacy_period_start IS DISTINCT FROM OLD._legacy_period_start) END;
    wrote_mean_ms := NOT by_legacy AND CASE WHEN born THEN NEW.mean_ms IS NOT NULL ELSE NEW.mean_ms IS DISTINCT FROM OLD.mean_ms
        AND NOT (NEW._avg_latency IS DISTINCT FROM OLD._avg_latency) END;
    wrote_p95_ms := NOT by_legacy AND CASE WHEN born THEN NEW.p95_ms IS NOT NULL ELSE NEW.p95_ms IS DISTINCT FROM OLD.p95_ms
        AND NOT (NEW._p95_latency IS DISTINCT FROM OLD._p95_latency) END;
    wrote_p99_ms := NOT by_legacy AND CASE WHEN born THEN NEW.p99_ms IS NOT NULL ELSE NEW.p99_ms IS DISTINCT FROM OLD.p99_ms
        AND NOT (NEW._p99_latency IS DISTINCT FROM OLD._p99_latency) END;
    IF wrote_feature_id THEN
        -- The new name wrote feature_id: legacy is told.
        NEW._legacy_service_name := (
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
    IF wrote_period_start THEN
        -- The new name wrote period_start: legacy is told.
        NEW._legacy_period_start := (
            SELECT (t.period_start)::timestamptz
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_mean_ms THEN
        -- The new name wrote mean_ms: legacy is told.
        NEW._avg_latency := (
            SELECT (mean_ms * 0.001)::numeric(10,3)
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_p95_ms THEN
        -- The new name wrote p95_ms: legacy is told.
        NEW._p95_latency := (
            SELECT (p95_ms * 0.001)::numeric(10,3)
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_p99_ms THEN
        -- The new name wrote p99_ms: legacy is told.
        NEW._p99_latency := (
            SELECT (p99_ms * 0.001)::numeric(10,3)
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
        (l.period_start)::timestamptz AS period_start,
        (avg_latency * 1000)::numeric(10,0) AS mean_ms,
        (p95_latency * 1000)::numeric(10,0) AS p95_ms,
        (p99_latency * 1000)::numeric(10,0) AS p99_ms
    INTO expected
    FROM (
        SELECT
            NEW._legacy_service_name AS service_name,
            NEW._legacy_period_start AS period_start,
            NEW.period_end AS period_end,
            NEW.calls AS request_count,
            NEW.failed_calls AS failure_count,
            NEW._avg_latency AS avg_latency,
            NEW._p95_latency AS p95_latency,
            NEW._p99_latency AS p99_latency,
            NEW.availability AS availability,
            NEW._computed_by AS computed_by,
            NEW.computed_at AS computed_at
    ) AS l;
    IF wrote_feature_id THEN
        IF NEW.feature_id IS DISTINCT FROM expected.feature_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'feature_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_latency_summaries',
                COLUMN = 'feature_id',
                DETAIL = 'As a row of performance_data it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._legacy_service_name IS DISTINCT FROM OLD._legacy_service_name THEN
        -- What feature_id is made of was written: it follows.
        NEW.feature_id := expected.feature_id;
    END IF;
    IF wrote_period_start THEN
        IF NEW.period_start IS DISTINCT FROM expected.period_start THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'period_start' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_latency_summaries',
                COLUMN = 'period_start',
                DETAIL = 'As a row of performance_data it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._legacy_period_start IS DISTINCT FROM OLD._legacy_period_start THEN
        -- What period_start is made of was written: it follows.
        NEW.period_start := expected.period_start;
    END IF;
    IF wrote_mean_ms THEN
        IF NEW.mean_ms IS DISTINCT FROM expected.mean_ms THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'mean_ms' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_latency_summaries',
                COLUMN = 'mean_ms',
                DETAIL = 'As a row of performance_data it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._avg_latency IS DISTINCT FROM OLD._avg_latency THEN
        -- What mean_ms is made of was written: it follows.
        NEW.mean_ms := expected.mean_ms;
    END IF;
    IF wrote_p95_ms THEN
        IF NEW.p95_ms IS DISTINCT FROM expected.p95_ms THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'p95_ms' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_latency_summaries',
                COLUMN = 'p95_ms',
                DETAIL = 'As a row of performance_data it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._p95_latency IS DISTINCT FROM OLD._p95_latency THEN
        -- What p95_ms is made of was written: it follows.
        NEW.p95_ms := expected.p95_ms;
    END IF;
    IF wrote_p99_ms THEN
        IF NEW.p99_ms IS DISTINCT FROM expected.p99_ms THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'p99_ms' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_latency_summaries',
                COLUMN = 'p99_ms',
                DETAIL = 'As a row of performance_data it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._p99_latency IS DISTINCT FROM OLD._p99_latency THEN
        -- What p99_ms is made of was written: it follows.
        NEW.p99_ms := expected.p99_ms;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_text(28614463678858201, jsonb_build_array(NEW._legacy_service_name, NEW._legacy_period_start)::text) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'ai_latency_summaries',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_text(28614463678858201, jsonb_build_array(NEW._legacy_service_name, NEW._legacy_period_start)::text);
    END IF;
    IF NEW._legacy_service_name IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'service_name', 'performance_data' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'performance_data',
            COLUMN = 'service_name',
            HINT = 'Give it a value; a row of ai_latency_summaries holds it in _legacy_service_name, until the migration is finalized.';
    END IF;
    IF NEW._legacy_period_start IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'period_start', 'performance_data' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'performance_data',
            COLUMN = 'period_start',
            HINT = 'Give it a value; a row of ai_latency_summaries holds it in _legacy_period_start, until the migration is finalized.';
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.performance_data_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.performance_data_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_performance_data_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_latency_summaries
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.performance_data_reconcile();
            IF migration.owner_of('ai-management', 'analytics') = 'new' THEN
                ALTER TABLE ai_management.ai_latency_summaries ENABLE ALWAYS TRIGGER zz_changeover_performance_data_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_latency_summaries DISABLE TRIGGER zz_changeover_performance_data_reconcile;
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
