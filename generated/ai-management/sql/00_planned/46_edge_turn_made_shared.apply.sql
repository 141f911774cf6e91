-- Turning an endpoint to a side
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_turn_made_shared.rollback.sql

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
SET LOCAL ROLE migration_owner;

--: Let no other migration change the control schema at the same time, and use no names of others.
DO $one_at_a_time$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
END
$one_at_a_time$;

--: Define what keeps an endpoint from being answered by a side; nothing when it may.
CREATE OR REPLACE FUNCTION migration.refuse_turn(turned migration.endpoint, side text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $refuse_turn$
DECLARE
    legacy text;
    final text;
    reason text;
BEGIN
    -- Whoever changes the owner or finalizes waits for this turn, and this turn for him.
    PERFORM
    FROM migration.data_set AS d
    WHERE d.migration = turned.migration AND d.name = coalesce(turned.data_set, d.name)
    ORDER BY d.name
    FOR SHARE;
    SELECT
        min(d.name) FILTER (
            WHERE d.owner = 'legacy'
                -- A page does without what was given up, and what no endpoint shows.
                AND (
                    d.name = turned.data_set
                    OR d.phase NOT IN ('cancelling', 'cancelled')
                    AND EXISTS (
                        SELECT
                        FROM migration.endpoint AS e
                        WHERE (e.migration, e.data_set) = (d.migration, d.name)
                    )
                )
        ),
        min(d.name) FILTER (WHERE migration.is_final(d.migration, d.name))
    INTO legacy, final
    FROM migration.data_set AS d
    WHERE d.migration = turned.migration AND d.name = coalesce(turned.data_set, d.name);
    IF side = 'legacy' AND final IS NOT NULL THEN
        RAISE EXCEPTION '% cannot be answered by the legacy system any more', turned.endpoint
        USING
            ERRCODE = 'MG214',
            DETAIL = format('The data set %s is finalized: its legacy tables are gone.', final),
            HINT = 'What is wrong with the new system must be put right there.';
    END IF;
    IF side = 'legacy' THEN
        RETURN;
    END IF;
    SELECT c.pause_reason INTO reason
    FROM migration.control AS c
    WHERE c.migration = turned.migration AND c.paused;
    IF FOUND THEN
        RAISE EXCEPTION '% is paused: %', turned.migration, reason
        USING ERRCODE = 'MG042', HINT = 'Run: changeover resume';
    END IF;
    IF legacy IS NOT NULL THEN
        RAISE EXCEPTION '% cannot be answered by the new system yet', turned.endpoint
        USING
            ERRCODE = 'MG213',
            DETAIL = format('The legacy tables own the rows of %s.', legacy),
            HINT = format('First run: changeover switch %s', legacy);
    END IF;
    IF turned.sunset <= clock_timestamp() THEN
        RAISE EXCEPTION '% is past its Sunset', turned.endpoint
        USING
            ERRCODE = 'MG216',
            DETAIL = format('Since %s the edge answers 410, whatever the side.',
                to_char(turned.sunset AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')),
            HINT = 'Nothing needs to be turned; or give the endpoint a later Sunset in its spec.';
    END IF;
END
$refuse_turn$;

--: Define how an endpoint or a page is turned to a side; false when it is there already.
CREATE OR REPLACE FUNCTION migration.turn_endpoint(
    migration text,
    endpoint text,
    side text,
    because text
)
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $turn_endpoint$
DECLARE
    turned migration.endpoint;
    present text;
BEGIN
    IF coalesce(trim(because), '') = '' THEN
        RAISE EXCEPTION 'a turn of % needs a reason', turn_endpoint.endpoint
        USING ERRCODE = 'MG063', HINT = 'Say why: it becomes part of the log.';
    END IF;
    IF turn_endpoint.side IS NULL OR turn_endpoint.side NOT IN ('legacy', 'new') THEN
        RAISE EXCEPTION 'there is no side %', turn_endpoint.side
        USING ERRCODE = 'MG215', HINT = 'The sides are legacy and new.';
    END IF;
    SELECT e.* INTO turned
    FROM migration.endpoint AS e
    WHERE (e.migration, e.endpoint) = (turn_endpoint.migration, turn_endpoint.endpoint)
    FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION '% has no endpoint %', turn_endpoint.migration, turn_endpoint.endpoint
        USING
            ERRCODE = 'MG215',
            HINT = coalesce(
                (
                    SELECT 'There are ' || string_agg(e.endpoint, ', ' ORDER BY e.endpoint)
                    FROM migration.endpoint AS e
                    WHERE e.migration = turn_endpoint.migration
                ),
                'Apply the step edge of the migration first.'
            );
    END IF;
    SELECT s.side INTO present
    FROM migration.endpoint_side AS s
    WHERE (s.migration, s.endpoint) = (turned.migration, turned.endpoint);
    IF present = turn_endpoint.side THEN
        RETURN false;
    END IF;
    PERFORM migration.refuse_turn(turned, turn_endpoint.side);
    INSERT INTO migration.endpoint_turn (migration, endpoint, side, because)
    VALUES (turned.migration, turned.endpoint, turn_endpoint.side, turn_endpoint.because);
    PERFORM migration.record_event(
        turned.migration,
        'endpoint_turned',
        turned.endpoint,
        jsonb_build_object(
            'from', present, 'to', turn_endpoint.side, 'because', turn_endpoint.because
        )
    );
    PERFORM migration.set_status(
        s.migration,
        s.component,
        CASE turn_endpoint.side WHEN 'new' THEN 'in_progress' ELSE 'rolled_back' END,
        CASE turn_endpoint.side WHEN 'legacy' THEN turn_endpoint.because END
    )
    FROM migration.edge_component AS c
    INNER JOIN migration.migration_status AS s
        ON (s.migration, s.component) = (c.migration, c.component)
    WHERE c.migration = turned.migration
        AND CASE turn_endpoint.side
            WHEN 'new' THEN s.status IN ('pending', 'failed', 'rolled_back')
            ELSE s.status = 'completed'
        END;
    RETURN true;
END
$turn_endpoint$;

--: Define how several are turned, all or none; those that were not there already are returned.
CREATE OR REPLACE FUNCTION migration.turn_endpoints(
    migration text,
    endpoints text[],
    side text,
    because text
)
RETURNS text[]
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $turn_endpoints$
DECLARE
    one text;
    turned text[] := ARRAY[]::text[];
BEGIN
    -- All locks first, in one order: of two sessions that turn, one waits for the other.
    PERFORM
    FROM migration.endpoint AS e
    WHERE e.migration = turn_endpoints.migration AND e.endpoint = ANY (turn_endpoints.endpoints)
    ORDER BY e.endpoint
    FOR UPDATE;
    PERFORM
    FROM migration.data_set AS d
    WHERE d.migration = turn_endpoints.migration
    ORDER BY d.name
    FOR SHARE;
    FOREACH one IN ARRAY coalesce(turn_endpoints.endpoints, '{}') LOOP
        IF migration.turn_endpoint(
            turn_endpoints.migration, one, turn_endpoints.side, turn_endpoints.because
        ) THEN
            turned := turned || one;
        END IF;
    END LOOP;
    RETURN turned;
END
$turn_endpoints$;

--: Nobody has rights by default.
REVOKE ALL
    ON FUNCTION
        migration.refuse_turn(migration.endpoint, text),
        migration.turn_endpoint(text, text, text, text),
        migration.turn_endpoints(text, text[], text, text)
    FROM PUBLIC;

--: Let the runner turn endpoints.
GRANT EXECUTE
    ON FUNCTION
        migration.turn_endpoint(text, text, text, text),
        migration.turn_endpoints(text, text[], text, text)
    TO migration_runner;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('refuse_turn(migration.endpoint, text)', 'Refuse a turn that is not allowed now.'),
        ('turn_endpoint(text, text, text, text)', 'Turn an endpoint to a side.'),
        ('turn_endpoints(text, text[], text, text)', 'Turn several to a side, all or none.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
