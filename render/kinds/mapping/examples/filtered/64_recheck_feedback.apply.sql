-- Mapping feedback to ai_feedback: what is verified is looked at again and again.
-- Generated from specs/ai-management/mappings/feedback.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 64_recheck_feedback.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_note_changed()
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
    WHERE (r.migration, r.mapping) = ('ai-management', 'feedback')
    FOR UPDATE;
    UPDATE migration.recheck AS r
    SET looked_since = oldest
    WHERE (r.migration, r.mapping) = ('ai-management', 'feedback');
    IF since IS NULL THEN
        RETURN;
    END IF;
    IF migration.owner_of('ai-management', 'feedback') = 'legacy' THEN
        INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
        SELECT 'ai-management', 'feedback', jsonb_build_object('id', l.id)
        FROM public.feedback AS l
        WHERE age(l.xmin) <= age(since::xid)
        LIMIT 10000
        ON CONFLICT DO NOTHING;
    END IF;
    IF migration.owner_of('ai-management', 'feedback') = 'new' THEN
        INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
        SELECT 'ai-management', 'feedback', jsonb_build_object('id', l.id)
        FROM public.feedback_retired AS l
        WHERE age(l.xmin) <= age(since::xid)
        LIMIT 10000
        ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
    SELECT 'ai-management', 'feedback', jsonb_build_object('id', t._legacy_id)
    FROM ai_management.ai_feedback AS t
    WHERE age(t.xmin) <= age(since::xid) AND t._legacy_id IS NOT NULL
    LIMIT 10000
    ON CONFLICT DO NOTHING;
END
$note_changed$;

--: Look again at one piece: noted keys first, then the next by key; false at the end of a pass
CREATE OR REPLACE FUNCTION migration_ai_management.feedback_recheck_piece(size integer, began timestamptz)
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
    WHERE (r.migration, r.mapping) = ('ai-management', 'feedback')
    FOR UPDATE;
    keys := ARRAY(
        SELECT q.legacy_key
        FROM migration.recheck_key AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'feedback')
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
                (r.migration, r.mapping) = ('ai-management', 'feedback')
                AND (d.migration, d.name) = ('ai-management', 'feedback');
            keys := ARRAY(
                SELECT jsonb_build_object('id', k.key_1)
                FROM (
                    (SELECT l.id FROM migration_ai_management.feedback_legacy_rows AS l ORDER BY l.id LIMIT size)
                    UNION
                    (SELECT t._legacy_id FROM ai_management.ai_feedback AS t WHERE t._legacy_id IS NOT NULL ORDER BY t._legacy_id LIMIT size)
                ) AS k (key_1)
                ORDER BY k.key_1
                LIMIT size
            );
        ELSE
            keys := ARRAY(
                SELECT jsonb_build_object('id', k.key_1)
                FROM (
                    (SELECT l.id FROM migration_ai_management.feedback_legacy_rows AS l WHERE (l.id) > ((last_key ->> 'id')::bigint) ORDER BY l.id LIMIT size)
                    UNION
                    (SELECT t._legacy_id FROM ai_management.ai_feedback AS t WHERE (t._legacy_id) > ((last_key ->> 'id')::bigint) ORDER BY t._legacy_id LIMIT size)
                ) AS k (key_1)
                ORDER BY k.key_1
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
        WHERE (r.migration, r.mapping) = ('ai-management', 'feedback');
        IF last_key IS NULL THEN
            RETURN false;
        END IF;
    END IF;
    DELETE FROM migration.recheck_key AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'feedback') AND q.legacy_key = ANY(keys);
    -- One statement is one snapshot: what is on its way is pending, or on both sides.
    WITH judged AS MATERIALIZED (
        SELECT DISTINCT ON (j.legacy_key) j.* FROM migration_ai_management.feedback_judge(keys) AS j ORDER BY j.legacy_key, j.kind = 'pending' DESC
    ),
    again AS (
        INSERT INTO migration.recheck_key (migration, mapping, legacy_key, looked_at)
        SELECT 'ai-management', 'feedback', j.legacy_key, clock_timestamp()
        FROM judged AS j
        WHERE j.kind = 'pending'
        ON CONFLICT DO NOTHING
    ),
    settled AS (
        DELETE FROM migration.drift AS d
        WHERE
            (d.migration, d.mapping, d.compared) = ('ai-management', 'feedback', 'feedback')
            AND d.legacy_key = ANY(keys)
            AND d.legacy_key NOT IN (SELECT j.legacy_key FROM judged AS j)
    )
    INSERT INTO migration.drift AS d (migration, mapping, compared, legacy_key, kind, columns, expected, actual)
    SELECT 'ai-management', 'feedback', 'feedback', j.legacy_key, j.kind, j.columns, j.expected, j.actual
    FROM judged AS j
    WHERE j.kind <> 'pending'
    ON CONFLICT ON CONSTRAINT drift_pkey DO UPDATE SET
        kind = excluded.kind,
        columns = excluded.columns,
        expected = excluded.expected,
        actual = excluded.actual;
    UPDATE migration.recheck AS r
    SET checked = r.checked + cardinality(keys), looked_at = clock_timestamp()
    WHERE (r.migration, r.mapping) = ('ai-management', 'feedback');
    RETURN true;
