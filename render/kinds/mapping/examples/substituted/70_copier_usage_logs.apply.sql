-- Mapping usage_logs to ai_usage_logs: the routines that copy history in batches.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_copier_usage_logs.rollback.sql

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

--: Cut the keys that exist now into ranges, once; later rows are the capture's
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_plan_ranges(ranges integer)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $plan_ranges$
DECLARE
    planned integer;
BEGIN
    IF EXISTS (
        SELECT FROM migration.backfill_range AS r
        WHERE (r.migration, r.mapping) = ('ai-management', 'usage_logs')
    ) THEN
        RETURN 0;
    END IF;
    WITH numbered AS MATERIALIZED (
        SELECT
            jsonb_build_object('id', l.id) AS legacy_key,
            row_number() OVER (ORDER BY l.id) AS position,
            count(*) OVER () AS total
        FROM public.usage_logs AS l
    )
    INSERT INTO migration.backfill_range (migration, mapping, range_number, lower_key, upper_key)
    SELECT 'ai-management', 'usage_logs', n, lower.legacy_key, upper.legacy_key
    FROM generate_series(1, ranges) AS n
    JOIN numbered AS lower ON lower.position = lower.total * (n - 1) / ranges + 1
    JOIN numbered AS upper ON upper.position = upper.total * n / ranges
    WHERE lower.position <= upper.position;
    GET DIAGNOSTICS planned = ROW_COUNT;
    INSERT INTO migration.mapping_estimate (migration, mapping, source_rows)
    SELECT 'ai-management', 'usage_logs', count(*)
    FROM public.usage_logs
    ON CONFLICT (migration, mapping) DO UPDATE SET source_rows = excluded.source_rows;
    RETURN planned;
END
$plan_ranges$;

--: Copy one batch and its ledger row; busy when the application was first, split when it is too large
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_copy_batch(
    number integer, first_id bigint, upto_id bigint
)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $copy_batch$
#variable_conflict use_column
DECLARE
    started timestamptz := clock_timestamp();
    read bigint;
    wanted bigint;
    written bigint := 0;
    refused bigint := 0;
    legacy_key record;
BEGIN
    BEGIN
        INSERT INTO ai_management.ai_usage_logs AS t (
            id,
            feature_id,
            cost_usd,
            status,
            created_at,
            _legacy_id,
            _service_name,
            _success,
            _trace,
            _migrated_at
        )
        SELECT
            migration.uuid_from_bigint(22647388881213766, l.id),
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = CASE l.service_name
                        WHEN 'chatbot_service' THEN 'chatbot'
                        ELSE l.service_name
                    END
                ),
                (
                    SELECT known.id
                    FROM ai_management.ai_features AS known
                    WHERE known.slug = 'unassigned'
                )
            ),
            l.cost,
            CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END,
            l.created_at,
            l.id,
            l.service_name,
            l.success,
            l.trace,
            clock_timestamp()
        FROM public.usage_logs AS l
        WHERE
            (l.id) >= (first_id)
            AND (l.id) <= (upto_id)
        ORDER BY l.id
        FOR SHARE OF l
        ON CONFLICT (id, created_at) DO NOTHING;
        GET DIAGNOSTICS written = ROW_COUNT;
    EXCEPTION
        WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
            RETURN 'busy';
        WHEN insufficient_resources OR system_error THEN
            -- No row is to blame for a full disk.
            RAISE;
        WHEN OTHERS THEN
            -- Row by row is slow, and the rows are locked meanwhile: only ever a few of them.
            PERFORM FROM public.usage_logs AS l
            WHERE (l.id) >= (first_id) AND (l.id) <= (upto_id)
            OFFSET 50
            LIMIT 1;
            IF FOUND THEN
                RETURN 'split';
            END IF;
            -- One row of the batch cannot be mapped: bring them one by one and set it aside.
            BEGIN
                FOR legacy_key IN
                    SELECT l.id
                    FROM public.usage_logs AS l
                    WHERE
                        (l.id) >= (first_id)
                        AND (l.id) <= (upto_id)
                    ORDER BY l.id
                    FOR SHARE OF l
                LOOP
                    IF migration_ai_management.usage_logs_bring(legacy_key.id, 'backfill') = 'quarantined' THEN
                        refused := refused + 1;
                    ELSE
                        written := written + 1;
                    END IF;
                END LOOP;
            EXCEPTION
                WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
                    RETURN 'busy';
            END;
    END;
    SELECT
        count(*),
        count(*) FILTER (WHERE true)
    INTO read, wanted
    FROM public.usage_logs AS l
    WHERE (l.id) >= (first_id) AND (l.id) <= (upto_id);
    INSERT INTO migration.backfill_batch (
        migration, mapping, range_number, first_key, last_key,
        rows_read, rows_written, rows_existing, rows_filtered, rows_quarantined,
        started_at, finished_at
    )
    VALUES (
        'ai-management', 'usage_logs', number,
        jsonb_build_object('id', first_id), jsonb_build_object('id', upto_id),
        read, written, greatest(wanted - written - refused, 0), read - wanted, refused,
        started, clock_timestamp()
    );
    UPDATE migration.backfill_range AS r
    SET
        last_key = jsonb_build_object('id', upto_id),
        rows_read = r.rows_read + read,
        rows_written = r.rows_written + written,
        rows_filtered = r.rows_filtered + read - wanted,
        rows_quarantined = r.rows_quarantined + refused,
        updated_at = clock_timestamp()
    WHERE
        (r.migration, r.mapping, r.range_number)
        = ('ai-management', 'usage_logs', number);
    RETURN 'copied';
