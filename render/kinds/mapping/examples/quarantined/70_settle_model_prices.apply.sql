-- Mapping model_prices to ai_model_prices: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_settle_model_prices.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

--: Bring over the keys noted in the journal, a few per transaction
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_replay_batch(keys integer)
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
        DELETE FROM migration_ai_management.model_prices_journal AS j
        WHERE j.entry IN (
            SELECT first.entry
            FROM migration_ai_management.model_prices_journal AS first
            ORDER BY first.entry
            LIMIT keys
            FOR UPDATE SKIP LOCKED
        )
        RETURNING j.*
    LOOP
        replayed := replayed + 1;
        IF noted.model IS NULL THEN
            -- A TRUNCATE: with writers held off, whatever has no legacy row goes.
            LOCK TABLE public.model_prices IN SHARE ROW EXCLUSIVE MODE;
            DELETE FROM ai_management.ai_model_prices AS t
            WHERE
                t.model IS NOT NULL
                AND NOT EXISTS (SELECT FROM public.model_prices AS l WHERE (l.model, l.year) = (t.model, t.year));
        ELSE
            PERFORM migration_ai_management.model_prices_bring(noted.model, noted.year, 'replay');
        END IF;
    END LOOP;
    RETURN replayed;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Drain the journal as it stands; the application goes first
CREATE OR REPLACE PROCEDURE migration_ai_management.model_prices_replay()
LANGUAGE plpgsql
AS $replay$
DECLARE
    last_entry bigint;
    replayed integer;
BEGIN
    SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.model_prices_journal AS j;
    WHILE EXISTS (SELECT FROM migration_ai_management.model_prices_journal AS j WHERE j.entry <= last_entry) LOOP
        replayed := migration_ai_management.model_prices_replay_batch(100);
        COMMIT;
        IF replayed < 1 THEN
            PERFORM pg_catalog.pg_sleep(0.01 + 0.04 * pg_catalog.random());
        END IF;
    END LOOP;
END
$replay$;

--: Bring quarantined rows in, after a spec or the data was put right; the number brought
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_redrive()
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
        WHERE (q.migration, q.mapping) = ('ai-management', 'model_prices')
        ORDER BY q.quarantined_at
    LOOP
        IF migration_ai_management.model_prices_bring((legacy_key ->> 'model')::text, (legacy_key ->> 'year')::integer, 'redrive') = 'brought' THEN
            brought := brought + 1;
        END IF;
    END LOOP;
    RETURN brought;
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_prices_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_prices_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.model_prices_replay() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.model_prices_replay() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.model_prices_replay() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_prices_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_prices_redrive() TO migration_runner;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.ai_model_prices;
