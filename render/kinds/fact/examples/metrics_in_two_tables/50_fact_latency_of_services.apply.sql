-- Fact latency_of_services: How long a service took to answer in an hour, on average, in milliseconds
-- Generated from specs/ai-management/facts/latency_of_services.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS SHARE for a moment, readers and writers go on, on public.performance_metrics.
-- Locks: ACCESS SHARE for a moment, readers and writers go on, on public.performance_data.
-- Undo: 50_fact_latency_of_services.rollback.sql

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

--: Let Postgres prove that hour of performance_metrics depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.latency_of_services_proof (
        id bigint,
        metric_name varchar(60),
        service_name text,
        value double precision,
        recorded_at timestamptz,
        _proven timestamptz GENERATED ALWAYS AS (
            date_trunc('hour', recorded_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
        ) STORED,
        _converted timestamptz GENERATED ALWAYS AS (CAST((
            date_trunc('hour', recorded_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
        ) AS timestamptz)) STORED
    );
    DROP TABLE migration_ai_management.latency_of_services_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'hour of performance_metrics', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the value of performance_metrics depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.latency_of_services_proof (
        id bigint,
        metric_name varchar(60),
        service_name text,
        value double precision,
        recorded_at timestamptz,
        _proven numeric GENERATED ALWAYS AS (
            value
        ) STORED,
        _converted numeric GENERATED ALWAYS AS (CAST((
            value
        ) AS numeric)) STORED
    );
    DROP TABLE migration_ai_management.latency_of_services_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the value of performance_metrics', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the condition of performance_metrics depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.latency_of_services_proof (
        id bigint,
        metric_name varchar(60),
        service_name text,
        value double precision,
        recorded_at timestamptz,
        _proven boolean GENERATED ALWAYS AS (
            metric_name = 'latency'
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            metric_name = 'latency'
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.latency_of_services_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the condition of performance_metrics', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the value of performance_data depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.latency_of_services_proof (
        service_name text,
        period_start timestamptz,
        avg_latency numeric(10,3),
        _proven numeric GENERATED ALWAYS AS (
            avg_latency * 1000
        ) STORED,
        _converted numeric GENERATED ALWAYS AS (CAST((
            avg_latency * 1000
        ) AS numeric)) STORED
    );
    DROP TABLE migration_ai_management.latency_of_services_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the value of performance_data', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: What each table says: one row per key that any of them says something of
DO $statements$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            CREATE OR REPLACE VIEW migration_ai_management.latency_of_services_statements AS
            WITH stated AS (
                SELECT
                    'performance_metrics' AS _table,
                    r.service,
                    r.hour,
                    ARRAY[CAST(avg(r._value) AS numeric)] AS _values
                FROM (
                    SELECT
                        service_name COLLATE "C" AS service,
                        CAST((date_trunc('hour', recorded_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') AS timestamptz) AS hour,
                        CAST((value) AS numeric) AS _value
                    FROM public.performance_metrics
                    WHERE (metric_name = 'latency')
                    -- A fence: the condition is asked before any value is made.
                    OFFSET 0
                ) AS r
                WHERE r._value IS NOT NULL
                GROUP BY
                    r.service,
                    r.hour
                UNION ALL
                SELECT
                    'performance_data' AS _table,
                    r.service,
                    r.hour,
                    array_agg(DISTINCT r._value ORDER BY r._value) AS _values
                FROM (
                    SELECT
                        service_name COLLATE "C" AS service,
                        period_start AS hour,
                        CAST((avg_latency * 1000) AS numeric) AS _value
                    FROM public.performance_data
                    -- A fence: the condition is asked before any value is made.
                    OFFSET 0
                ) AS r
                WHERE r._value IS NOT NULL
                GROUP BY
                    r.service,
                    r.hour
            ),
            said AS (
                SELECT
                    s.*,
                    (
                        s._values[1] = s._values[cardinality(s._values)]
                        OR abs(s._values[cardinality(s._values)] - s._values[1]) <= 5
                    ) AS _is_one
                FROM stated AS s
            ),
            by_key AS (
                -- Rows of one table that contradict each other say not one value, but several.
                SELECT
                    s.service,
                    s.hour,
                    (
                        array_agg(s._values[1])
                        FILTER (WHERE s._table = 'performance_metrics' AND s._is_one)
                    )[1] AS performance_metrics,
                    (
                        array_agg(s._values[1])
                        FILTER (WHERE s._table = 'performance_data' AND s._is_one)
                    )[1] AS performance_data,
                    jsonb_object_agg(s._table, to_jsonb(s._values[1:10]))
                        FILTER (WHERE NOT s._is_one) AS contradicting,
                    array_agg(s._table) AS _heard
                FROM said AS s
                GROUP BY
                    s.service,
                    s.hour
            )
            SELECT
                k.service,
                k.hour,
                k.performance_metrics,
                k.performance_data,
                greatest(
                    CASE
                        WHEN k.performance_data <> k.performance_metrics
                            THEN abs(k.performance_data - k.performance_metrics)
                    END
                ) AS difference,
                array_remove(ARRAY[
                    CASE
                        WHEN k.performance_data <> k.performance_metrics
                            AND abs(k.performance_data - k.performance_metrics) > 5
                            THEN 'performance_data'
                    END
                ], NULL) AS differing,
                k.contradicting,
                array_remove(ARRAY[
                    CASE
                        WHEN 'performance_metrics' <> ALL (k._heard)
                            THEN 'performance_metrics'
                    END,
                    CASE
                        WHEN 'performance_data' <> ALL (k._heard)
                            THEN 'performance_data'
                    END
                ], NULL) AS silent
            FROM by_key AS k;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$statements$;

--: The keys that not all tables say the same of
CREATE OR REPLACE VIEW migration_ai_management.latency_of_services_disagreements AS
SELECT s.*
FROM migration_ai_management.latency_of_services_statements AS s
WHERE
    s.differing <> '{}'
    OR s.contradicting IS NOT NULL
    OR s.silent <> '{}';

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.latency_of_services_statements OWNER TO migration_owner;

--: It reads with the rights of whoever looks
ALTER VIEW migration_ai_management.latency_of_services_statements SET (security_invoker = true);

--: Nobody else may look
REVOKE ALL ON migration_ai_management.latency_of_services_statements FROM PUBLIC;

--: The runner may
GRANT SELECT ON migration_ai_management.latency_of_services_statements TO migration_runner;

--: What the view shows
COMMENT ON VIEW migration_ai_management.latency_of_services_statements IS
    'How long a service took to answer in an hour, on average, in milliseconds. performance_metrics wins: These are the values that were measured; the other table holds what a job made of them.';

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.latency_of_services_disagreements OWNER TO migration_owner;

--: It reads with the rights of whoever looks
ALTER VIEW migration_ai_management.latency_of_services_disagreements SET (security_invoker = true);

--: Nobody else may look
REVOKE ALL ON migration_ai_management.latency_of_services_disagreements FROM PUBLIC;

--: The runner may
GRANT SELECT ON migration_ai_management.latency_of_services_disagreements TO migration_runner;

--: What the view shows
COMMENT ON VIEW migration_ai_management.latency_of_services_disagreements IS
    'How long a service took to answer in an hour, on average, in milliseconds. performance_metrics wins: These are the values that were measured; the other table holds what a job made of them.';

--: What the columns of both show
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN
        SELECT v.view, c.name, c.says
        FROM (
            VALUES
                ('migration_ai_management.latency_of_services_statements'),
                ('migration_ai_management.latency_of_services_disagreements')
        ) AS v (view)
        CROSS JOIN (
            VALUES
                ('service', 'What the statements are compared by.'),
                ('hour', 'What the statements are compared by.'),
                ('performance_metrics', 'What performance_metrics says; it wins.'),
                ('performance_data', 'What performance_data says.'),
                ('difference', 'The largest distance from the winner; NULL where nothing differs.'),
                ('differing', 'Tables that say something other than the winner.'),
                ('contradicting', 'Tables whose own rows say different things, with the first ten of these.'),
                ('silent', 'Tables that say nothing.')
        ) AS c (name, says)
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', note.view, note.name, note.says);
    END LOOP;
END
$comments$;

COMMIT;