END
$copy_batch$;

--: Copy history, one transaction a batch; the application goes first, a full stop is one flag away
CREATE OR REPLACE PROCEDURE migration_ai_management.usage_logs_backfill(budget interval DEFAULT NULL)
LANGUAGE plpgsql
AS $backfill$
DECLARE
    began timestamptz := pg_catalog.clock_timestamp();
    looked timestamptz;
    batch_began timestamptz;
    batch_rows integer;
    most_rows integer;
    batch_target interval;
    pause interval;
    reason text;
    outcome text;
    number integer;
    claimed integer;
    last_key jsonb;
    lower_key jsonb;
    upper_key jsonb;
    first_id bigint;
    upto_id bigint;
BEGIN
    SELECT c.batch_rows, c.batch_rows, c.batch_target, c.throttle_sleep
    INTO batch_rows, most_rows, batch_target, pause
    FROM migration.control AS c
    WHERE c.migration = 'ai-management';
    <<ranges>>
    LOOP
        claimed := NULL;
        FOR number IN
            SELECT r.range_number
            FROM migration.backfill_range AS r
            WHERE (r.migration, r.mapping) = ('ai-management', 'usage_logs') AND NOT r.done
            ORDER BY r.range_number
        LOOP
            IF pg_catalog.pg_try_advisory_lock(
                pg_catalog.hashtext('ai-management/usage_logs'), number
            ) THEN
                claimed := number;
                EXIT;
            END IF;
        END LOOP;
        EXIT ranges WHEN claimed IS NULL;
        <<batches>>
        LOOP
            SELECT r.last_key, r.lower_key, r.upper_key INTO last_key, lower_key, upper_key
            FROM migration.backfill_range AS r
            WHERE
                (r.migration, r.mapping, r.range_number)
                = ('ai-management', 'usage_logs', claimed)
                AND NOT r.done;
            EXIT batches WHEN NOT FOUND;
            IF
                looked IS NULL
                -- A clock that was set back must not put the next look off.
                OR pg_catalog.clock_timestamp() NOT BETWEEN looked AND looked + interval '1 second'
                OR EXISTS (
                    SELECT FROM migration.control AS c
                    WHERE c.migration = 'ai-management' AND c.paused
                )
            THEN
                reason := migration.throttle('ai-management');
                looked := pg_catalog.clock_timestamp();
                IF reason IS NOT NULL THEN
                    COMMIT;
                    PERFORM pg_catalog.pg_sleep(extract(epoch FROM pause));
                    looked := NULL;
                    EXIT batches WHEN pg_catalog.clock_timestamp() - began > budget;
                    CONTINUE batches;
                END IF;
            END IF;
            IF last_key IS NULL THEN
                SELECT l.id INTO first_id
                FROM public.usage_logs AS l
                WHERE (l.id) >= ((lower_key ->> 'id')::bigint) AND (l.id) <= ((upper_key ->> 'id')::bigint)
                ORDER BY l.id
                LIMIT 1;
            ELSE
                SELECT l.id INTO first_id
                FROM public.usage_logs AS l
                WHERE (l.id) > ((last_key ->> 'id')::bigint) AND (l.id) <= ((upper_key ->> 'id')::bigint)
                ORDER BY l.id
                LIMIT 1;
            END IF;
            IF NOT FOUND THEN
                UPDATE migration.backfill_range AS r
                SET done = true, updated_at = pg_catalog.clock_timestamp()
                WHERE
                    (r.migration, r.mapping, r.range_number)
                    = ('ai-management', 'usage_logs', claimed);
                COMMIT;
                EXIT batches;
            END IF;
            SELECT id INTO upto_id
            FROM (
                SELECT l.id
                FROM public.usage_logs AS l
                WHERE (l.id) >= (first_id) AND (l.id) <= ((upper_key ->> 'id')::bigint)
                ORDER BY l.id
                LIMIT batch_rows
            ) AS batch
            ORDER BY id DESC
            LIMIT 1;
            -- The batch's last row may have gone since; then the next turn looks again.
            IF NOT FOUND THEN
                CONTINUE batches;
            END IF;
            batch_began := pg_catalog.clock_timestamp();
            outcome := migration_ai_management.usage_logs_copy_batch(claimed, first_id, upto_id);
            COMMIT;
            IF outcome = 'busy' THEN
                PERFORM pg_catalog.pg_sleep(0.01 + 0.04 * pg_catalog.random());
            ELSIF
                outcome = 'split'
                OR pg_catalog.clock_timestamp() - batch_began > batch_target
            THEN
                batch_rows := LEAST(GREATEST(batch_rows / 2, 50), most_rows);
            ELSE
                batch_rows := LEAST(batch_rows + batch_rows / 4, most_rows);
            END IF;
            EXIT batches WHEN pg_catalog.clock_timestamp() - began > budget;
        END LOOP;
        PERFORM pg_catalog.pg_advisory_unlock(
            pg_catalog.hashtext('ai-management/usage_logs'), claimed
        );
        EXIT ranges WHEN pg_catalog.clock_timestamp() - began > budget;
    END LOOP;
END
$backfill$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.usage_logs_plan_ranges(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_plan_ranges(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.usage_logs_plan_ranges(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.usage_logs_copy_batch(integer, bigint, bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_copy_batch(integer, bigint, bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.usage_logs_copy_batch(integer, bigint, bigint) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.usage_logs_backfill(interval) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.usage_logs_backfill(interval) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.usage_logs_backfill(interval) TO migration_runner;

COMMIT;
