-- Mapping model_settings to ai_model_settings: its parts follow it, and tell it.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_settings.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_model_prices.
-- Undo: 87_in_step_model_settings.rollback.sql

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
SELECT migration.refuse_final('ai-management', 'settings');

--: Make the rows of the parts what legacy says, where the anchor's row was written
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_in_step()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $in_step$
#variable_conflict use_column
BEGIN
    IF NEW._parked THEN
        -- Legacy does not see the row, so none of its parts' rows is legacy's.
        UPDATE ai_management.ai_model_prices AS p
        SET _migrated_at = NULL
        WHERE p.settings_id = NEW.id AND p._migrated_at IS NOT NULL;
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' OR OLD._parked OR (NEW.id, NEW._price_per_1k_input, NEW._price_per_1k_output, NEW._price_since) IS DISTINCT FROM (OLD.id, OLD._price_per_1k_input, OLD._price_per_1k_output, OLD._price_since) THEN
        -- The row itself is read, not what the trigger was told: a trigger's own write comes first.
        DELETE FROM ai_management.ai_model_prices AS p
        USING ai_management.ai_model_settings AS t
        WHERE
            (t.id, p.settings_id) = (NEW.id, NEW.id)
            AND t._parked IS NOT TRUE
            AND p._migrated_at IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM (
                    SELECT
                        (l.id)::uuid AS settings_id,
                        (price_per_1k_input * 1000)::numeric(12,3) AS input_usd_per_million,
                        (price_per_1k_output * 1000)::numeric(12,3) AS output_usd_per_million,
                        (l.price_since)::date AS valid_from
                    FROM (
                        SELECT
                            t.id AS id,
                            t._model_name AS model_name,
                            t._provider AS provider,
                            t.display_name AS display_name,
                            t.max_output_tokens AS max_tokens,
                            t.default_temperature AS temperature,
                            t._price_per_1k_input AS price_per_1k_input,
                            t._price_per_1k_output AS price_per_1k_output,
                            t._price_since AS price_since,
                            t.is_enabled AS enabled,
                            t._icon_url AS icon_url,
                            t.created_at AS created_at,
                            t.updated_at AS updated_at
                    ) AS l
                ) AS e
                WHERE (e.settings_id) = (p.settings_id)
            );
        INSERT INTO ai_management.ai_model_prices AS p (settings_id, input_usd_per_million, output_usd_per_million, valid_from, _migrated_at)
        SELECT e.*, clock_timestamp()
        FROM ai_management.ai_model_settings AS t
        CROSS JOIN LATERAL (
            SELECT
                (l.id)::uuid AS settings_id,
                (price_per_1k_input * 1000)::numeric(12,3) AS input_usd_per_million,
                (price_per_1k_output * 1000)::numeric(12,3) AS output_usd_per_million,
                (l.price_since)::date AS valid_from
            FROM (
                SELECT
                    t.id AS id,
                    t._model_name AS model_name,
                    t._provider AS provider,
                    t.display_name AS display_name,
                    t.max_output_tokens AS max_tokens,
                    t.default_temperature AS temperature,
                    t._price_per_1k_input AS price_per_1k_input,
                    t._price_per_1k_output AS price_per_1k_output,
                    t._price_since AS price_since,
                    t.is_enabled AS enabled,
                    t._icon_url AS icon_url,
                    t.created_at AS created_at,
                    t.updated_at AS updated_at
            ) AS l
        ) AS e
        WHERE t.id = NEW.id AND t._parked IS NOT TRUE
        ON CONFLICT (settings_id) DO UPDATE SET
            input_usd_per_million = excluded.input_usd_per_million,
            output_usd_per_million = excluded.output_usd_per_million,
            valid_from = excluded.valid_from,
            _migrated_at = excluded._migrated_at
        WHERE
            p._migrated_at IS NULL
            OR (p.settings_id, p.input_usd_per_million, p.output_usd_per_million, p.valid_from) IS DISTINCT FROM (excluded.settings_id, excluded.input_usd_per_million, excluded.output_usd_per_million, excluded.valid_from);
    END IF;
    RETURN NULL;
END
$in_step$;

--: Take the rows of the parts away before the anchor's row goes, or gets another key
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_vacate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $vacate$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.id = OLD.id THEN
            RETURN NEW;
        END IF;
        IF EXISTS (
            SELECT
            FROM ai_management.ai_model_prices AS p
            WHERE p.settings_id = OLD.id AND p._migrated_at IS NULL
        ) THEN
            RAISE EXCEPTION 'the key of a row cannot change that has rows of its own in %', 'ai_model_prices' USING
                ERRCODE = 'MG171',
                SCHEMA = 'ai_management',
                TABLE = 'ai_model_prices',
                DETAIL = 'They were born in the new system, and the legacy table does not know them.',
                HINT = 'Delete them first, or make a new row.';
        END IF;
    END IF;
    -- With this mark they are on their way out with their anchor, and tell it nothing.
    UPDATE ai_management.ai_model_prices AS p SET _migrated_at = '-infinity' WHERE p.settings_id = OLD.id;
    DELETE FROM ai_management.ai_model_prices AS p WHERE p.settings_id = OLD.id;
    RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
