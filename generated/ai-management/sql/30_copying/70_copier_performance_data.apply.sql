-- Mapping performance_data to ai_latency_summaries: the routines that copy history in batches.
-- Generated from specs/ai-management/mappings/performance_data.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_copier_performance_data.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.performance_data_plan_ranges(ranges integer)
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
        WHERE (r.migration, r.mapping) = ('ai-management', 'performance_data')
    ) THEN
        RETURN 0;
    END IF;
    WITH numbered AS MATERIALIZED (
        SELECT
            jsonb_build_object('service_name', l.service_name, 'period_start', l.period_start) AS legacy_key,
            row_number() OVER (ORDER BY l.service_name, l.period_start) AS position,
            count(*) OVER () AS total
        FROM public.performance_data AS l
    )
    INSERT INTO migration.backfill_range (migration, mapping, range_number, lower_key, upper_key)
    SELECT 'ai-management', 'performance_data', n, lower.legacy_key, upper.legacy_key
    FROM generate_series(1, ranges) AS n
    JOIN numbered AS lower ON lower.position = lower.total * (n - 1) / ranges + 1
    JOIN numbered AS upper ON upper.position = upper.total * n / ranges
    WHERE lower.position <= upper.position;
    GET DIAGNOSTICS planned = ROW_COUNT;
    INSERT INTO migration.mapping_estimate (migration, mapping, source_rows)
    SELECT 'ai-management', 'performance_data', count(*)
    FROM public.performance_data
    ON CONFLICT (migration, mapping) DO UPDATE SET source_rows = excluded.source_rows;
    RETURN planned;
END
$plan_ranges$;

