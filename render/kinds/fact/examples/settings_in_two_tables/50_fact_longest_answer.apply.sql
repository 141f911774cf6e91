-- Fact longest_answer: The most tokens that a model may answer with
-- Generated from specs/ai-management/facts/longest_answer.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS SHARE for a moment, readers and writers go on, on public.model_settings.
-- Locks: ACCESS SHARE for a moment, readers and writers go on, on public.ai_configs.
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

--: Let Postgres prove that model of model_settings depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.longest_answer_proof (
        model text,
        settings jsonb,
        _proven text GENERATED ALWAYS AS (
            lower(model)
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            lower(model)
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.longest_answer_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'model of model_settings', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the value of model_settings depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.longest_answer_proof (
        model text,
        settings jsonb,
        _proven integer GENERATED ALWAYS AS (
            (settings ->> 'max_tokens')::integer
        ) STORED,
        _converted integer GENERATED ALWAYS AS (CAST((
            (settings ->> 'max_tokens')::integer
        ) AS integer)) STORED
    );
    DROP TABLE migration_ai_management.longest_answer_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the value of model_settings', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that model of ai_configs depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.longest_answer_proof (
        id integer,
        environment varchar(20),
        model_name text,
        max_tokens integer,
        _proven text GENERATED ALWAYS AS (
            lower(model_name)
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            lower(model_name)
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.longest_answer_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'model of ai_configs', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the condition of ai_configs depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.longest_answer_proof (
        id integer,
        environment varchar(20),
        model_name text,
        max_tokens integer,
        _proven boolean GENERATED ALWAYS AS (
            environment = 'prod'
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            environment = 'prod'
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
                    'model_settings' AS _table,
                    r.model,
                    array_agg(DISTINCT r._value ORDER BY r._value) AS _values
                FROM (
                    SELECT
                        CAST((lower(model)) AS text) COLLATE "C" AS model,
                        CAST(((settings ->> 'max_tokens')::integer) AS integer) AS _value
                    FROM public.model_settings
                    -- A fence: the condition is asked before any value is made.
                    OFFSET 0
                ) AS r
                WHERE r._value IS NOT NULL
                GROUP BY
                    r.model
                UNION ALL
                SELECT
                    'ai_configs' AS _table,
                    r.model,
                    array_agg(DISTINCT r._value ORDER BY r._value) AS _values
                FROM (
                    SELECT
                        CAST((lower(model_name)) AS text) COLLATE "C" AS model,
                        max_tokens AS _value
                    FROM public.ai_configs
                    WHERE (environment = 'prod')
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
                        FILTER (WHERE s._table = 'model_settings' AND s._is_one)
                    )[1] AS model_settings,
                    (
                        array_agg(s._values[1])
                        FILTER (WHERE s._table = 'ai_configs' AND s._is_one)
                    )[1] AS ai_configs,
                    jsonb_object_agg(s._table, to_jsonb(s._values[1:10]))
                        FILTER (WHERE NOT s._is_one) AS contradicting,
                    array_agg(s._table) AS _heard
                FROM said AS s
                GROUP BY
                    s.model
            )
            SELECT
                k.model,
                k.model_settings,
                k.ai_configs,
                greatest(
                    CASE
                        WHEN k.ai_configs <> k.model_settings
                            THEN abs(k.ai_configs::numeric - k.model_settings::numeric)
                    END
                ) AS difference,
                array_remove(ARRAY[
                    CASE
                        WHEN k.ai_configs <> k.model_settings
                            THEN 'ai_configs'
                    END
                ], NULL) AS differing,
                k.contradicting,
                array_remove(ARRAY[
                    CASE
                        WHEN 'model_settings' <> ALL (k._heard)
                            THEN 'model_settings'
                    END,
                    CASE
                        WHEN 'ai_configs' <> ALL (k._heard)
                            THEN 'ai_configs'
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
    'The most tokens that a model may answer with. model_settings wins: It holds one row per model, which the settings page shows; services copied it once.';

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
    'The most tokens that a model may answer with. model_settings wins: It holds one row per model, which the settings page shows; services copied it once.';

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
                ('model_settings', 'What model_settings says; it wins.'),
                ('ai_configs', 'What ai_configs says.'),
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
