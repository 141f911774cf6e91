-- Mapping error_tracking to ai_errors: drains the journal and analyses the target.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on ai_management.ai_errors.
-- Undo: 70_settle_error_tracking.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_replay_batch(keys integer)
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
        FROM migration_ai_management.error_tracking_journal AS j
        ORDER BY j.entry
        LIMIT keys
        FOR UPDATE SKIP LOCKED
    ) AS picked;
    IF entries IS NULL THEN
        RETURN 0;
    END IF;
    IF truncated THEN
        -- Whatever has no such legacy row any more is noted, and goes key by key.
        INSERT INTO migration_ai_management.error_tracking_journal (id)
        SELECT t._legacy_id
        FROM ai_management.ai_errors AS t
        WHERE
            t._legacy_id IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM public.error_tracking AS l
                WHERE
                    (l.id) = (t._legacy_id)
            );
        INSERT INTO migration_ai_management.error_tracking_journal (id)
        SELECT (legacy_key ->> 'id')::bigint
        FROM migration.quarantine AS q
        WHERE (q.migration, q.mapping) = ('ai-management', 'error_tracking');
    END IF;
    BEGIN
        -- Before the rows are read: whoever sets one aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping) = ('ai-management', 'error_tracking')
            AND q.legacy_key IN (
                SELECT jsonb_build_object('id', j.id)
                FROM migration_ai_management.error_tracking_journal AS j
                WHERE j.entry = ANY(entries)
            );
        DELETE FROM ai_management.ai_errors AS t
        WHERE
            (t.id) IN (
                SELECT migration.uuid_from_bigint(27123073319628444, j.id)
                FROM migration_ai_management.error_tracking_journal AS j
                WHERE j.entry = ANY(entries)
            )
            AND NOT EXISTS (
                SELECT
                FROM public.error_tracking AS l
                WHERE
                    (l.id) = (t._legacy_id)
            );
        INSERT INTO ai_management.ai_errors AS t (
            id,
            company_id,
            message,
            occurred_at,
            _legacy_id,
            _model_name,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(27123073319628444, l.id),
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_companies AS known
                    WHERE known.name = (
                        SELECT known.company
                        FROM ai_management.ai_providers AS known
                        WHERE known.slug = (
                            SELECT known.provider
                            FROM ai_management.ai_models AS known
                            WHERE known.name = l.model_name
                        )
                    )
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_companies AS known
                    WHERE known.name = 'unknown'
                )
            ),
            l.message,
            l.created_at,
            l.id,
            l.model_name,
            clock_timestamp()
        FROM public.error_tracking AS l
        WHERE
            (l.id) IN (
                SELECT j.id
                FROM migration_ai_management.error_tracking_journal AS j
                WHERE j.entry = ANY(entries)
            )
        ORDER BY l.id
        FOR SHARE OF l
        ON CONFLICT (id) DO UPDATE SET
            company_id = excluded.company_id,
            message = excluded.message,
            occurred_at = excluded.occurred_at,
            _legacy_id = excluded._legacy_id,
            _model_name = excluded._model_name
        WHERE (
            t.company_id,
            t.message,
            t.occurred_at,
            t._legacy_id,
            t._model_name
        ) IS DISTINCT FROM (
            excluded.company_id,
            excluded.message,
            excluded.occurred_at,
            excluded._legacy_id,
            excluded._model_name
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
                FROM migration_ai_management.error_tracking_journal AS j
                WHERE j.entry = ANY(entries) AND j.id IS NOT NULL
                ORDER BY j.id
            LOOP
                PERFORM migration_ai_management.error_tracking_bring(noted.id, 'replay');
            END LOOP;
    END;
    DELETE FROM migration_ai_management.error_tracking_journal AS j
    WHERE j.entry = ANY(entries);
    RETURN cardinality(entries);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$replay_batch$;

--: Note the rows that name a changed value, once nobody can be writing without having seen it
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_follow_batch(last_entry bigint)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '30s'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_batch$
DECLARE
    oldest xid8;
BEGIN
    -- The first write of this transaction: its id is younger than any that has not seen the change.
    UPDATE migration_ai_management.error_tracking_lookups AS j
    SET seen_by = pg_current_xact_id()
    WHERE j.seen_by IS NULL;
    oldest := pg_snapshot_xmin(pg_current_snapshot());
    IF EXISTS (SELECT FROM migration_ai_management.error_tracking_lookups AS j WHERE j.seen_by < oldest) THEN
        WITH ripe AS MATERIALIZED (
            DELETE FROM migration_ai_management.error_tracking_lookups AS j
            WHERE j.seen_by < oldest
            RETURNING j.target_column, j.value
        )
        INSERT INTO migration_ai_management.error_tracking_journal (id)
        SELECT named.*
        FROM (
            SELECT t._legacy_id
            FROM ai_management.ai_errors AS t
            WHERE
                t._legacy_id IS NOT NULL
                AND ((
                    SELECT known.provider
                    FROM ai_management.ai_models AS known
                    WHERE known.name = t._model_name
                ))::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'company_id_through_provider')
                )
                AND t.company_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM ai_management.ai_companies AS known
                        WHERE known.name = (
                            SELECT known.company
                            FROM ai_management.ai_providers AS known
                            WHERE known.slug = (
                                SELECT known.provider
                                FROM ai_management.ai_models AS known
                                WHERE known.name = t._model_name
                            )
                        )
                    ),
                    (
                        SELECT known.id
                        FROM ai_management.ai_companies AS known
                        WHERE known.name = 'unknown'
                    )
                )
        ) AS named;
    END IF;
    RETURN EXISTS (SELECT FROM migration_ai_management.error_tracking_lookups AS j WHERE j.entry <= last_entry);