END
$recheck_piece$;

--: Re-check for as long as the budget lasts, then until the pass ends; it goes on where it stopped
CREATE OR REPLACE PROCEDURE migration_ai_management.feedback_recheck(budget interval DEFAULT '10 seconds', anew boolean DEFAULT false)
LANGUAGE plpgsql
AS $recheck$
DECLARE
    began timestamptz := pg_catalog.clock_timestamp();
BEGIN
    -- Nothing keeps the two sides alike any more once the way back is closed.
    IF EXISTS (
        SELECT FROM migration.data_set AS d
        WHERE
            (d.migration, d.name) = ('ai-management', 'feedback')
            AND d.phase NOT IN ('verified', 'switched', 'rolling_out')
    ) THEN
        RETURN;
    END IF;
    INSERT INTO migration.recheck (migration, mapping)
    VALUES ('ai-management', 'feedback')
    ON CONFLICT DO NOTHING;
    UPDATE migration.recheck AS r
    SET last_key = NULL
    WHERE (r.migration, r.mapping) = ('ai-management', 'feedback') AND anew;
    -- What differed is looked at first.
    INSERT INTO migration.recheck_key (migration, mapping, legacy_key)
    SELECT DISTINCT d.migration, d.mapping, d.legacy_key
    FROM migration.drift AS d
    WHERE (d.migration, d.mapping) = ('ai-management', 'feedback')
    ON CONFLICT DO NOTHING;
    COMMIT;
    PERFORM migration_ai_management.feedback_note_changed();
    COMMIT;
    WHILE migration_ai_management.feedback_recheck_piece(500, began) LOOP
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
ALTER FUNCTION migration_ai_management.feedback_note_changed() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_note_changed() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_note_changed() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.feedback_recheck_piece(integer, timestamptz) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.feedback_recheck_piece(integer, timestamptz) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.feedback_recheck_piece(integer, timestamptz) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.feedback_recheck(interval, boolean) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.feedback_recheck(interval, boolean) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.feedback_recheck(interval, boolean) TO migration_runner;

--: Where pg_cron is installed, a minute's budget is spent every five minutes
DO $schedule$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_extension AS e WHERE e.extname = 'pg_cron') THEN
        RETURN;
    END IF;
    IF NOT pg_catalog.has_schema_privilege('cron', 'USAGE') THEN
        RAISE WARNING '% may not use pg_cron: nothing looks at % again by itself',
            current_user, 'feedback'
        USING HINT = 'Grant USAGE on the schema cron, then apply this file again.';
        RETURN;
    END IF;
    EXECUTE 'SELECT cron.schedule($1, $2, $3)' USING
        'changeover ai-management feedback recheck',
        '*/5 * * * *',
        'CALL migration_ai_management.feedback_recheck(''1 minute'')';
END
$schedule$;

COMMIT;