END
$vacate$;

--: Lock the anchor's row before a row of ai_model_prices is written, so that no increment is lost
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_ai_model_prices_lock()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '200ms'
AS $lock$
BEGIN
    -- Whoever writes the anchor holds it already, and waits for this row: less than a deadlock takes.
    PERFORM
    FROM ai_management.ai_model_settings AS t
    WHERE t.id IN (OLD.settings_id, NEW.settings_id)
    ORDER BY t.id
    FOR NO KEY UPDATE;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected THEN
        RAISE EXCEPTION 'could not serialize access to %', 'ai_model_settings and ai_model_prices' USING
            ERRCODE = 'serialization_failure',
            SCHEMA = 'ai_management',
            TABLE = 'ai_model_prices',
            DETAIL = 'Another transaction writes the row of ai_model_settings that it belongs to.',
            HINT = 'Try again; a transaction that begins with SELECT … FROM ai_model_settings … FOR UPDATE waits instead.';
END
$lock$;

--: Tell the anchor what a row of ai_model_prices says now, unless legacy says so already
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_ai_model_prices_tell()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $tell$
#variable_conflict use_column
BEGIN
    IF
        OLD._migrated_at = '-infinity'
        OR TG_OP = 'UPDATE' AND (OLD.settings_id, OLD.input_usd_per_million, OLD.output_usd_per_million, OLD.valid_from) IS NOT DISTINCT FROM (NEW.settings_id, NEW.input_usd_per_million, NEW.output_usd_per_million, NEW.valid_from)
    THEN
        RETURN NULL;
    END IF;
    UPDATE ai_management.ai_model_settings AS t
    SET _by_legacy_name = true
    WHERE
        t.id IN (OLD.settings_id, NEW.settings_id)
        AND (
            t._parked
            OR EXISTS (
                SELECT
                FROM (
                    SELECT
                        (l.id)::uuid AS settings_id,
                        (price_per_1k_input * 1000)::numeric(12,3) AS input_usd_per_million,
                        (price_per_1k_output * 1000)::numeric(12,3) AS output_usd_per_million,
                        (l.price_since)::date AS valid_from
                    FROM (
                        SELECT
                            t.id AS id,
                            t._model_name AS model_name,
                            t._provider AS provider,
                            t.display_name AS display_name,
                            t.max_output_tokens AS max_tokens,
                            t.default_temperature AS temperature,
                            t._price_per_1k_input AS price_per_1k_input,
                            t._price_per_1k_output AS price_per_1k_output,
                            t._price_since AS price_since,
                            t.is_enabled AS enabled,
                            t._icon_url AS icon_url,
                            t.created_at AS created_at,
                            t.updated_at AS updated_at
                    ) AS l
                ) AS e
                LEFT JOIN ai_management.ai_model_prices AS p ON (p.settings_id) = (e.settings_id)
                WHERE
                    (e.settings_id) IN ((OLD.settings_id), (NEW.settings_id))
                    AND (p.settings_id, p.input_usd_per_million, p.output_usd_per_million, p.valid_from) IS DISTINCT FROM (e.settings_id, e.input_usd_per_million, e.output_usd_per_million, e.valid_from)
            )
        );
    RETURN NULL;
END
$tell$;

--: Tell every anchor when ai_model_prices is emptied
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_ai_model_prices_truncated()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $truncated$
BEGIN
    UPDATE ai_management.ai_model_settings AS t SET _by_legacy_name = true WHERE t._parked IS NOT TRUE;
    RETURN NULL;
END
$truncated$;

--: Refuse, at COMMIT, what the legacy table cannot hold
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_whole()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $whole$
BEGIN
    IF EXISTS (
        SELECT FROM ai_management.ai_model_settings AS t WHERE t.id = NEW.id AND t._parked
    ) THEN
        RAISE EXCEPTION 'legacy cannot hold a row of % with these parts', 'ai_model_settings' USING
            ERRCODE = 'MG120',
            SCHEMA = 'ai_management',
            TABLE = 'ai_model_settings',
            DETAIL = 'As a row of model_settings it would be incomplete, or come back with other rows.',
            HINT = 'Write, in one transaction, the row and its parts as the legacy table can hold them.';
    END IF;
    RETURN NULL;
END
$whole$;

