-- Mapping cost_allocations to ai_spending_allocations: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/cost_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_settle_cost_allocations.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

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
DECLARE
    noted record;
    replayed integer := 0;
BEGIN
    FOR noted IN
        DELETE FROM migration_ai_management.cost_allocations_journal AS j
        WHERE j.entry IN (
            SELECT first.entry
            FROM migration_ai_management.cost_allocations_journal AS first
            ORDER BY first.entry
            LIMIT keys
            FOR UPDATE SKIP LOCKED
        )
        RETURNING j.*
    LOOP
        replayed := replayed + 1;
        IF noted.service_name IS NULL THEN
            -- A TRUNCATE: with writers held off, whatever has no legacy row goes.
            LOCK TABLE public.cost_allocations IN SHARE ROW EXCLUSIVE MODE;
            DELETE FROM ai_management.ai_spending_allocations AS t
            WHERE
                t._legacy_service_name IS NOT NULL
                AND NOT EXISTS (SELECT FROM public.cost_allocations AS l WHERE (l.service_name, l.allocation_month) = (t._legacy_service_name, t._legacy_allocation_month));
        ELSE
            PERFORM migration_ai_management.cost_allocations_bring(noted.service_name, noted.allocation_month, 'replay');
        END IF;
    END LOOP;
    RETURN replayed;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first
CREATE OR REPLACE PROCEDURE migration_ai_management.cost_allocations_replay()
LANGUAGE plpgsql
AS $replay$
DECLARE
    last_entry bigint;
    replayed integer;
BEGIN
    SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.cost_allocations_journal AS j;
    WHILE EXISTS (SELECT FROM migration_ai_management.cost_allocations_journal AS j WHERE j.entry <= last_entry) LOOP
        replayed := migration_ai_management.cost_allocations_replay_batch(100);
        COMMIT;
        IF replayed < 1 THEN
            PERFORM pg_catalog.pg_sleep(0.01 + 0.04 * pg_catalog.random());
        END IF;
    END LOOP;
END
$replay$;

--: Bring quarantined rows in, after a spec or the data was put right; the number brought
CREATE OR REPLACE FUNCTION migration_ai_management.cost_allocations_redrive()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $redrive$
DECLARE
    legacy_key jsonb;
    brought bigint := 0;
BEGIN
    FOR legacy_key IN
        SELECT q.legacy_key
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('ai-management', 'cost_allocations')
        ORDER BY q.quarantined_at
    LOOP
        IF migration_ai_management.cost_allocations_bring((legacy_key ->> 'service_name')::text, (legacy_key ->> 'allocation_month')::date, 'redrive') = 'brought' THEN
            brought := brought + 1;
        END IF;
    END LOOP;
    RETURN brought;
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.cost_allocations_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.cost_allocations_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.cost_allocations_replay() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.cost_allocations_replay() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.cost_allocations_replay() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.cost_allocations_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.cost_allocations_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.cost_allocations_redrive() TO migration_runner;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.ai_spending_allocations;
