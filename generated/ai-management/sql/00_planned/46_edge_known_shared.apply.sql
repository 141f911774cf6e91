-- Registration of endpoints and pages
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_known_shared.rollback.sql

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

--: Define what keeps an endpoint from being forgotten or moved; nothing when it may be.
CREATE OR REPLACE FUNCTION migration.refuse_loss(lost migration.endpoint)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $refuse_loss$
DECLARE
    quiet interval;
    last timestamptz;
BEGIN
    IF EXISTS (
        SELECT
        FROM migration.endpoint_side AS s
        -- A page may show rows of any data set.
        INNER JOIN migration.data_set AS d
            ON (d.migration, d.name) = (s.migration, coalesce(s.data_set, d.name))
        WHERE (s.migration, s.endpoint, s.side) = (lost.migration, lost.endpoint, 'new')
            -- What is finalized is never given back.
            AND NOT migration.is_final(d.migration, d.name)
    ) THEN
        RAISE EXCEPTION '% cannot be forgotten or moved to another data set now', lost.endpoint
        USING
            ERRCODE = 'MG223',
            DETAIL = 'The new system answers it: its data set must not be given back meanwhile.',
            HINT = format('Keep it in the specs as it was, or first turn it: '
                'changeover traffic %s --to legacy --because ''…''', lost.endpoint);
    END IF;
    SELECT t.quiet INTO quiet
    FROM migration.edge_environment AS t
    WHERE t.migration = lost.migration;
    SELECT max(c.last_at) INTO last
    FROM migration.legacy_call AS c
    WHERE (c.migration, c.endpoint) = (lost.migration, lost.endpoint)
        AND quiet IS DISTINCT FROM '0 seconds'
        AND c.last_at > coalesce(clock_timestamp() - quiet, '-infinity');
    IF last IS NOT NULL THEN
        RAISE EXCEPTION '% cannot be forgotten or moved to another data set now', lost.endpoint
        USING
            ERRCODE = 'MG223',
            DETAIL = format('It was called last %s.',
                to_char(last AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')),
            HINT = format('Keep it in the specs as it was until nobody has called for %s; '
                'see who calls: changeover usage', quiet);
    END IF;
END
$refuse_loss$;

--: Define that what legacy tables can answer no more is answered by the new system at once.
CREATE OR REPLACE FUNCTION migration.answer_what_is_final(migration text, endpoint text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $answer_what_is_final$
DECLARE
    reason CONSTANT text := 'registered after the legacy tables were gone';
BEGIN
    INSERT INTO migration.endpoint_turn (migration, endpoint, side, because)
    SELECT s.migration, s.endpoint, 'new', reason
    FROM migration.endpoint_side AS s
    WHERE (s.migration, s.endpoint, s.side)
            = (answer_what_is_final.migration, answer_what_is_final.endpoint, 'legacy')
        AND coalesce(s.sunset > clock_timestamp(), true)
        AND EXISTS (
            SELECT
            FROM migration.finalization AS f
            -- A page may show rows of any data set.
            WHERE (f.migration, f.data_set) = (s.migration, coalesce(s.data_set, f.data_set))
        );
    IF FOUND THEN
        PERFORM migration.record_event(
            answer_what_is_final.migration,
            'endpoint_turned',
            answer_what_is_final.endpoint,
            jsonb_build_object('from', 'legacy', 'to', 'new', 'because', reason)
        );
    END IF;
END
$answer_what_is_final$;

--: Define how an endpoint or a page becomes known, and every change of it an event.
CREATE OR REPLACE FUNCTION migration.register_endpoint(
    migration text,
    endpoint text,
    data_set text,
    deprecation timestamptz,
    sunset timestamptz,
    reads boolean
)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $register_endpoint$
DECLARE
    moved migration.endpoint;
BEGIN
    SELECT e.* INTO moved
    FROM migration.endpoint AS e
    WHERE (e.migration, e.endpoint) = (register_endpoint.migration, register_endpoint.endpoint)
        AND e.data_set IS DISTINCT FROM register_endpoint.data_set
    FOR UPDATE;
    IF FOUND THEN
        PERFORM migration.refuse_loss(moved);
    END IF;
    INSERT INTO migration.endpoint AS known
    VALUES (
        register_endpoint.migration,
        register_endpoint.endpoint,
        register_endpoint.data_set,
        register_endpoint.deprecation,
        register_endpoint.sunset,
        register_endpoint.reads
    )
    ON CONFLICT ON CONSTRAINT endpoint_pkey DO UPDATE SET
        data_set = excluded.data_set,
        deprecation = excluded.deprecation,
        sunset = excluded.sunset,
        reads = excluded.reads
    WHERE known IS DISTINCT FROM excluded;
    IF FOUND THEN
        PERFORM migration.record_event(
            register_endpoint.migration,
            'endpoint_registered',
            register_endpoint.endpoint,
            jsonb_build_object(
                'data_set', register_endpoint.data_set,
                'deprecation', register_endpoint.deprecation AT TIME ZONE 'UTC',
                'sunset', register_endpoint.sunset AT TIME ZONE 'UTC'
            )
        );
        PERFORM migration.answer_what_is_final(
            register_endpoint.migration, register_endpoint.endpoint
        );
    END IF;
END
$register_endpoint$;

--: Define how endpoints that the specs lost are forgotten; what was counted stays.
CREATE OR REPLACE FUNCTION migration.forget_other_endpoints(migration text, kept text[])
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $forget_other_endpoints$
DECLARE
    gone migration.endpoint;
BEGIN
    -- A turn is waited for, and its side seen.
    FOR gone IN
        SELECT e.*
        FROM migration.endpoint AS e
        WHERE e.migration = forget_other_endpoints.migration
            AND e.endpoint <> ALL (forget_other_endpoints.kept)
        ORDER BY e.endpoint
        FOR UPDATE
    LOOP
        PERFORM migration.refuse_loss(gone);
        DELETE FROM migration.endpoint AS e
        WHERE (e.migration, e.endpoint) = (gone.migration, gone.endpoint);
        PERFORM migration.record_event(gone.migration, 'endpoint_forgotten', gone.endpoint);
    END LOOP;
END
$forget_other_endpoints$;

--: Nobody registers but the owner, whose steps were reviewed.
REVOKE ALL
    ON FUNCTION
        migration.refuse_loss(migration.endpoint),
        migration.answer_what_is_final(text, text),
        migration.register_endpoint(text, text, text, timestamptz, timestamptz, boolean),
        migration.forget_other_endpoints(text, text[])
    FROM PUBLIC;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('refuse_loss(migration.endpoint)', 'Refuse to forget or move what is still used.'),
        ('answer_what_is_final(text, text)', 'Turn what legacy tables can answer no more.'),
        ('register_endpoint(text, text, text, timestamptz, timestamptz, boolean)',
            'Make an endpoint or a page known.'),
        ('forget_other_endpoints(text, text[])', 'Forget endpoints that the specs lost.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
