-- Mapping analytics_events to ai_analytics_events: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_analytics_events.
-- Undo: 86_reconcile_analytics_events.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_reconcile()
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
    wrote_event boolean;
    wrote_experiment boolean;
    wrote_variant boolean;
    expected record;
BEGIN
    -- A row that moves to another partition comes as an INSERT, and is in step already.
    IF
        born
        AND NEW._by_legacy_name = false
        AND current_setting('changeover.in_step', true) = concat_ws(' ', NEW.id, NEW.occurred_at)
    THEN
        PERFORM set_config('changeover.in_step', '', true);
        RETURN NEW;
    END IF;
    -- Whoever writes the row may give any value: it was born here or migrated all the same.
    NEW._migrated_at := CASE WHEN born THEN NULL ELSE OLD._migrated_at END;
    NEW._by_legacy_name := false;
    wrote_feature_id := NOT by_legacy AND CASE WHEN born THEN NEW.feature_id IS NOT NULL ELSE NEW.feature_id IS DISTINCT FROM OLD.feature_id
        AND NOT (NEW._service_name IS DISTINCT FROM OLD._service_name) END;
    wrote_event := NOT by_legacy AND CASE WHEN born THEN NEW.event IS NOT NULL ELSE NEW.event IS DISTINCT FROM OLD.event
        AND NOT (NEW._event_name IS DISTINCT FROM OLD._event_name) END;
    wrote_experiment := NOT by_legacy AND CASE WHEN born THEN NEW.experiment IS NOT NULL ELSE NEW.experiment IS DISTINCT FROM OLD.experiment
        AND NOT (NEW._experiment IS DISTINCT FROM OLD._experiment) END;
    wrote_variant := NOT by_legacy AND CASE WHEN born THEN NEW.variant IS NOT NULL ELSE NEW.variant IS DISTINCT FROM OLD.variant
        AND NOT (NEW._variant IS DISTINCT FROM OLD._variant) END;
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
    IF wrote_event THEN
        -- The new name wrote event: legacy is told.
        NEW._event_name := (
            SELECT (t.event)::varchar(80)
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_experiment THEN
        -- The new name wrote experiment: legacy is told.
        NEW._experiment := (
            SELECT (t.experiment)::varchar(80)
            FROM (SELECT NEW.*) AS t
        );
    END IF;
    IF wrote_variant THEN
        -- The new name wrote variant: legacy is told.
        NEW._variant := (
            SELECT (t.variant)::varchar(40)
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
        (l.event_name)::text AS event,
        (l.experiment)::text AS experiment,
        (l.variant)::text AS variant
    INTO expected
    FROM (
        SELECT
            NEW.id AS event_id,
            NEW._event_name AS event_name,
            NEW._service_name AS service_name,
            NEW.user_id AS user_id,
            NEW.session AS session_id,
            NEW._experiment AS experiment,
            NEW._variant AS variant,
            NEW.properties AS properties,
            NEW._user_agent AS user_agent,
            NEW.occurred_at AS occurred_at
    ) AS l;
    IF wrote_feature_id THEN
        IF NEW.feature_id IS DISTINCT FROM expected.feature_id THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'feature_id' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_analytics_events',
                COLUMN = 'feature_id',
                DETAIL = 'As a row of analytics_events it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._service_name IS DISTINCT FROM OLD._service_name THEN
        -- What feature_id is made of was written: it follows.
        NEW.feature_id := expected.feature_id;
    END IF;
    IF wrote_event THEN
        IF NEW.event IS DISTINCT FROM expected.event THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'event' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_analytics_events',
                COLUMN = 'event',
                DETAIL = 'As a row of analytics_events it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._event_name IS DISTINCT FROM OLD._event_name THEN
        -- What event is made of was written: it follows.
        NEW.event := expected.event;
    END IF;
    IF wrote_experiment THEN
        IF NEW.experiment IS DISTINCT FROM expected.experiment THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'experiment' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_analytics_events',
                COLUMN = 'experiment',
                DETAIL = 'As a row of analytics_events it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._experiment IS DISTINCT FROM OLD._experiment THEN
        -- What experiment is made of was written: it follows.
        NEW.experiment := expected.experiment;
    END IF;
    IF wrote_variant THEN
        IF NEW.variant IS DISTINCT FROM expected.variant THEN
            RAISE EXCEPTION 'legacy cannot hold this value of %', 'variant' USING
                ERRCODE = 'MG120',
                SCHEMA = 'ai_management',
                TABLE = 'ai_analytics_events',
                COLUMN = 'variant',
                DETAIL = 'As a row of analytics_events it would come back with another value.',
                HINT = 'Write a value that the legacy table can hold, until the migration is finalized.';
        END IF;
    ELSIF born OR NEW._variant IS DISTINCT FROM OLD._variant THEN
        -- What variant is made of was written: it follows.
        NEW.variant := expected.variant;
    END IF;
    IF NEW._event_name IS NULL THEN
        RAISE EXCEPTION 'null value in column "%" of relation "%" violates not-null constraint', 'event_name', 'analytics_events' USING
            ERRCODE = 'not_null_violation',
            SCHEMA = 'public',
            TABLE = 'analytics_events',
            COLUMN = 'event_name',
            HINT = 'Give it a value; a row of ai_analytics_events holds it in _event_name, until the migration is finalized.';
    END IF;
    IF NEW._migrated_at IS NOT NULL AND (SELECT (event_name <> 'heartbeat') FROM (
        SELECT
            NEW.id AS event_id,
            NEW._event_name AS event_name,
            NEW._service_name AS service_name,
            NEW.user_id AS user_id,
            NEW.session AS session_id,
            NEW._experiment AS experiment,
            NEW._variant AS variant,
            NEW.properties AS properties,
            NEW._user_agent AS user_agent,
            NEW.occurred_at AS occurred_at
    ) AS l) IS NOT TRUE THEN
        -- The filter leaves it out now, like a row that was never brought.
        NEW._migrated_at := NULL;
    END IF;
    IF NOT born AND NEW.occurred_at IS DISTINCT FROM OLD.occurred_at THEN
        PERFORM set_config('changeover.in_step', concat_ws(' ', NEW.id, NEW.occurred_at), true);
    END IF;
    RETURN NEW;
END
$reconcile$;

--: It reads lookups that a writer need not be allowed to read
ALTER FUNCTION migration_ai_management.analytics_events_reconcile() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_reconcile() FROM PUBLIC;

--: Install the trigger, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_analytics_events_reconcile
                BEFORE INSERT OR UPDATE ON ai_management.ai_analytics_events
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.analytics_events_reconcile();
            IF migration.owner_of('ai-management', 'analytics') = 'new' THEN
                ALTER TABLE ai_management.ai_analytics_events ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_reconcile;
            ELSE
                ALTER TABLE ai_management.ai_analytics_events DISABLE TRIGGER zz_changeover_analytics_events_reconcile;
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