--: Copy one batch and its ledger row; busy when the application was first, split when it is too large
CREATE OR REPLACE FUNCTION migration_ai_management.performance_data_copy_batch(
    number integer, first_service_name text, first_period_start timestamptz, upto_service_name text, upto_period_start timestamptz
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
        INSERT INTO ai_management.ai_latency_summaries AS t (
            id,
            feature_id,
            period_start,
            period_end,
            calls,
            failed_calls,
            mean_ms,
            p95_ms,
            p99_ms,
            availability,
            computed_at,
            _legacy_service_name,
            _legacy_period_start,
            _avg_latency,
            _p95_latency,
            _p99_latency,
            _computed_by,
            _migrated_at
        )
        SELECT
            migration.uuid_from_text(28614463678858201, jsonb_build_array(l.service_name, l.period_start)::text),
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
            l.period_start,
            l.period_end,
            l.request_count,
            l.failure_count,
            avg_latency * 1000,
            p95_latency * 1000,
            p99_latency * 1000,
            l.availability,
            l.computed_at,
            l.service_name,
            l.period_start,
            l.avg_latency,
            l.p95_latency,
            l.p99_latency,
            l.computed_by,
            clock_timestamp()
        FROM public.performance_data AS l
        WHERE
            (l.service_name, l.period_start) >= (first_service_name, first_period_start)
            AND (l.service_name, l.period_start) <= (upto_service_name, upto_period_start)
        ORDER BY l.service_name, l.period_start
        FOR SHARE OF l
        ON CONFLICT (_legacy_service_name, _legacy_period_start) DO NOTHING;
        GET DIAGNOSTICS written = ROW_COUNT;
    EXCEPTION
        WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
            RETURN 'busy';
        WHEN insufficient_resources OR system_error THEN
            -- No row is to blame for a full disk.
            RAISE;
        WHEN OTHERS THEN
            -- Row by row is slow, and the rows are locked meanwhile: only ever a few of them.
            PERFORM FROM public.performance_data AS l
            WHERE (l.service_name, l.period_start) >= (first_service_name, first_period_start) AND (l.service_name, l.period_start) <= (upto_service_name, upto_period_start)
            OFFSET 50
            LIMIT 1;
            IF FOUND THEN
                RETURN 'split';
            END IF;
            -- One row of the batch cannot be mapped: bring them one by one and set it aside.
            BEGIN
                FOR legacy_key IN
                    SELECT l.service_name, l.period_start
                    FROM public.performance_data AS l
                    WHERE
                        (l.service_name, l.period_start) >= (first_service_name, first_period_start)
                        AND (l.service_name, l.period_start) <= (upto_service_name, upto_period_start)
                    ORDER BY l.service_name, l.period_start
                    FOR SHARE OF l
                LOOP
                    IF migration_ai_management.performance_data_bring(legacy_key.service_name, legacy_key.period_start, 'backfill') = 'quarantined' THEN
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
    FROM public.performance_data AS l
    WHERE (l.service_name, l.period_start) >= (first_service_name, first_period_start) AND (l.service_name, l.period_start) <= (upto_service_name, upto_period_start);
    INSERT INTO migration.backfill_batch (
        migration, mapping, range_number, first_key, last_key,
        rows_read, rows_written, rows_existing, rows_filtered, rows_quarantined,
        started_at, finished_at
    )
    VALUES (
        'ai-management', 'performance_data', number,
        jsonb_build_object('service_name', first_service_name, 'period_start', first_period_start), jsonb_build_object('service_name', upto_service_name, 'period_start', upto_period_start),
        read, written, greatest(wanted - written - refused, 0), read - wanted, refused,
        started, clock_timestamp()
    );
    UPDATE migration.backfill_range AS r
    SET
        last_key = jsonb_build_object('service_name', upto_service_name, 'period_start', upto_period_start),
        rows_read = r.rows_read + read,
        rows_written = r.rows_written + written,
        rows_filtered = r.rows_filtered + read - wanted,
        rows_quarantined = r.rows_quarantined + refused,
        updated_at = clock_timestamp()
    WHERE
        (r.migration, r.mapping, r.range_number)
        = ('ai-management', 'performance_data', number);
    RETURN 'copied';
END
$copy_batch$;

--: Copy history, one transaction a batch; the application goes first, a full stop is one flag away
CREATE OR REPLACE PROCEDURE migration_ai_management.performance_data_backfill(budget interval DEFAULT NULL)
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
    first_service_name text;
    upto_service_name text;
    first_period_start timestamptz;
    upto_period_start timestamptz;
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
            WHERE (r.migration, r.mapping) = ('ai-management', 'performance_data') AND NOT r.done
            ORDER BY r.range_number
        LOOP
            IF pg_catalog.pg_try_advisory_lock(
                pg_catalog.hashtext('ai-management/performance_data'), number
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
                = ('ai-management', 'performance_data', claimed)
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
                SELECT l.service_name, l.period_start INTO first_service_name, first_period_start
                FROM public.performance_data AS l
                WHERE (l.service_name, l.period_start) >= ((lower_key ->> 'service_name')::text, (lower_key ->> 'period_start')::timestamptz) AND (l.service_name, l.period_start) <= ((upper_key ->> 'service_name')::text, (upper_key ->> 'period_start')::timestamptz)
                ORDER BY l.service_name, l.period_start
                LIMIT 1;
            ELSE
                SELECT l.service_name, l.period_start INTO first_service_name, first_period_start
                FROM public.performance_data AS l
                WHERE (l.service_name, l.period_start) > ((last_key ->> 'service_name')::text, (last_key ->> 'period_start')::timestamptz) AND (l.service_name, l.period_start) <= ((upper_key ->> 'service_name')::text, (upper_key ->> 'period_start')::timestamptz)
                ORDER BY l.service_name, l.period_start
                LIMIT 1;
            END IF;
            IF NOT FOUND THEN
                UPDATE migration.backfill_range AS r
                SET done = true, updated_at = pg_catalog.clock_timestamp()
                WHERE
                    (r.migration, r.mapping, r.range_number)
                    = ('ai-management', 'performance_data', claimed);
                COMMIT;
                EXIT batches;
            END IF;
            SELECT service_name, period_start INTO upto_service_name, upto_period_start
            FROM (
                SELECT l.service_name, l.period_start
                FROM public.performance_data AS l
                WHERE (l.service_name, l.period_start) >= (first_service_name, first_period_start) AND (l.service_name, l.period_start) <= ((upper_key ->> 'service_name')::text, (upper_key ->> 'period_start')::timestamptz)
                ORDER BY l.service_name, l.period_start
                LIMIT batch_rows
            ) AS batch
            ORDER BY service_name DESC, period_start DESC
            LIMIT 1;
            -- The batch's last row may have gone since; then the next turn looks again.
            IF NOT FOUND THEN
                CONTINUE batches;
            END IF;
            batch_began := pg_catalog.clock_timestamp();
            outcome := migration_ai_management.performance_data_copy_batch(claimed, first_service_name, first_period_start, upto_service_name, upto_period_start);
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
            pg_catalog.hashtext('ai-management/performance_data'), claimed
        );
        EXIT ranges WHEN pg_catalog.clock_timestamp() - began > budget;
    END LOOP;
END
$backfill$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.performance_data_plan_ranges(integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.performance_data_plan_ranges(integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.performance_data_plan_ranges(integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.performance_data_copy_batch(integer, text, timestamptz, text, timestamptz) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.performance_data_copy_batch(integer, text, timestamptz, text, timestamptz) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.performance_data_copy_batch(integer, text, timestamptz, text, timestamptz) TO migration_runner;

--: The routine belongs to the role without a login
ALTER PROCEDURE migration_ai_management.performance_data_backfill(interval) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.performance_data_backfill(interval) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.performance_data_backfill(interval) TO migration_runner;

COMMIT;
