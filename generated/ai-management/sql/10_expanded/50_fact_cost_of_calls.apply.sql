-- Fact cost_of_calls: What the calls of a service cost in a month, in US dollars
-- Generated from specs/ai-management/facts/cost_of_calls.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS SHARE for a moment, readers and writers go on, on public.usage_logs.
-- Locks: ACCESS SHARE for a moment, readers and writers go on, on public.billing_data.
-- Locks: ACCESS SHARE for a moment, readers and writers go on, on public.cost_allocations.
-- Undo: 50_fact_cost_of_calls.rollback.sql

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

--: Let Postgres prove that month of usage_logs depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.cost_of_calls_proof (
        id bigint,
        service_name text,
        model_name text,
        user_id uuid,
        tokens bigint,
        response_time integer,
        cost numeric,
        success boolean,
        created_at timestamptz,
        _proven date GENERATED ALWAYS AS (
            date_trunc('month', created_at AT TIME ZONE 'UTC')::date
        ) STORED,
        _converted date GENERATED ALWAYS AS (CAST((
            date_trunc('month', created_at AT TIME ZONE 'UTC')::date
        ) AS date)) STORED
    );
    DROP TABLE migration_ai_management.cost_of_calls_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'month of usage_logs', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the condition of usage_logs depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.cost_of_calls_proof (
        id bigint,
        service_name text,
        model_name text,
        user_id uuid,
        tokens bigint,
        response_time integer,
        cost numeric,
        success boolean,
        created_at timestamptz,
        _proven boolean GENERATED ALWAYS AS (
            service_name IS NOT NULL
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            service_name IS NOT NULL
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.cost_of_calls_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the condition of usage_logs', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that month of billing_data depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.cost_of_calls_proof (
        id uuid,
        period_start date,
        period_end date,
        service_name text,
        provider text,
        model_name text,
        amount numeric(14,4),
        currency char(3),
        invoice_number text,
        paid boolean,
        created_at timestamptz,
        _proven date GENERATED ALWAYS AS (
            date_trunc('month', period_start::timestamp)::date
        ) STORED,
        _converted date GENERATED ALWAYS AS (CAST((
            date_trunc('month', period_start::timestamp)::date
        ) AS date)) STORED
    );
    DROP TABLE migration_ai_management.cost_of_calls_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'month of billing_data', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the condition of billing_data depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.cost_of_calls_proof (
        id uuid,
        period_start date,
        period_end date,
        service_name text,
        provider text,
        model_name text,
        amount numeric(14,4),
        currency char(3),
        invoice_number text,
        paid boolean,
        created_at timestamptz,
        _proven boolean GENERATED ALWAYS AS (
            currency = 'USD' AND service_name IS NOT NULL
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            currency = 'USD' AND service_name IS NOT NULL
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.cost_of_calls_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the condition of billing_data', SQLERRM USING
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
            CREATE OR REPLACE VIEW migration_ai_management.cost_of_calls_statements AS
            WITH stated AS (
                SELECT
                    'usage_logs' AS _table,
                    r.service,
                    r.month,
                    ARRAY[CAST(sum(r._value) AS numeric)] AS _values
                FROM (
                    SELECT
                        service_name COLLATE "C" AS service,
                        CAST((date_trunc('month', created_at AT TIME ZONE 'UTC')::date) AS date) AS month,
                        cost AS _value
                    FROM public.usage_logs
                    WHERE (service_name IS NOT NULL)
                    -- A fence: the condition is asked before any value is made.
                    OFFSET 0
                ) AS r
                WHERE r._value IS NOT NULL
                GROUP BY
                    r.service,
                    r.month
                UNION ALL
                SELECT
                    'billing_data' AS _table,
                    r.service,
                    r.month,
                    ARRAY[CAST(sum(r._value) AS numeric)] AS _values
                FROM (
                    SELECT
                        service_name COLLATE "C" AS service,
                        CAST((date_trunc('month', period_start::timestamp)::date) AS date) AS month,
                        amount AS _value
                    FROM public.billing_data
                    WHERE (currency = 'USD' AND service_name IS NOT NULL)
                    -- A fence: the condition is asked before any value is made.
                    OFFSET 0
                ) AS r
                WHERE r._value IS NOT NULL
                GROUP BY
                    r.service,
                    r.month
                UNION ALL
                SELECT
                    'cost_allocations' AS _table,
                    r.service,
                    r.month,
                    array_agg(DISTINCT r._value ORDER BY r._value) AS _values
                FROM (
                    SELECT
                        service_name COLLATE "C" AS service,
                        allocation_month AS month,
                        amount AS _value
                    FROM public.cost_allocations
                    -- A fence: the condition is asked before any value is made.
                    OFFSET 0
                ) AS r
                WHERE r._value IS NOT NULL
                GROUP BY
                    r.service,
                    r.month
            ),
            said AS (
                SELECT
                    s.*,
                    (
                        s._values[1] = s._values[cardinality(s._values)]
                        OR abs(s._values[cardinality(s._values)] - s._values[1]) <= 0.01
                    ) AS _is_one
                FROM stated AS s
            ),
            by_key AS (
                -- Rows of one table that contradict each other say not one value, but several.
                SELECT
                    s.service,
                    s.month,
                    (
                        array_agg(s._values[1])
                        FILTER (WHERE s._table = 'usage_logs' AND s._is_one)
                    )[1] AS usage_logs,
                    (
                        array_agg(s._values[1])
                        FILTER (WHERE s._table = 'billing_data' AND s._is_one)
                    )[1] AS billing_data,
                    (
                        array_agg(s._values[1])
                        FILTER (WHERE s._table = 'cost_allocations' AND s._is_one)
                    )[1] AS cost_allocations,
                    jsonb_object_agg(s._table, to_jsonb(s._values[1:10]))
                        FILTER (WHERE NOT s._is_one) AS contradicting,
                    array_agg(s._table) AS _heard
                FROM said AS s
                GROUP BY
                    s.service,
                    s.month
            )
            SELECT
                k.service,
                k.month,
                k.usage_logs,
                k.billing_data,
                k.cost_allocations,
                greatest(
                    CASE
                        WHEN k.billing_data <> k.usage_logs
                            THEN abs(k.billing_data - k.usage_logs)
                    END,
                    CASE
                        WHEN k.cost_allocations <> k.usage_logs
                            THEN abs(k.cost_allocations - k.usage_logs)
                    END
                ) AS difference,
                array_remove(ARRAY[
                    CASE
                        WHEN k.billing_data <> k.usage_logs
                            AND abs(k.billing_data - k.usage_logs) > 0.01
                            THEN 'billing_data'
                    END,
                    CASE
                        WHEN k.cost_allocations <> k.usage_logs
                            AND abs(k.cost_allocations - k.usage_logs) > 0.01
                            THEN 'cost_allocations'
                    END
                ], NULL) AS differing,
                k.contradicting,
                array_remove(ARRAY[
                    CASE
                        WHEN 'usage_logs' <> ALL (k._heard)
                            THEN 'usage_logs'
                    END,
                    CASE
                        WHEN 'billing_data' <> ALL (k._heard)
                            THEN 'billing_data'
                    END,
                    CASE
                        WHEN 'cost_allocations' <> ALL (k._heard)
                            THEN 'cost_allocations'
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
CREATE OR REPLACE VIEW migration_ai_management.cost_of_calls_disagreements AS
SELECT s.*
FROM migration_ai_management.cost_of_calls_statements AS s
WHERE
    s.differing <> '{}'
    OR s.contradicting IS NOT NULL
    OR s.silent <> '{}';

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.cost_of_calls_statements OWNER TO migration_owner;

--: It reads with the rights of whoever looks
ALTER VIEW migration_ai_management.cost_of_calls_statements SET (security_invoker = true);

--: Nobody else may look
REVOKE ALL ON migration_ai_management.cost_of_calls_statements FROM PUBLIC;

--: The runner may
GRANT SELECT ON migration_ai_management.cost_of_calls_statements TO migration_runner;

--: What the view shows
COMMENT ON VIEW migration_ai_management.cost_of_calls_statements IS
    'What the calls of a service cost in a month, in US dollars. usage_logs wins: It is written when the call is made. Bills come later and round, allocations are split from them by hand; fees of the whole account and bills in another currency say nothing about the calls of a service.';

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.cost_of_calls_disagreements OWNER TO migration_owner;

--: It reads with the rights of whoever looks
ALTER VIEW migration_ai_management.cost_of_calls_disagreements SET (security_invoker = true);

--: Nobody else may look
REVOKE ALL ON migration_ai_management.cost_of_calls_disagreements FROM PUBLIC;

--: The runner may
GRANT SELECT ON migration_ai_management.cost_of_calls_disagreements TO migration_runner;

--: What the view shows
COMMENT ON VIEW migration_ai_management.cost_of_calls_disagreements IS
    'What the calls of a service cost in a month, in US dollars. usage_logs wins: It is written when the call is made. Bills come later and round, allocations are split from them by hand; fees of the whole account and bills in another currency say nothing about the calls of a service.';

--: What the columns of both show
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN
        SELECT v.view, c.name, c.says
        FROM (
            VALUES
                ('migration_ai_management.cost_of_calls_statements'),
                ('migration_ai_management.cost_of_calls_disagreements')
        ) AS v (view)
        CROSS JOIN (
            VALUES
                ('service', 'What the statements are compared by.'),
                ('month', 'What the statements are compared by.'),
                ('usage_logs', 'What usage_logs says; it wins.'),
                ('billing_data', 'What billing_data says.'),
                ('cost_allocations', 'What cost_allocations says.'),
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