END
$follow_batch$;

--: Under the locks of the switch nobody looks anything up any more: follow what changed at once
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_follow_now()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_now$
BEGIN
    -- The table is read through, and applications wait: a large one is left to the next attempt.
    IF
        EXISTS (SELECT FROM migration_ai_management.error_tracking_lookups)
        AND pg_table_size('public.error_tracking') <= 4194304
    THEN
        WITH ripe AS MATERIALIZED (
            DELETE FROM migration_ai_management.error_tracking_lookups AS j
            WHERE true
            RETURNING j.target_column, j.value
        )
        INSERT INTO migration_ai_management.error_tracking_journal (id)
        SELECT named.*
        FROM (
            SELECT t._legacy_id
            FROM ai_management.ai_errors AS t
            WHERE
                t._legacy_id IS NOT NULL
                AND ((
                    SELECT known.provider
                    FROM ai_management.ai_models AS known
                    WHERE known.name = t._model_name
                ))::text = ANY(
                    ARRAY(SELECT j.value FROM ripe AS j WHERE j.target_column = 'company_id_through_provider')
                )
                AND t.company_id IS DISTINCT FROM COALESCE(
                    (
                        SELECT known.id
                        FROM ai_management.ai_companies AS known
                        WHERE known.name = (
                            SELECT known.company
                            FROM ai_management.ai_providers AS known
                            WHERE known.slug = (
                                SELECT known.provider
                                FROM ai_management.ai_models AS known
                                WHERE known.name = t._model_name
                            )
                        )
                    ),
                    (
                        SELECT known.id
                        FROM ai_management.ai_companies AS known
                        WHERE known.name = 'unknown'
                    )
                )
        ) AS named
        LIMIT 501;
    END IF;
END
$follow_now$;

--: After the switch: where the owner's rows are that do not hold what is found now; NULL when none is left
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_follow_sought(last_entry bigint)
RETURNS tid[]
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_sought$
DECLARE
    oldest xid8;
    ripe bigint[];
    sought tid[] := ARRAY[]::tid[];
