-- Mapping model_prices to ai_model_prices: what is verified is looked at again and again.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 64_recheck_model_prices.rollback.sql

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

--: Wait for a TRUNCATE to end; what this asks for is in nobody's way
SET lock_timeout = '30s';

--: Note which keys were written since the last look, on either side; the application pays nothing
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_note_changed()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET row_security = off
SET jit = off
AS $note_changed$
DECLARE
    -- Older than the scan's own snapshot: who writes meanwhile is seen the next time.
    oldest xid8 := pg_snapshot_xmin(pg_current_snapshot());
    since xid8;
BEGIN
    SELECT r.looked_since INTO since
    FROM migration.recheck AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'model_prices')
    FOR UPDATE;
    UPDATE migration.recheck AS r
    SET looked_since = oldest
    WHERE (r.migration, r.mapping) = ('ai-management', 'model_prices');
    IF since IS NULL THEN
        RETURN;
    END IF;
    IF migration.owner_of('ai-management', 'prices') = 'legacy' THEN
        INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
        SELECT 'ai-management', 'model_prices', jsonb_build_object('model', l.model, 'year', l.year)
        FROM public.model_prices AS l
        WHERE age(l.xmin) <= age(since::xid)
        LIMIT 10000
        ON CONFLICT DO NOTHING;
    END IF;
    IF migration.owner_of('ai-management', 'prices') = 'new' THEN
        INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
        SELECT 'ai-management', 'model_prices', jsonb_build_object('model', l.model, 'year', l.year)
        FROM public.model_prices_retired AS l
        WHERE age(l.xmin) <= age(since::xid)
        LIMIT 10000
        ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
    SELECT 'ai-management', 'model_prices', jsonb_build_object('model', t.model, 'year', t.year)
    FROM ai_management.ai_model_prices AS t
    WHERE age(t.xmin) <= age(since::xid) AND t.model IS NOT NULL
    LIMIT 10000
    ON CONFLICT DO NOTHING;
END
$note_changed$;

--: Look again at one piece: noted keys first, then the next by key; false at the end of a pass
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_recheck_piece(size integer, began timestamptz)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET row_security = off
SET jit = off
AS $recheck_piece$
DECLARE
    last_key jsonb;
    keys jsonb[];
BEGIN
    -- Whoever else re-checks this mapping waits here.
    SELECT r.last_key INTO last_key
    FROM migration.recheck AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'model_prices')
    FOR UPDATE;
    keys := ARRAY(
        SELECT q.legacy_key
        FROM migration.recheck_key AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'model_prices')
            AND (q.looked_at IS NULL OR q.looked_at < began)
        ORDER BY q.looked_at NULLS FIRST, q.legacy_key
        LIMIT size
    );
    IF cardinality(keys) = 0 THEN
        IF last_key IS NULL THEN
            -- Before the first key is read: what is looked at from here on is this owner's.
            UPDATE migration.recheck AS r
            SET epoch = d.epoch
            FROM migration.data_set AS d
            WHERE
                (r.migration, r.mapping) = ('ai-management', 'model_prices')
                AND (d.migration, d.name) = ('ai-management', 'prices');
            keys := ARRAY(
                SELECT jsonb_build_object('model', k.key_1, 'year', k.key_2)
                FROM (
                    (SELECT l.model, l.year FROM migration_ai_management.model_prices_legacy_rows AS l ORDER BY l.model, l.year LIMIT size)
                    UNION
                    (SELECT t.model, t.year FROM ai_management.ai_model_prices AS t WHERE t.model IS NOT NULL ORDER BY t.model, t.year LIMIT size)
                ) AS k (key_1, key_2)
                ORDER BY k.key_1, k.key_2
                LIMIT size
            );
        ELSE
            keys := ARRAY(
                SELECT jsonb_build_object('model', k.key_1, 'year', k.key_2)
                FROM (
                    (SELECT l.model, l.year FROM migration_ai_management.model_prices_legacy_rows AS l WHERE (l.model, l.year) > ((last_key ->> 'model')::text, (last_key ->> 'year')::integer) ORDER BY l.model, l.year LIMIT size)
                    UNION
                    (SELECT t.model, t.year FROM ai_management.ai_model_prices AS t WHERE (t.model, t.year) > ((last_key ->> 'model')::text, (last_key ->> 'year')::integer) ORDER BY t.model, t.year LIMIT size)
                ) AS k (key_1, key_2)
                ORDER BY k.key_1, k.key_2
                LIMIT size
            );
        END IF;
        last_key := keys[cardinality(keys)];
        UPDATE migration.recheck AS r
        SET
            last_key = done.key,
            passes = r.passes + (done.key IS NULL)::integer,
            passed_at = CASE WHEN done.key IS NULL THEN clock_timestamp() ELSE r.passed_at END,
            passed_epoch = CASE WHEN done.key IS NULL THEN r.epoch ELSE r.passed_epoch END
        FROM (SELECT last_key) AS done (key)
        WHERE (r.migration, r.mapping) = ('ai-management', 'model_prices');
        IF last_key IS NULL THEN
            RETURN false;
        END IF;
    END IF;
    DELETE FROM migration.recheck_key AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'model_prices') AND q.legacy_key = ANY(keys);
    -- One statement is one snapshot: what is on its way is pending, or on both sides.
    WITH judged AS MATERIALIZED (
        SELECT DISTINCT ON (j.legacy_key) j.* FROM migration_ai_management.model_prices_judge(keys) AS j ORDER BY j.legacy_key, j.kind = 'pending' DESC
    ),
    again AS (
        INSERT INTO migration.recheck_key (migration, mapping, legacy_key, looked_at)
        SELECT 'ai-management', 'model_prices', j.legacy_key, clock_timestamp()
        FROM judged AS j
        WHERE j.kind = 'pending'
        ON CONFLICT DO NOTHING
    ),
    settled AS (
        DELETE FROM migration.drift AS d
        WHERE
            (d.migration, d.mapping, d.compared) = ('ai-management', 'model_prices', 'model_prices')
            AND d.legacy_key = ANY(keys)
            AND d.legacy_key NOT IN (SELECT j.legacy_key FROM judged AS j)
    )
    INSERT INTO migration.drift AS d (migration, mapping, compared, legacy_key, kind, columns, expected, actual)
    SELECT 'ai-management', 'model_prices', 'model_prices', j.legacy_key, j.kind, j.columns, j.expected, j.actual
    FROM judged AS j
    WHERE j.kind <> 'pending'
    ON CONFLICT ON CONSTRAINT drift_pkey DO UPDATE SET
        kind = excluded.kind,
        columns = excluded.columns,
        expected = excluded.expected,
        actual = excluded.actual;
    UPDATE migration.recheck AS r
    SET checked = r.checked + cardinality(keys), looked_at = clock_timestamp()
    WHERE (r.migration, r.mapping) = ('ai-management', 'model_prices');
    RETURN true;
