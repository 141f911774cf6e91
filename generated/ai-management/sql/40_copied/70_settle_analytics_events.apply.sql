-- Mapping analytics_events to ai_analytics_events: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/analytics_events.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.ai_analytics_events.
-- Undo: 70_settle_analytics_events.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.analytics_events_replay_batch(keys integer)
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
        SELECT j.entry, j.event_id IS NULL AS truncated
        FROM migration_ai_management.analytics_events_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_ai_management.analytics_events_journal (event_id)
        SELECT t.id
        FROM ai_management.ai_analytics_events AS t
        WHERE
            t.id IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.analytics_events AS l
                WHERE
                    (l.event_id) = (t.id)
                    AND l.occurred_at = t.occurred_at
                    AND (event_name <> 'heartbeat')
            );
        INSERT INTO migration_ai_management.analytics_events_journal (event_id)
        SELECT (legacy_key ->> 'event_id')::uuid
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('ai-management', 'analytics_events');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'analytics_events')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('event_id', j.event_id)
                FROM migration_ai_management.analytics_events_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM ai_management.ai_analytics_events AS t
        WHERE
            (t.id) IN (
                SELECT j.event_id
                FROM migration_ai_management.analytics_events_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM public.analytics_events AS l
                WHERE
                    (l.event_id) = (t.id)
                    AND l.occurred_at = t.occurred_at
                    AND (event_name <> 'heartbeat')
            );
        INSERT INTO ai_management.ai_analytics_events AS t (
            id,
            feature_id,
            event,
            user_id,
            session,
            experiment,
            variant,
            properties,
            occurred_at,
            _event_name,
            _service_name,
            _experiment,
            _variant,
            _user_agent,
            _migrated_at
        )
        SELECT
            l.event_id,
            COALESCE(
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
            ),
            l.event_name,
            l.user_id,
            l.session_id,
            l.experiment,
            l.variant,
            l.properties,
            l.occurred_at,
            l.event_name,
            l.service_name,
            l.experiment,
            l.variant,
            l.user_agent,
            clock_timestamp()
        FROM public.analytics_events AS l
        WHERE
            (l.event_id) IN (
                SELECT j.event_id
                FROM migration_ai_management.analytics_events_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND (event_name <> 'heartbeat')
        ORDER BY l.event_id
        FOR SHARE OF l
        ON CONFLICT (id, occurred_at) DO UPDATE SET
            feature_id = excluded.feature_id,
            event = excluded.event,
            user_id = excluded.user_id,
            session = excluded.session,
            experiment = excluded.experiment,
            variant = excluded.variant,
            properties = excluded.properties,
            _event_name = excluded._event_name,
            _service_name = excluded._service_name,
            _experiment = excluded._experiment,
            _variant = excluded._variant,
            _user_agent = excluded._user_agent
        WHERE (
            t.feature_id,
            t.event,
            t.user_id,
            t.session,
            t.experiment,
            t.variant,
            t.properties::text,
            t._event_name,
            t._service_name,
            t._experiment,
            t._variant,
            t._user_agent
        ) IS DISTINCT FROM (
            excluded.feature_id,
            excluded.event,
            excluded.user_id,
            excluded.session,
            excluded.experiment,
            excluded.variant,
            excluded.properties::text,
            excluded._event_name,
            excluded._service_name,
            excluded._experiment,
            excluded._variant,
            excluded._user_agent
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
                SELECT DISTINCT j.event_id
                FROM migration_ai_management.analytics_events_journal AS j
                WHERE j.entry = ANY(entries) AND j.event_id IS NOT NULL
                ORDER BY j.event_id
            LOOP
                PERFORM migration_ai_management.analytics_events_bring(noted.event_id, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_ai_management.analytics_events_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_ai_management.analytics_events_replay(patience integer DEFAULT NULL)
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
    IF migration.owner_of('ai-management', 'analytics') = 'new' THEN
        RETURN;
    END IF;
    -- Twice, because a TRUNCATE is replayed as the keys that it leaves behind, and because
    -- a row may have been refused for a unique value that another one still held.
    FOR pass IN 1..2 LOOP
        IF pass = 2 THEN
            INSERT INTO migration_ai_management.analytics_events_journal (event_id)
            SELECT (legacy_key ->> 'event_id')::uuid
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('ai-management', 'analytics_events')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.analytics_events_journal AS j;
        WHILE EXISTS (SELECT FROM migration_ai_management.analytics_events_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_ai_management.analytics_events_replay_batch(at_once);
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
CREATE OR REPLACE PROCEDURE migration_ai_management.analytics_events_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('ai-management', 'analytics');
    INSERT INTO migration_ai_management.analytics_events_journal (event_id)
    SELECT (legacy_key ->> 'event_id')::uuid
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'analytics_events')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_ai_management.analytics_events_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.analytics_events_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.analytics_events_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.analytics_events_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.analytics_events_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.analytics_events_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.analytics_events_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.analytics_events_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.analytics_events_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.analytics_events_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.ai_analytics_events;