--: Refuse, at COMMIT, a row of ai_model_prices that the legacy table does not mean
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_ai_model_prices_whole()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $whole$
BEGIN
    IF EXISTS (
        SELECT
        FROM ai_management.ai_model_prices AS p
        WHERE (p.settings_id) = (NEW.settings_id) AND p._migrated_at IS NULL
    ) THEN
        RAISE EXCEPTION 'legacy cannot hold this row of %', 'ai_model_prices' USING
            ERRCODE = 'MG120',
            SCHEMA = 'ai_management',
            TABLE = 'ai_model_prices',
            DETAIL = 'No row of model_settings would bring it back.',
            HINT = 'Write rows that the legacy table can hold, until the migration is finalized.';
    END IF;
    RETURN NULL;
END
$whole$;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_in_step() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_in_step() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_vacate() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_vacate() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_whole() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_whole() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_ai_model_prices_lock() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_ai_model_prices_lock() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_ai_model_prices_tell() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_ai_model_prices_tell() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_ai_model_prices_truncated() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_ai_model_prices_truncated() FROM PUBLIC;

--: Runs with the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.model_settings_ai_model_prices_whole() OWNER TO migration_sync;

--: Only the trigger calls it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_ai_model_prices_whole() FROM PUBLIC;

--: Install the triggers, asleep while legacy owns the rows
DO $install$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_in_step
                AFTER INSERT OR UPDATE ON ai_management.ai_model_settings
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_settings_in_step();
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_vacate
                BEFORE UPDATE OR DELETE ON ai_management.ai_model_settings
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_settings_vacate();
            IF NOT EXISTS (
                SELECT FROM pg_catalog.pg_trigger AS g
                WHERE (g.tgrelid, g.tgname) = ('ai_management.ai_model_settings'::regclass, 'zz_changeover_model_settings_whole')
            ) THEN
                CREATE CONSTRAINT TRIGGER zz_changeover_model_settings_whole
                    AFTER INSERT OR UPDATE ON ai_management.ai_model_settings
                    DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW._parked) EXECUTE FUNCTION migration_ai_management.model_settings_whole();
            END IF;
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_ai_model_prices_lock
                BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_model_prices
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_settings_ai_model_prices_lock();
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_ai_model_prices_tell
                AFTER INSERT OR UPDATE OR DELETE ON ai_management.ai_model_prices
                FOR EACH ROW EXECUTE FUNCTION migration_ai_management.model_settings_ai_model_prices_tell();
            CREATE OR REPLACE TRIGGER zz_changeover_model_settings_ai_model_prices_truncated
                AFTER TRUNCATE ON ai_management.ai_model_prices
                FOR EACH STATEMENT EXECUTE FUNCTION migration_ai_management.model_settings_ai_model_prices_truncated();
            IF NOT EXISTS (
                SELECT FROM pg_catalog.pg_trigger AS g
                WHERE (g.tgrelid, g.tgname) = ('ai_management.ai_model_prices'::regclass, 'zz_changeover_model_settings_ai_model_prices_whole')
            ) THEN
                CREATE CONSTRAINT TRIGGER zz_changeover_model_settings_ai_model_prices_whole
                    AFTER INSERT OR UPDATE ON ai_management.ai_model_prices
                    DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW._migrated_at IS NULL) EXECUTE FUNCTION migration_ai_management.model_settings_ai_model_prices_whole();
            END IF;
            IF migration.owner_of('ai-management', 'settings') = 'new' THEN
                ALTER TABLE ai_management.ai_model_settings ENABLE ALWAYS TRIGGER zz_changeover_model_settings_in_step;
                ALTER TABLE ai_management.ai_model_settings ENABLE ALWAYS TRIGGER zz_changeover_model_settings_vacate;
                ALTER TABLE ai_management.ai_model_settings ENABLE ALWAYS TRIGGER zz_changeover_model_settings_whole;
                ALTER TABLE ai_management.ai_model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_settings_ai_model_prices_lock;
                ALTER TABLE ai_management.ai_model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_settings_ai_model_prices_tell;
                ALTER TABLE ai_management.ai_model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_settings_ai_model_prices_truncated;
                ALTER TABLE ai_management.ai_model_prices ENABLE ALWAYS TRIGGER zz_changeover_model_settings_ai_model_prices_whole;
            ELSE
                ALTER TABLE ai_management.ai_model_settings DISABLE TRIGGER zz_changeover_model_settings_in_step;
                ALTER TABLE ai_management.ai_model_settings DISABLE TRIGGER zz_changeover_model_settings_vacate;
                ALTER TABLE ai_management.ai_model_settings DISABLE TRIGGER zz_changeover_model_settings_whole;
                ALTER TABLE ai_management.ai_model_prices DISABLE TRIGGER zz_changeover_model_settings_ai_model_prices_lock;
                ALTER TABLE ai_management.ai_model_prices DISABLE TRIGGER zz_changeover_model_settings_ai_model_prices_tell;
                ALTER TABLE ai_management.ai_model_prices DISABLE TRIGGER zz_changeover_model_settings_ai_model_prices_truncated;
                ALTER TABLE ai_management.ai_model_prices DISABLE TRIGGER zz_changeover_model_settings_ai_model_prices_whole;
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
