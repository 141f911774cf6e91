-- Mapping usage_logs to ai_usage_logs: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_usage_logs.
-- Undo: 86_reconcile_usage_logs.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'costs');

--: Keep both forms of every value in step, whichever name a row is written by
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_reconcile()
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
    wrote_status boolean;
    expected record;
    substituted text[] := ARRAY[]::text[];
BEGIN
    -- A row that moves to another partition comes as an INSERT, and is in step already.
    IF
        born
        AND NEW._by_legacy_name = false
        AND current_setting('changeover.in_step', true) = concat_ws(' ', NEW.id, NEW.created_at)
        AND NEW.id = migration.uuid_from_bigint(22647388881213766, NEW._legacy_id)
    THEN
        PERFORM set_config('changeover.in_step', '', true);
        RETURN NEW;
    END IF;
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_feature_id := NOT by_legacy AND CASE WHEN born THEN NEW.feature_id IS NOT NULL ELSE NEW.feature_id IS DISTINCT FROM OLD.feature_id
        AND NOT (NEW._service_name IS DISTINCT FROM OLD._service_name) END;
    wrote_status := NOT by_legacy AND CASE WHEN born THEN NEW.status IS NOT NULL ELSE NEW.status IS DISTINCT FROM OLD.status
        AND NOT (NEW._success IS DISTINCT FROM OLD._success) END;
    IF wrote_feature_id THEN
        -- The new name wrote feature_id: legacy is told.
        NEW._service_name := (
            SELECT (CASE (
                    SELECT known.slug
                    FROM ai_management.ai_features AS known
                    WHERE known.id = t.feature_id
                )
                WHEN 'chatbot' THEN 'chatbot_service'
                ELSE (
                    SELECT known.slug
                    FROM ai_management.ai_features AS known
                    WHERE known.id = t.feature_id
                )
            END)::varchar(16)
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_status THEN
        -- The new name wrote status: legacy is told.
        NEW._success := (
            SELECT (status = 'success')::boolean
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    SELECT
        (COALESCE(
            (
                SELECT known.id
                FROM ai_management.ai_features AS known
                WHERE known.slug = CASE l.service_name
                    WHEN 'chatbot_service' THEN 'chatbot'
                    ELSE l.service_name
                END
            ),
            (
                SELECT known.id
                FROM ai_management.ai_features AS known
                WHERE known.slug = 'unassigned'
            )
        ))::uuid AS feature_id,
        (CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END)::text AS status
    INTO expected
    FROM (
        SELECT
            NEW._legacy_id AS id,
            NEW._service_name AS service_name,
            NEW.cost_usd AS cost,
            NEW._success AS success,
            NEW._trace AS trace,
            NEW.created_at AS created_at
    ) AS l;
    IF wrote_feature_id THEN
        IF NEW.feature_id IS DISTINCT FROM expected.feature_id THEN
            -- Legacy sees another value in its place.
            substituted := substituted || 'feature_id'::text;
            NEW._service_name := 'other'::varchar(16);
        END IF;
    ELSIF born OR NEW._service_name IS DISTINCT FROM OLD._service_name THEN
        -- What feature_id is made of was written: it follows.
        NEW.feature_id := expected.feature_id;
    ELSIF 'feature_id' = ANY (OLD._substituted) THEN
        -- Legacy has left the value alone that it sees.
        substituted := substituted || 'feature_id'::text;
    END IF;
    IF wrote_status THEN
        IF NEW.status IS DISTINCT FROM expected.status THEN
            -- Legacy sees another value in its place.
            substituted := substituted || 'status'::text;
            NEW._success := 'false'::boolean;
        END IF;
    ELSIF born OR NEW._success IS DISTINCT FROM OLD._success THEN
        -- What status is made of was written: it follows.
        NEW.status := expected.status;
    ELSIF 'status' = ANY (OLD._substituted) THEN
        -- Legacy has left the value alone that it sees.
        substituted := substituted || 'status'::text;
    END IF;
    -- The identity follows from the legacy key alone.
    IF NEW.id IS DISTINCT FROM migration.uuid_from_bigint(22647388881213766, NEW._legacy_id) THEN
        IF (born AND NEW.id IS NOT NULL) OR (
            NOT born AND NEW.id IS DISTINCT FROM OLD.id
        ) THEN
            RAISE EXCEPTION '% is made of the legacy key', 'id' USING
                ERRCODE = 'MG121',
                SCHEMA = 'ai_management',
                TABLE = 'ai_usage_logs',
                COLUMN = 'id',
                HINT = 'Leave it out and read it with RETURNING, until the migration is finalized.';
        END IF;
        NEW.id := migration.uuid_from_bigint(22647388881213766, NEW._legacy_id);
    END IF;
    IF NEW._legacy_id IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'id', 'usage_logs' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'usage_logs',
            COLUMN = 'id',
            HINT = 'Give it a value; a row of ai_usage_logs holds it in _legacy_id, until the migration is finalized.';
    END IF;
    NEW._substituted := NULLIF(substituted, '{}');
    IF NOT born AND NEW.created_at IS DISTINCT FROM OLD.created_at THEN
        PERFORM set_config('changeover.in_step', concat_ws(' ', NEW.id, NEW.created_at), true);
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.usage_logs_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_usage_logs_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_usage_logs
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.usage_logs_reconcile();
            IF migration.owner_of('ai-management', 'costs') = 'new' THEN
                ALTER TABLE ai_management.ai_usage_logs ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_usage_logs DISABLE TRIGGER zz_changeover_usage_logs_reconcile;
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
