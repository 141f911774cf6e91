-- Mapping user_metrics to ai_user_metrics: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.ai_user_metrics.
-- Undo: 70_settle_user_metrics.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_replay_batch(keys integer)
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
        SELECT j.entry, j.user_id IS NULL AS truncated
        FROM migration_ai_management.user_metrics_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
        SELECT t.user_id, t.day
        FROM ai_management.ai_user_metrics AS t
        WHERE
            t.user_id IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.user_metrics AS l
                WHERE
                    (l.user_id, l.metric_date) = (t.user_id, t.day)
            );
        INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
        SELECT (legacy_key ->> 'user_id')::uuid, (legacy_key ->> 'metric_date')::date
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('ai-management', 'user_metrics');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'user_metrics')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('user_id', j.user_id, 'metric_date', j.metric_date)
                FROM migration_ai_management.user_metrics_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM ai_management.ai_user_metrics AS t
        WHERE
            (t.user_id, t.day) IN (
                SELECT j.user_id, j.metric_date
                FROM migration_ai_management.user_metrics_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM public.user_metrics AS l
                WHERE
                    (l.user_id, l.metric_date) = (t.user_id, t.day)
            );
        INSERT INTO ai_management.ai_user_metrics AS t (
            user_id,
            day,
            top_feature_id,
            calls,
            tokens_used,
            cost_usd,
            active_seconds,
            average_rating,
            last_call_at,
            updated_at,
            _top_service,
            _active_minutes,
            _engagement_score,
            _migrated_at
        )
        SELECT
            l.user_id,
            l.metric_date,
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = CASE l.top_service
                        WHEN 'photo_analysis' THEN 'photo-tagging'
                        WHEN 'chatbot_service' THEN 'chatbot'
                        WHEN 'search_ai' THEN 'ai-search'
                        ELSE l.top_service
                    END
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = 'unassigned'
                )
            ),
            l.requests,
            l.tokens,
            l.cost,
            active_minutes::bigint * 60,
            l.average_rating,
            l.last_seen,
            l.updated_at,
            l.top_service,
            l.active_minutes,
            l.engagement_score,
            clock_timestamp()
        FROM public.user_metrics AS l
        WHERE
            (l.user_id, l.metric_date) IN (
                SELECT j.user_id, j.metric_date
                FROM migration_ai_management.user_metrics_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.user_id, l.metric_date
        FOR SHARE OF l
        ON CONFLICT (user_id, day) DO UPDATE SET
            top_feature_id = excluded.top_feature_id,
            calls = excluded.calls,
            tokens_used = excluded.tokens_used,
            cost_usd = excluded.cost_usd,
            active_seconds = excluded.active_seconds,
            average_rating = excluded.average_rating,
            last_call_at = excluded.last_call_at,
            updated_at = excluded.updated_at,
            _top_service = excluded._top_service,
            _active_minutes = excluded._active_minutes,
            _engagement_score = excluded._engagement_score
        WHERE (
            t.top_feature_id,
            t.calls,
            t.tokens_used,
            t.cost_usd,
            t.active_seconds,
            t.average_rating,
            t.last_call_at,
            t.updated_at,
            t._top_service,
            t._active_minutes,
            t._engagement_score
        ) IS DISTINCT FROM (
            excluded.top_feature_id,
            excluded.calls,
            excluded.tokens_used,
            excluded.cost_usd,
            excluded.active_seconds,
            excluded.average_rating,
            excluded.last_call_at,
            excluded.updated_at,
            excluded._top_service,
            excluded._active_minutes,
            excluded._engagement_score
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
                SELECT DISTINCT j.user_id, j.metric_date
                FROM migration_ai_management.user_metrics_journal AS j
                WHERE j.entry = ANY(entries) AND j.user_id IS NOT NULL
                ORDER BY j.user_id, j.metric_date
            LOOP
                PERFORM migration_ai_management.user_metrics_bring(noted.user_id, noted.metric_date, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_ai_management.user_metrics_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_ai_management.user_metrics_replay(patience integer DEFAULT NULL)
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
            INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
            SELECT (legacy_key ->> 'user_id')::uuid, (legacy_key ->> 'metric_date')::date
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('ai-management', 'user_metrics')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.user_metrics_journal AS j;
        WHILE EXISTS (SELECT FROM migration_ai_management.user_metrics_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_ai_management.user_metrics_replay_batch(at_once);
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
CREATE OR REPLACE PROCEDURE migration_ai_management.user_metrics_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('ai-management', 'analytics');
    INSERT INTO migration_ai_management.user_metrics_journal (user_id, metric_date)
    SELECT (legacy_key ->> 'user_id')::uuid, (legacy_key ->> 'metric_date')::date
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'user_metrics')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_ai_management.user_metrics_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.user_metrics_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.user_metrics_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.user_metrics_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.user_metrics_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.user_metrics_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.user_metrics_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.user_metrics_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.ai_user_metrics;