BEGIN
    IF migration.owner_of('ai-management', 'errors') <> 'new' THEN
        RETURN NULL;
    END IF;
    -- As before the switch: whoever may not have seen the change has ended, or it waits.
    UPDATE migration_ai_management.error_tracking_lookups AS j
    SET seen_by = pg_current_xact_id()
    WHERE j.seen_by IS NULL;
    oldest := pg_snapshot_xmin(pg_current_snapshot());
    SELECT array_agg(j.entry) INTO ripe
    FROM migration_ai_management.error_tracking_lookups AS j
    WHERE j.seen_by < oldest;
    IF ripe IS NOT NULL THEN
        -- Nobody waits for this: no row is locked, however many have to be read.
        sought := ARRAY(
            SELECT t.ctid
            FROM ai_management.ai_errors AS t
            WHERE
                t._legacy_id IS NOT NULL
                AND (
                    t.company_id = (
                        SELECT known.id
                        FROM ai_management.ai_companies AS known
                        WHERE known.name = 'unknown'
                    )
                    OR NOT EXISTS (
                        SELECT FROM ai_management.ai_companies AS known WHERE known.id = t.company_id
                    )
                )
                AND t.company_id IS DISTINCT FROM (
                    SELECT (COALESCE(
                        (
                            SELECT known.id
                            FROM ai_management.ai_companies AS known
                            WHERE known.name = (
                                SELECT known.company
                                FROM ai_management.ai_providers AS known
                                WHERE known.slug = (
                                    SELECT known.provider
                                    FROM ai_management.ai_models AS known
                                    WHERE known.name = l.model_name
                                )
                            )
                        ),
                        (
                            SELECT known.id
                            FROM ai_management.ai_companies AS known
                            WHERE known.name = 'unknown'
                        )
                    ))::uuid
                    FROM (
                        SELECT
                            t._legacy_id AS id,
                            t._model_name AS model_name,
                            t.message AS message,
                            t.occurred_at AS created_at
                    ) AS l
                )
                AND (
                    (
                        ((
                            SELECT known.provider
                            FROM ai_management.ai_models AS known
                            WHERE known.name = t._model_name
                        ))::text = ANY(
                            ARRAY(SELECT j.value FROM migration_ai_management.error_tracking_lookups AS j WHERE j.entry = ANY(ripe) AND j.target_column = 'company_id_through_provider')
                        )
                    )
                )
            LIMIT 10000
        );
        IF cardinality(sought) = 0 THEN
            -- A reverse may have had its turn meanwhile: it follows more than these rows.
            LOCK TABLE ai_management.ai_errors IN ROW EXCLUSIVE MODE;
            DELETE FROM migration_ai_management.error_tracking_lookups AS j
            WHERE
                j.entry = ANY(ripe)
                AND migration.owner_of('ai-management', 'errors') = 'new';
        END IF;
    END IF;
    IF EXISTS (SELECT FROM migration_ai_management.error_tracking_lookups AS j WHERE j.entry <= last_entry) THEN
        RETURN sought;
    END IF;
    RETURN NULL;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN ARRAY[]::tid[];
END
$follow_sought$;

--: Let a few of them hold what is found; whatever somebody is writing is left to the next time
CREATE OR REPLACE FUNCTION migration_ai_management.error_tracking_follow_owner(sought tid[])
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $follow_owner$
DECLARE
    found integer;
    changed integer := 0;
BEGIN
    -- Before the owner is asked: with this lock, no reverse has its turn until the end.
    LOCK TABLE ai_management.ai_errors IN ROW EXCLUSIVE MODE;
    IF migration.owner_of('ai-management', 'errors') <> 'new' THEN
        RETURN 0;
    END IF;
    WITH changed AS (
        SELECT t.id, (
                SELECT (COALESCE(
                    (
                        SELECT known.id
                        FROM ai_management.ai_companies AS known
                        WHERE known.name = (
                            SELECT known.company
                            FROM ai_management.ai_providers AS known
                            WHERE known.slug = (
                                SELECT known.provider
                                FROM ai_management.ai_models AS known
                                WHERE known.name = l.model_name
                            )
                        )
                    ),
                    (
                        SELECT known.id
                        FROM ai_management.ai_companies AS known
                        WHERE known.name = 'unknown'
                    )
                ))::uuid
                FROM (
                    SELECT
                        t._legacy_id AS id,
                        t._model_name AS model_name,
                        t.message AS message,
                        t.occurred_at AS created_at
                ) AS l
            ) AS found
        FROM ai_management.ai_errors AS t
        WHERE
            t.ctid = ANY(sought)
            AND t._legacy_id IS NOT NULL
            AND (
                t.company_id = (
                    SELECT known.id
                    FROM ai_management.ai_companies AS known
                    WHERE known.name = 'unknown'
                )
                OR NOT EXISTS (
                    SELECT FROM ai_management.ai_companies AS known WHERE known.id = t.company_id
                )
            )
            AND t.company_id IS DISTINCT FROM (
                SELECT (COALESCE(
                    (
                        SELECT known.id
                        FROM ai_management.ai_companies AS known
                        WHERE known.name = (
                            SELECT known.company
                            FROM ai_management.ai_providers AS known
                            WHERE known.slug = (
                                SELECT known.provider
                                FROM ai_management.ai_models AS known
                                WHERE known.name = l.model_name
                            )
                        )
                    ),
                    (
                        SELECT known.id
                        FROM ai_management.ai_companies AS known
                        WHERE known.name = 'unknown'
                    )
                ))::uuid
                FROM (
                    SELECT
                        t._legacy_id AS id,
                        t._model_name AS model_name,
                        t.message AS message,
                        t.occurred_at AS created_at
                ) AS l
            )
        FOR UPDATE OF t SKIP LOCKED
    ),
    written AS (
        UPDATE ai_management.ai_errors AS t
        SET company_id = c.found, _by_legacy_name = true
        FROM changed AS c
        WHERE (t.id) = (c.id)
        RETURNING t.company_id IS NOT DISTINCT FROM c.found AS held
    )
    SELECT count(*) FILTER (WHERE w.held) INTO found
    FROM written AS w;
    changed := changed + found;
    RETURN changed;
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN 0;
END
$follow_owner$;

