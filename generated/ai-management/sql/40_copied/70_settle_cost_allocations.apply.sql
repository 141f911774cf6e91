-- Mapping cost_allocations to ai_spending_allocations: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/cost_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.ai_spending_allocations.
-- Undo: 70_settle_cost_allocations.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_replay_batch(keys integer)
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
        SELECT j.entry, j.service_name IS NULL AS truncated
        FROM migration_ai_management.cost_allocations_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
        SELECT t._legacy_service_name, t._legacy_allocation_month
        FROM ai_management.ai_spending_allocations AS t
        WHERE
            t._legacy_service_name IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.cost_allocations AS l
                WHERE
                    (l.service_name, l.allocation_month) = (t._legacy_service_name, t._legacy_allocation_month)
            );
        INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
        SELECT (legacy_key ->> 'service_name')::text, (legacy_key ->> 'allocation_month')::date
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('ai-management', 'cost_allocations');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'cost_allocations')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('service_name', j.service_name, 'allocation_month', j.allocation_month)
                FROM migration_ai_management.cost_allocations_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM ai_management.ai_spending_allocations AS t
        WHERE
            (t._legacy_service_name, t._legacy_allocation_month) IN (
                SELECT j.service_name, j.allocation_month
                FROM migration_ai_management.cost_allocations_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM public.cost_allocations AS l
                WHERE
                    (l.service_name, l.allocation_month) = (t._legacy_service_name, t._legacy_allocation_month)
            );
        INSERT INTO ai_management.ai_spending_allocations AS t (
            id,
            feature_id,
            month,
            department,
            share,
            amount,
            notes,
            updated_at,
            _legacy_service_name,
            _legacy_allocation_month,
            _migrated_at
        )
        SELECT
            migration.uuid_from_text(18613605903355817, jsonb_build_array(l.service_name, l.allocation_month)::text),
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
            l.allocation_month,
            l.department,
            l.share,
            l.amount,
            l.notes,
            l.updated_at,
            l.service_name,
            l.allocation_month,
            clock_timestamp()
        FROM public.cost_allocations AS l
        WHERE
            (l.service_name, l.allocation_month) IN (
                SELECT j.service_name, j.allocation_month
                FROM migration_ai_management.cost_allocations_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.service_name, l.allocation_month
        FOR SHARE OF l
        ON CONFLICT (_legacy_service_name, _legacy_allocation_month) DO UPDATE SET
            id = excluded.id,
            feature_id = excluded.feature_id,
            month = excluded.month,
            department = excluded.department,
            share = excluded.share,
            amount = excluded.amount,
            notes = excluded.notes,
            updated_at = excluded.updated_at
        WHERE (
            t.id,
            t.feature_id,
            t.month,
            t.department,
            t.share,
            t.amount,
            t.notes,
            t.updated_at
        ) IS DISTINCT FROM (
            excluded.id,
            excluded.feature_id,
            excluded.month,
            excluded.department,
            excluded.share,
            excluded.amount,
            excluded.notes,
            excluded.updated_at
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
                SELECT DISTINCT j.service_name, j.allocation_month
                FROM migration_ai_management.cost_allocations_journal AS j
                WHERE j.entry = ANY(entries) AND j.service_name IS NOT NULL
                ORDER BY j.service_name, j.allocation_month
            LOOP
                PERFORM migration_ai_management.cost_allocations_bring(noted.service_name, noted.allocation_month, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_ai_management.cost_allocations_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_ai_management.cost_allocations_replay(patience integer DEFAULT NULL)
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
            INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
            SELECT (legacy_key ->> 'service_name')::text, (legacy_key ->> 'allocation_month')::date
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('ai-management', 'cost_allocations')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.cost_allocations_journal AS j;
        WHILE EXISTS (SELECT FROM migration_ai_management.cost_allocations_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_ai_management.cost_allocations_replay_batch(at_once);
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
CREATE OR REPLACE PROCEDURE migration_ai_management.cost_allocations_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('ai-management', 'costs');
    INSERT INTO migration_ai_management.cost_allocations_journal (service_name, allocation_month)
    SELECT (legacy_key ->> 'service_name')::text, (legacy_key ->> 'allocation_month')::date
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'cost_allocations')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_ai_management.cost_allocations_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.cost_allocations_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.cost_allocations_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.cost_allocations_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.cost_allocations_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.cost_allocations_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.cost_allocations_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.cost_allocations_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.cost_allocations_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.ai_spending_allocations;
