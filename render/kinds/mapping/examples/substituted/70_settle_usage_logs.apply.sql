-- Mapping usage_logs to ai_usage_logs: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.ai_usage_logs.
-- Undo: 70_settle_usage_logs.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Bring over the keys noted in the journal, a few per transaction
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_replay_batch(keys integer)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $replay_batch$
#variable_conflict use_column
DECLARE
    entries bigint[];
    truncated boolean;
    noted record;
BEGIN
    SELECT array_agg(picked.entry), bool_or(picked.truncated) INTO entries, truncated
    FROM (
        SELECT j.entry, j.id IS NULL AS truncated
        FROM migration_ai_management.usage_logs_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_ai_management.usage_logs_journal (id)
        SELECT t._legacy_id
        FROM ai_management.ai_usage_logs AS t
        WHERE
            t._legacy_id IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.usage_logs AS l
                WHERE
                    (l.id) = (t._legacy_id)
                    AND l.created_at = t.created_at
            );
        INSERT INTO migration_ai_management.usage_logs_journal (id)
        SELECT (legacy_key ->> 'id')::bigint
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('ai-management', 'usage_logs');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'usage_logs')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('id', j.id)
                FROM migration_ai_management.usage_logs_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM ai_management.ai_usage_logs AS t
        WHERE
            (t.id) IN (
                SELECT migration.uuid_from_bigint(22647388881213766, j.id)
                FROM migration_ai_management.usage_logs_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM public.usage_logs AS l
                WHERE
                    (l.id) = (t._legacy_id)
                    AND l.created_at = t.created_at
            );
        INSERT INTO ai_management.ai_usage_logs AS t (
            id,
            feature_id,
            cost_usd,
            status,
            created_at,
            _legacy_id,
            _service_name,
            _success,
            _trace,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(22647388881213766, l.id),
            COALESCE(
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
            ),
            l.cost,
            CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END,
            l.created_at,
            l.id,
            l.service_name,
            l.success,
            l.trace,
            clock_timestamp()
        FROM public.usage_logs AS l
        WHERE
            (l.id) IN (
                SELECT j.id
                FROM migration_ai_management.usage_logs_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.id
        FOR SHARE OF l
        ON CONFLICT (id, created_at) DO UPDATE SET
            feature_id = excluded.feature_id,
            cost_usd = excluded.cost_usd,
            status = excluded.status,
            _legacy_id = excluded._legacy_id,
            _service_name = excluded._service_name,
            _success = excluded._success,
            _trace = excluded._trace
        WHERE (
            t.feature_id,
            t.cost_usd,
            t.status,
            t._legacy_id,
            t._service_name,
            t._success,
            t._trace
        ) IS DISTINCT FROM (
            excluded.feature_id,
            excluded.cost_usd,
            excluded.status,
            excluded._legacy_id,
            excluded._service_name,
            excluded._success,
            excluded._trace
        );
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            -- One row of the batch cannot be mapped: bring them one by one and set it aside.
            FOR noted IN
                SELECT DISTINCT j.id
                FROM migration_ai_management.usage_logs_journal AS j
                WHERE j.entry = ANY(entries) AND j.id IS NOT NULL
                ORDER BY j.id
            LOOP
                PERFORM migration_ai_management.usage_logs_bring(noted.id, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_ai_management.usage_logs_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_ai_management.usage_logs_replay(patience integer DEFAULT NULL)
LANGUAGE plpgsql
AS $replay$
DECLARE
    -- Whoever writes one of these rows waits for the transaction.
    at_once CONSTANT integer := 200;
    last_entry bigint;
    changed integer;
    tries integer := 0;
BEGIN
    -- The legacy name would show the target itself: what is noted waits for the reverse.
    IF migration.owner_of('ai-management', 'costs') = 'new' THEN
        RETURN;
    END IF;
    -- Twice, because a TRUNCATE is replayed as the keys that it leaves behind, and because
    -- a row may have been refused for a unique value that another one still held.
    FOR pass IN 1..2 LOOP
        IF pass = 2 THEN
            INSERT INTO migration_ai_management.usage_logs_journal (id)
            SELECT (legacy_key ->> 'id')::bigint
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('ai-management', 'usage_logs')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.usage_logs_journal AS j;
        WHILE EXISTS (SELECT FROM migration_ai_management.usage_logs_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_ai_management.usage_logs_replay_batch(at_once);
            COMMIT;
            tries := CASE WHEN changed < 1 THEN tries + 1 ELSE 0 END;
            IF tries >= patience THEN
                RETURN;
            END IF;
            IF changed < 1 THEN
                PERFORM pg_catalog.pg_sleep(0.01 + 0.04 * pg_catalog.random());
            END IF;
        END LOOP;
    END LOOP;
END
$replay$;

--: Bring quarantined rows in, after a spec or the data was put right
CREATE OR REPLACE PROCEDURE migration_ai_management.usage_logs_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('ai-management', 'costs');
    INSERT INTO migration_ai_management.usage_logs_journal (id)
    SELECT (legacy_key ->> 'id')::bigint
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'usage_logs')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_ai_management.usage_logs_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.usage_logs_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.usage_logs_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.usage_logs_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.usage_logs_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.usage_logs_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.usage_logs_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.usage_logs_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.usage_logs_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.ai_usage_logs;