--: Drain the journal as it stands; the application goes first, for so many tries in a row
CREATE OR REPLACE PROCEDURE migration_ai_management.error_tracking_replay(patience integer DEFAULT NULL)
LANGUAGE plpgsql
AS $replay$
DECLARE
    -- Whoever writes one of these rows waits for the transaction.
    at_once CONSTANT integer := 200;
    last_entry bigint;
    sought tid[];
    changed integer;
    tries integer := 0;
BEGIN
    -- The legacy name would show the target itself: what is noted waits for the reverse.
    IF migration.owner_of('ai-management', 'errors') = 'new' THEN
        -- But what came since for the unknown member is found, or fifty times in a row nothing can be done.
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.error_tracking_lookups AS j;
        WHILE last_entry IS NOT NULL AND tries < 50 LOOP
            sought := migration_ai_management.error_tracking_follow_sought(last_entry);
            COMMIT;
            EXIT WHEN sought IS NULL;
            changed := 0;
            FOR start IN 1..pg_catalog.cardinality(sought) BY at_once LOOP
                changed := changed + migration_ai_management.error_tracking_follow_owner(sought[start:start + at_once - 1]);
                COMMIT;
            END LOOP;
            tries := CASE WHEN changed < 1 THEN tries + 1 ELSE 0 END;
            IF changed < 1 THEN
                PERFORM pg_catalog.pg_sleep(0.05);
            END IF;
        END LOOP;
        RETURN;
    END IF;
    -- Whatever is still too young after the last attempt stays pending, and is accounted so.
    SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.error_tracking_lookups AS j;
    FOR attempt IN 1..COALESCE(2 * patience, 50) LOOP
        EXIT WHEN NOT migration_ai_management.error_tracking_follow_batch(last_entry);
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.05);
    END LOOP;
    COMMIT;
    -- Twice, because a TRUNCATE is replayed as the keys that it leaves behind, and because
    -- a row may have been refused for a unique value that another one still held.
    FOR pass IN 1..2 LOOP
        IF pass = 2 THEN
            INSERT INTO migration_ai_management.error_tracking_journal (id)
            SELECT (legacy_key ->> 'id')::bigint
            FROM migration.quarantine AS q
            WHERE
                (q.migration, q.mapping) = ('ai-management', 'error_tracking')
                AND q.sqlstate = '23505'
                AND q.origin <> 'backfill';
            COMMIT;
        END IF;
        SELECT pg_catalog.max(j.entry) INTO last_entry FROM migration_ai_management.error_tracking_journal AS j;
        WHILE EXISTS (SELECT FROM migration_ai_management.error_tracking_journal AS j WHERE j.entry <= last_entry) LOOP
            changed := migration_ai_management.error_tracking_replay_batch(at_once);
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
CREATE OR REPLACE PROCEDURE migration_ai_management.error_tracking_redrive()
LANGUAGE plpgsql
AS $redrive$
BEGIN
    PERFORM migration.refuse_switched('ai-management', 'errors');
    INSERT INTO migration_ai_management.error_tracking_journal (id)
    SELECT (legacy_key ->> 'id')::bigint
    FROM migration.quarantine AS q
    WHERE (q.migration, q.mapping) = ('ai-management', 'error_tracking')
    ORDER BY q.legacy_key;
    COMMIT;
    CALL migration_ai_management.error_tracking_replay();
END
$redrive$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_follow_batch(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_follow_batch(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_follow_batch(bigint) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_follow_now() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_follow_now() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_follow_now() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_follow_sought(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_follow_sought(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_follow_sought(bigint) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_follow_owner(tid[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_follow_owner(tid[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_follow_owner(tid[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.error_tracking_replay_batch(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.error_tracking_replay_batch(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.error_tracking_replay_batch(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.error_tracking_replay(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.error_tracking_replay(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.error_tracking_replay(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.error_tracking_redrive() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.error_tracking_redrive() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.error_tracking_redrive() TO migration_runner;

--: Wait for autovacuum without a limit; nobody waits for this
SET lock_timeout = 0;

--: Statistics for the planner: autovacuum never analyses a partitioned parent
ANALYZE ai_management.ai_errors;
