-- Fact longest_answer: The most tokens that a model may answer with in production
-- Generated from specs/ai-management/facts/longest_answer.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS SHARE for a moment, readers and writers go on, on public.ai_configs.
-- Locks: ACCESS SHARE for a moment, readers and writers go on, on public.model_settings.
-- Undo: 50_fact_longest_answer.rollback.sql

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

--: Let Postgres prove that the condition of ai_configs depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.longest_answer_proof (
        id integer,
        service_name text,
        environment varchar(20),
        model_name text,
        temperature numeric(3,2),
        max_tokens integer,
        timeout_seconds integer,
        is_active boolean,
        settings jsonb,
        sort_order integer,
        updated_by text,
        created_at timestamptz,
        updated_at timestamptz,
        _proven boolean GENERATED ALWAYS AS (
            environment = 'prod' AND is_active AND model_name IS NOT NULL
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            environment = 'prod' AND is_active AND model_name IS NOT NULL
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.longest_answer_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the condition of ai_configs', SQLERRM USING
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
            CREATE OR REPLACE VIEW migration_ai_management.longest_answer_statements AS
            WITH stated AS (
                SELECT
                    'ai_configs' AS _table,
                    r.model,
                    ARRAY[CAST(max(r._value) AS integer)] AS _values
                FROM (
                    SELECT
                        model_name COLLATE "C" AS model,
                        max_tokens AS _value
                    FROM public.ai_configs
                    WHERE (environment = 'prod' AND is_active AND model_name IS NOT NULL)
                    -- A fence: the condition is asked before any value is made.
                    OFFSET 0
                ) AS r
                WHERE r._value IS NOT NULL
                GROUP BY
                    r.model
                UNION ALL
                SELECT
                    'model_settings' AS _table,
                    r.model,
                    ARRAY[CAST(max(r._value) AS integer)] AS _values
                FROM (
                    SELECT
                        model_name COLLATE "C" AS model,
                        max_tokens AS _value
                    FROM public.model_settings
                    WHERE (enabled)
                    -- A fence: the condition is asked before any value is made.
                    OFFSET 0
                ) AS r
                WHERE r._value IS NOT NULL
                GROUP BY
                    r.model
            ),
            said AS (
                SELECT
                    s.*,
                    (
                        s._values[1] = s._values[cardinality(s._values)]
                    ) AS _is_one
                FROM stated AS s
            ),
            by_key AS (
                -- Rows of one table that contradict each other say not one value, but several.
                SELECT
                    s.model,
                    (
                        array_agg(s._values[1])
                        FILTER (WHERE s._table = 'ai_configs' AND s._is_one)
                    )[1] AS ai_configs,
                    (
                        array_agg(s._values[1])
                        FILTER (WHERE s._table = 'model_settings' AND s._is_one)
                    )[1] AS model_settings,
                    jsonb_object_agg(s._table, to_jsonb(s._values[1:10]))
                        FILTER (WHERE NOT s._is_one) AS contradicting,
                    array_agg(s._table) AS _heard
                FROM said AS s
                GROUP BY
                    s.model
            )
            SELECT
                k.model,
                k.ai_configs,
                k.model_settings,
                greatest(
                    CASE
                        WHEN k.model_settings <> k.ai_configs
                            THEN abs(k.model_settings::numeric - k.ai_configs::numeric)
                    END
                ) AS difference,
                array_remove(ARRAY[
                    CASE
                        WHEN k.model_settings <> k.ai_configs
                            THEN 'model_settings'
                    END
                ], NULL) AS differing,
                k.contradicting,
                array_remove(ARRAY[
                    CASE
                        WHEN 'ai_configs' <> ALL (k._heard)
                            THEN 'ai_configs'
                    END,
                    CASE
                        WHEN 'model_settings' <> ALL (k._heard)
                            THEN 'model_settings'
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
CREATE OR REPLACE VIEW migration_ai_management.longest_answer_disagreements AS
SELECT s.*
FROM migration_ai_management.longest_answer_statements AS s
WHERE
    s.differing <> '{}'
    OR s.contradicting IS NOT NULL
    OR s.silent <> '{}';

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.longest_answer_statements OWNER TO migration_owner;

--: It reads with the rights of whoever looks
ALTER VIEW migration_ai_management.longest_answer_statements SET (security_invoker = true);

--: Nobody else may look
REVOKE ALL ON migration_ai_management.longest_answer_statements FROM PUBLIC;

--: The runner may
GRANT SELECT ON migration_ai_management.longest_answer_statements TO migration_runner;

--: What the view shows
COMMENT ON VIEW migration_ai_management.longest_answer_statements IS
    'The most tokens that a model may answer with in production. ai_configs wins: It is what a service sends with its calls. The other number is shown on the settings page, where several rows may be for one model; nobody corrects it when a service is told another limit.';

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.longest_answer_disagreements OWNER TO migration_owner;

--: It reads with the rights of whoever looks
ALTER VIEW migration_ai_management.longest_answer_disagreements SET (security_invoker = true);

--: Nobody else may look
REVOKE ALL ON migration_ai_management.longest_answer_disagreements FROM PUBLIC;

--: The runner may
GRANT SELECT ON migration_ai_management.longest_answer_disagreements TO migration_runner;

--: What the view shows
COMMENT ON VIEW migration_ai_management.longest_answer_disagreements IS
    'The most tokens that a model may answer with in production. ai_configs wins: It is what a service sends with its calls. The other number is shown on the settings page, where several rows may be for one model; nobody corrects it when a service is told another limit.';

--: What the columns of both show
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN
        SELECT v.view, c.name, c.says
        FROM (
            VALUES
                ('migration_ai_management.longest_answer_statements'),
                ('migration_ai_management.longest_answer_disagreements')
        ) AS v (view)
        CROSS JOIN (
            VALUES
                ('model', 'What the statements are compared by.'),
                ('ai_configs', 'What ai_configs says; it wins.'),
                ('model_settings', 'What model_settings says.'),
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
