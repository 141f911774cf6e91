-- Mapping error_tracking to ai_errors: looked-up rows that come or go are noted.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_providers.
-- Undo: 69_follow_error_tracking.rollback.sql

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

--: Note the values of company_id whose row came, changed or went
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_follow_company_id_through_provider()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $follow$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.company, OLD.slug)
        IS NOT DISTINCT FROM (NEW.company, NEW.slug)
    THEN
        RETURN NULL;
    END IF;
    -- No lookup finds a row without a value.
    IF TG_OP <> 'INSERT' AND OLD.slug IS NOT NULL THEN
        INSERT INTO migration_ai_management.error_tracking_lookups (target_column, value)
        VALUES ('company_id_through_provider', OLD.slug::text);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.slug IS NOT NULL THEN
        INSERT INTO migration_ai_management.error_tracking_lookups (target_column, value)
        VALUES ('company_id_through_provider', NEW.slug::text);
    END IF;
    RETURN NULL;
END
$follow$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.error_tracking_follow_company_id_through_provider() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_follow_company_id_through_provider() FROM PUBLIC;

--: Follow the looked-up table
DO $follow$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_error_tracking_follow_company_id_through_provider
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_providers
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.error_tracking_follow_company_id_through_provider();
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
$follow$;

--: Also what a replication session writes
DO $always$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            ALTER TABLE ai_management.ai_providers ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_follow_company_id_through_provider;
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
$always$;

COMMIT;