END
$recheck_piece$;

--: Re-check for as long as the budget lasts, then until the pass ends; it goes on where it stopped
CREATE OR REPLACE PROCEDURE migration_ai_management.model_prices_recheck(budget interval DEFAULT '10 seconds', anew boolean DEFAULT false)
LANGUAGE plpgsql
AS $recheck$
DECLARE
    began timestamptz := pg_catalog.clock_timestamp();
BEGIN
    -- Nothing keeps the two sides alike any more once the way back is closed.
    IF EXISTS (
        SELECT FROM migration.data_set AS d
        WHERE
            (d.migration, d.name) = ('ai-management', 'prices')
            AND d.phase NOT IN ('verified', 'switched', 'rolling_out')
    ) THEN
        RETURN;
    END IF;
    INSERT INTO migration.recheck (migration, mapping)
    VALUES ('ai-management', 'model_prices')
    ON CONFLICT DO NOTHING;
    UPDATE migration.recheck AS r
    SET last_key = NULL
    WHERE (r.migration, r.mapping) = ('ai-management', 'model_prices') AND anew;
    -- What differed is looked at first.
    INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
    SELECT DISTINCT d.migration, d.mapping, d.legacy_key
    FROM migration.drift AS d
    WHERE (d.migration, d.mapping) = ('ai-management', 'model_prices')
    ON CONFLICT DO NOTHING;
    COMMIT;
    PERFORM migration_ai_management.model_prices_note_changed();
    COMMIT;
    WHILE migration_ai_management.model_prices_recheck_piece(500, began) LOOP
        COMMIT;
        EXIT WHEN pg_catalog.clock_timestamp() - began > budget;
        IF migration.throttle('ai-management') IS NOT NULL THEN
            PERFORM pg_catalog.pg_sleep(0.2);
        END IF;
    END LOOP;
    COMMIT;
END
$recheck$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_prices_note_changed() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_note_changed() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_prices_note_changed() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_prices_recheck_piece(integer, timestamptz) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_recheck_piece(integer, timestamptz) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_prices_recheck_piece(integer, timestamptz) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.model_prices_recheck(interval, boolean) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.model_prices_recheck(interval, boolean) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.model_prices_recheck(interval, boolean) TO migration_runner;

--: Where pg_cron is installed, a minute's budget is spent every five minutes
DO $schedule$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_extension AS e WHERE e.extname = 'pg_cron') THEN
        RETURN;
    END IF;
    IF NOT pg_catalog.has_schema_privilege('cron', 'USAGE') THEN
        RAISE WARNING '% may not use pg_cron: nothing looks at % again by itself',
            current_user, 'model_prices'
        USING HINT = 'Grant USAGE on the schema cron, then apply this file again.';
        RETURN;
    END IF;
    EXECUTE 'SELECT cron.schedule($1, $2, $3)' USING
        'changeover ai-management model_prices recheck',
        '*/5 * * * *',
        'CALL migration_ai_management.model_prices_recheck(''1 minute'')';
END
$schedule$;

COMMIT;
