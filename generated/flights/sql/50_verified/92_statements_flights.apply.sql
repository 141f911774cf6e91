-- What legacy statements ask that a view cannot do, or cannot do as fast
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 92_statements_flights.rollback.sql

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

--: The statements of the legacy applications, as the specs list them
CREATE TABLE IF NOT EXISTS migration_flights.legacy_statement (
    data_set text NOT NULL,
    number integer NOT NULL,
    statement text NOT NULL,
    answer text,
    because text,
    times numeric NOT NULL,
    CONSTRAINT legacy_statement_pkey PRIMARY KEY (data_set, number),
    CONSTRAINT legacy_statement_answer_check CHECK (answer IN ('kept', 'moved', 'dropped'))
);

--: Say in the catalog what it is
COMMENT ON TABLE migration_flights.legacy_statement IS
    'Statements of the legacy applications; without an answer they must work over a view, at most so many times as costly.';

--: What the plan of each costs as long as the legacy name is a table's
CREATE TABLE IF NOT EXISTS migration_flights.statement_baseline (
    data_set text NOT NULL,
    statement text NOT NULL,
    measured_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    cost numeric NOT NULL,
    passes boolean NOT NULL,
    sizes jsonb NOT NULL
);

--: Say in the catalog what it is
COMMENT ON TABLE migration_flights.statement_baseline IS
    'The plan of a legacy statement before the switch: its cost, whether it passes through a whole table although an index could be used, and how many bytes the owner of each legacy table in it had.';

--: Statements that no spec lists any more are forgotten
DELETE FROM migration_flights.legacy_statement;

--: Statement 1 on the data set flights
INSERT INTO migration_flights.legacy_statement (data_set, number, statement, answer, because, times)
VALUES (
    'flights',
    1,
    'SELECT dep_time, dep_delay FROM flights WHERE time_hour = $1 AND carrier = $2 AND flight = $3',
    NULL,
    NULL,
    4
);

--: Statement 2 on the data set flights
INSERT INTO migration_flights.legacy_statement (data_set, number, statement, answer, because, times)
VALUES (
    'flights',
    2,
    'UPDATE flights SET dep_time = $4, dep_delay = $5 WHERE time_hour = $1 AND carrier = $2 AND flight = $3',
    NULL,
    NULL,
    4
);

--: Statement 3 on the data set flights
INSERT INTO migration_flights.legacy_statement (data_set, number, statement, answer, because, times)
VALUES (
    'flights',
    3,
    'SELECT carrier, flight, dest FROM flights WHERE origin = $1 AND time_hour >= $2 AND time_hour < $3',
    NULL,
    NULL,
    4
);

--: Statement 4 on the data set flights
INSERT INTO migration_flights.legacy_statement (data_set, number, statement, answer, because, times)
VALUES (
    'flights',
    4,
    'SELECT time_hour, carrier, flight FROM flights WHERE tailnum = $1',
    NULL,
    NULL,
    4
);

--: Statement 5 on the data set flights
INSERT INTO migration_flights.legacy_statement (data_set, number, statement, answer, because, times)
VALUES (
    'flights',
    5,
    'SELECT f.flight, a.name FROM flights AS f JOIN airlines AS a ON a.carrier = f.carrier WHERE f.time_hour = $1',
    NULL,
    NULL,
    4
);

--: Statement 6 on the data set flights
INSERT INTO migration_flights.legacy_statement (data_set, number, statement, answer, because, times)
VALUES (
    'flights',
    6,
    'SELECT temp, wind_speed FROM weather WHERE origin = $1 AND time_hour = $2',
    NULL,
    NULL,
    4
);

--: Define the words by which a statement asks for what a view cannot do; NULL when there are none
CREATE OR REPLACE FUNCTION migration_flights.asks_too_much(statement text, legacy text, target text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT min(rule.word)
    FROM (
        SELECT
            '("?' || split_part(legacy, '.', 1) || '"?\.)?"?' || split_part(legacy, '.', 2)
            || '"?(?![\w$])' AS table_name
    ) AS named
    CROSS JOIN LATERAL (
        VALUES
            ('COPY', '\mcopy\s+' || table_name),
            ('TRUNCATE', '\mtruncate\s+(table\s+)?(only\s+)?([^;()]*,\s*)?' || table_name),
            ('LOCK', '\mlock\s+(table\s+)?(only\s+)?([^;()]*,\s*)?' || table_name),
            ('VACUUM', '\m(vacuum|analyze|cluster|reindex)\M[^;]*' || table_name),
            ('REFERENCES', '\mreferences\s+' || table_name),
            ('ON CONFLICT', '\minsert\s+into\s+' || table_name || '.*\mon\s+conflict\s+on\s+constraint\M'),
            ('pg_get_serial_sequence', '\mpg_get_serial_sequence\s*\(\s*(''[^'']*\m' || split_part(legacy, '.', 2) || '\M|\$\d)')
    ) AS rule (word, pattern)
    WHERE statement ~* rule.pattern
    UNION ALL
    SELECT 'ON CONFLICT'
    FROM pg_class AS c
    WHERE
        c.oid = to_regclass(target)
        AND c.relkind = 'p'
        AND statement ~* (
            '\minsert\s+into\s+("?' || split_part(legacy, '.', 1) || '"?\.)?"?' || split_part(legacy, '.', 2)
            || '"?(?![\w$]).*\mon\s+conflict\s*\('
        )
    ORDER BY 1
    LIMIT 1;
END;

--: Define a statement as it will reach the views: their names wait in another schema
CREATE OR REPLACE FUNCTION migration_flights.over_the_views(statement text)
RETURNS text
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $over_the_views$
DECLARE
    said text := statement;
    renamed record;
BEGIN
    FOR renamed IN
        SELECT n.legacy, n.waiting
        FROM migration_flights.legacy_name AS n
        WHERE to_regclass(n.waiting) IS NOT NULL
    LOOP
        said := regexp_replace(
            said, '\m' || replace(renamed.legacy, '.', '\.') || '(?![\w$])', renamed.waiting, 'g'
        );
    END LOOP;
    RETURN said;
END
$over_the_views$;

--: Define the statements of a text, each without a semicolon
CREATE OR REPLACE FUNCTION migration_flights.each_statement(said text)
RETURNS SETOF text
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- Those in quotes and comments are blanked, and at every one that is left the text is cut: what
    -- this takes for a quote may leave a statement without sense, but never two in one.
    SELECT cut.statement
    FROM (
        SELECT
            string_agg(CASE part[1] WHEN ';' THEN ';' ELSE replace(part[1], ';', ' ') END, '' ORDER BY place)
        FROM regexp_matches(
            said,
            $parts$('[^']*'|"[^"]*"|--[^\n]*|/\*(?:[^*]|\*(?!/))*\*/|\$(\w*)\$[^$]*\$\2\$|[^;'"$/-]+|.)$parts$,
            'g'
        ) WITH ORDINALITY AS parts (part, place)
    ) AS blanked (said)
    CROSS JOIN LATERAL regexp_split_to_table(blanked.said, ';') AS cut (statement)
    WHERE cut.statement ~ '\S';
END;

--: Define the statement of a text that must be one
CREATE OR REPLACE FUNCTION migration_flights.one_statement(said text)
RETURNS text
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $one_statement$
DECLARE
    found text[] := ARRAY(SELECT migration_flights.each_statement(said));
BEGIN
    IF cardinality(found) <> 1 THEN
        RAISE EXCEPTION 'this is not one statement: %', left(said, 200)
        USING
            ERRCODE = 'MG185',
            HINT = 'List each in `statements` of the legacy system by itself.';
    END IF;
    RETURN found[1];
END
$one_statement$;

--: Define how a statement is prepared in a search path; nothing of it is run
CREATE OR REPLACE FUNCTION migration_flights.prepare(statement text, path text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $prepare$
BEGIN
    PERFORM set_config('search_path', path, true);
    -- A look that was cancelled, or failed, leaves its own.
    IF EXISTS (
        SELECT FROM pg_catalog.pg_prepared_statements AS p WHERE p.name = 'changeover_read'
    ) THEN
        DEALLOCATE changeover_read;
    END IF;
    -- EXECUTE runs all statements of its text, and PREPARE is about the first of them alone.
    EXECUTE 'PREPARE changeover_read AS ' || migration_flights.one_statement(statement);
END
$prepare$;

--: Define why Postgres does not read a statement; nothing of it is planned or run
CREATE OR REPLACE FUNCTION migration_flights.unreadable(statement text, path text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $unreadable$
BEGIN
    PERFORM migration_flights.prepare(statement, path);
    DEALLOCATE changeover_read;
    RETURN NULL;
EXCEPTION
    WHEN OTHERS THEN
        RETURN SQLERRM;
END
$unreadable$;

--: Define what everybody says to the tables of a data set: the specs, the statistics, jobs, routines
CREATE OR REPLACE FUNCTION migration_flights.statements_said(data_set text)
RETURNS TABLE (source text, statement text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET row_security = on
AS $statements_said$
DECLARE
    -- Without the right to look into its schema, even the question for its name is an error.
    jobs regclass := (
        SELECT c.oid
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE (n.nspname, c.relname) = ('cron', 'job') AND has_schema_privilege(n.oid, 'USAGE')
    );
    said_by text := (
        SELECT e.extnamespace::regnamespace::text || '.pg_stat_statements'
        FROM pg_extension AS e
        WHERE e.extname = 'pg_stat_statements'
    );
    names text := (
        SELECT '\m(' || string_agg(split_part(n.legacy, '.', 2), '|') || ')(?![\w$])'
        FROM migration_flights.legacy_name AS n
        WHERE n.data_set = statements_said.data_set
    );
BEGIN
    RETURN QUERY
    SELECT 'the spec', s.statement
    FROM migration_flights.legacy_statement AS s
    WHERE s.data_set = statements_said.data_set;
    -- What is not text of the migration itself.
    RETURN QUERY
    SELECT 'the routine ' || p.oid::regprocedure, p.prosrc
    FROM pg_proc AS p
    INNER JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE
        p.prosrc ~* names
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND pg_get_userbyid(p.proowner) NOT IN ('migration_owner', 'migration_sync');
    IF said_by IS NOT NULL THEN
        RETURN QUERY EXECUTE format(
            $statistics$
            SELECT 'pg_stat_statements', min(s.query)
            FROM %s AS s
            INNER JOIN pg_database AS d ON d.oid = s.dbid AND d.datname = current_database()
            WHERE
                (s.query ~* $1 OR s.query ~* 'pg_get_serial_sequence')
                -- Neither what the migration says itself, nor definitions of long ago.
                AND s.query !~* '\m(migration\.|zz_changeover|changeover_)|^\s*(create|alter|drop|comment)\M'
            GROUP BY s.queryid
            $statistics$,
            said_by
        ) USING names;
    END IF;
    IF jobs IS NOT NULL THEN
        RETURN QUERY EXECUTE format(
            $jobs$
            SELECT 'the job ' || coalesce(j.jobname::text, j.jobid::text), j.command
            FROM %s AS j
            WHERE j.command ~* $1 AND j.database = current_database()
            $jobs$,
            jobs
        ) USING names;
    END IF;
END
$statements_said$;

--: Define which statements do not work over a view, and by which words
CREATE OR REPLACE FUNCTION migration_flights.statement_problems(data_set text)
RETURNS TABLE (source text, statement text, legacy text, word text)
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s.source, s.statement, n.legacy, coalesce(asked.word, refused.word)
    FROM migration_flights.statements_said(statement_problems.data_set) AS s
    INNER JOIN migration_flights.legacy_name AS n
        ON n.data_set = statement_problems.data_set
    CROSS JOIN LATERAL (
        VALUES (migration_flights.asks_too_much(s.statement, n.legacy, n.target))
    ) AS asked (word)
    LEFT JOIN LATERAL (
        -- Postgres itself is asked: what it reads over the table, it must read over the view.
        SELECT CASE
            WHEN migration.owner_of('flights', statement_problems.data_set) = 'new'
                THEN migration_flights.unreadable(one.statement, 'nyc')
            WHEN migration_flights.unreadable(one.statement, 'nyc') IS NULL
                THEN migration_flights.unreadable(
                    migration_flights.over_the_views(one.statement), 'migration_flights, nyc'
                )
        END
        FROM migration_flights.each_statement(s.statement) AS one (statement)
        WHERE
            asked.word IS NULL
            AND s.source NOT LIKE 'the routine %'
            AND one.statement ~* ('\m' || split_part(n.legacy, '.', 2) || '(?![\w$])')
    ) AS refused (word) ON true
    WHERE asked.word IS NOT NULL OR refused.word IS NOT NULL;
END;

--: Define the gate: each statement that does not work over a view has an answer
CREATE OR REPLACE FUNCTION migration_flights.statements_gate(data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $statements_gate$
BEGIN
    IF migration.owner_of('flights', statements_gate.data_set) = 'new' THEN
        RETURN QUERY SELECT true, 'switched: the statements meet the views already';
        RETURN;
    END IF;
    RETURN QUERY
    WITH problems AS (
        SELECT p.source, p.statement, p.legacy, p.word, s.answer
        FROM migration_flights.statement_problems(statements_gate.data_set) AS p
        LEFT JOIN migration_flights.legacy_statement AS s
            ON p.source = 'the spec'
            AND (s.data_set, s.statement) = (statements_gate.data_set, p.statement)
    ),
    open AS (
        SELECT DISTINCT p.source, p.statement, p.legacy, p.word
        FROM problems AS p
        WHERE NOT EXISTS (
            -- An answer holds for everything that asks the same of the same table.
            SELECT
            FROM problems AS known
            WHERE (known.legacy, known.word) = (p.legacy, p.word) AND known.answer IS NOT NULL
        )
    )
    SELECT
        count(*) = 0,
        coalesce(
            string_agg(
                format('%s: %s (%s): %s', o.legacy, o.word, o.source, left(o.statement, 120)),
                E'\n' ORDER BY o.legacy, o.word, o.source, o.statement
            ),
            'every known statement works over a view, or has an answer'
        )
    FROM open AS o;
END
$statements_gate$;

--: Define the plan of a statement for any parameters; nothing of it is run
CREATE OR REPLACE FUNCTION migration_flights.plan_of(statement text, path text, sequential text)
RETURNS jsonb
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = 'force_generic_plan'
AS $plan_of$
DECLARE
    parameters integer;
    made jsonb;
BEGIN
    PERFORM
        set_config('search_path', path, true),
        set_config('enable_seqscan', sequential, true);
    PERFORM migration_flights.prepare(statement, path);
    SELECT cardinality(p.parameter_types) INTO parameters
    FROM pg_catalog.pg_prepared_statements AS p
    WHERE p.name = 'changeover_read';
    EXECUTE
        'EXPLAIN (FORMAT JSON) EXECUTE changeover_read'
        || CASE
            WHEN parameters > 0
                THEN '(' || array_to_string(array_fill('NULL'::text, ARRAY[parameters]), ', ') || ')'
            ELSE ''
        END
    INTO made;
    DEALLOCATE changeover_read;
    RETURN made;
END
$plan_of$;

--: Define what a plan costs; of the partitions that it leaves out when it runs, one stands for all
CREATE OR REPLACE FUNCTION migration_flights.cost_of(plan jsonb)
RETURNS numeric
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- A LIMIT costs less than what it reads from, so a share of the whole is the least.
    SELECT
        round(coalesce(
            greatest(t.cost - sum(a.cost * (1 - a.share)), t.cost * min(a.share)),
            t.cost
        ), 2)
    FROM (VALUES ((plan #>> '{0,Plan,Total Cost}')::numeric)) AS t (cost)
    LEFT JOIN (
        SELECT
            (node ->> 'Total Cost')::numeric,
            greatest(opened.kept, 1) / (opened.kept + (node ->> 'Subplans Removed')::numeric)
        FROM jsonb_path_query(plan, 'strict $.** ? (@."Subplans Removed" > 0)') AS node
        CROSS JOIN LATERAL (
            SELECT coalesce(jsonb_array_length(node -> 'Plans'), 0)::numeric
        ) AS opened (kept)
    ) AS a (cost, share) ON true
    GROUP BY t.cost;
END;

--: Define whether a plan passes through the whole of one of these tables
CREATE OR REPLACE FUNCTION migration_flights.passes(plan jsonb, relations text[])
RETURNS boolean
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT
        FROM jsonb_path_query(plan, '$.** ? (exists (@."Relation Name"))') AS node
        WHERE
            node ->> 'Relation Name' = ANY(relations)
            AND node ->> 'Node Type' LIKE '%Scan'
            -- That a column is not NULL chooses no rows.
            AND regexp_replace(
                coalesce(node ->> 'Index Cond', node ->> 'Recheck Cond', ''),
                '\S+ IS NOT NULL|\mAND\M|[() ]',
                '',
                'g'
            ) = ''
    );
END;

--: Define the tables that own the rows of a data set, each with its partitions
CREATE OR REPLACE FUNCTION migration_flights.owning(data_set text)
RETURNS TABLE (relation regclass)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT n.target::regclass
    FROM migration_flights.legacy_name AS n
    WHERE n.data_set = owning.data_set
    UNION
    SELECT t.relid
    FROM migration_flights.legacy_name AS n
    CROSS JOIN LATERAL pg_partition_tree(n.target::regclass) AS t
    WHERE n.data_set = owning.data_set;
END;

--: Define how many bytes the owner has of each legacy table that a statement names
CREATE OR REPLACE FUNCTION migration_flights.sizes_of(statement text)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- Of a table without a page Postgres expects ten.
    SELECT coalesce(jsonb_object_agg(n.legacy, greatest(own.size + parts.size, 10 * 8192)), '{}')
    FROM migration_flights.legacy_name AS n
    CROSS JOIN LATERAL pg_relation_size(n.target::regclass) AS own (size)
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(pg_relation_size(t.relid)), 0)
        FROM pg_partition_tree(n.target::regclass) AS t
    ) AS parts (size)
    WHERE statement ~* ('\m' || split_part(n.legacy, '.', 2) || '(?![\w$])');
END;

--: Define how the plans of all statements are measured as long as legacy owns the data set
CREATE OR REPLACE FUNCTION migration_flights.measure_statements(data_set text)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $measure_statements$
DECLARE
    measured bigint;
BEGIN
    PERFORM migration.refuse_switched('flights', measure_statements.data_set);
    DELETE FROM migration_flights.statement_baseline AS b
    WHERE b.data_set = measure_statements.data_set;
    INSERT INTO migration_flights.statement_baseline (data_set, statement, cost, passes, sizes)
    SELECT
        s.data_set,
        s.statement,
        migration_flights.cost_of(migration_flights.plan_of(s.statement, 'nyc', 'on')),
        -- Which of several tables is passed through depends on how they are joined, not on an index.
        migration_flights.passes(
            forced.plan,
            ARRAY(SELECT split_part(n.legacy, '.', 2) FROM migration_flights.legacy_name AS n)
        )
        OR (
            SELECT count(DISTINCT node) > 1
            FROM jsonb_path_query(forced.plan, '$.**."Relation Name"') AS node
        ),
        migration_flights.sizes_of(s.statement)
    FROM migration_flights.legacy_statement AS s
    CROSS JOIN LATERAL (
        VALUES (migration_flights.plan_of(s.statement, 'nyc', 'off'))
    ) AS forced (plan)
    WHERE s.data_set = measure_statements.data_set AND s.answer IS NULL;
    GET DIAGNOSTICS measured = ROW_COUNT;
    RETURN measured;
END
$measure_statements$;

--: Define the gate: no statement loses its index, or costs much more than before
CREATE OR REPLACE FUNCTION migration_flights.access_paths_gate(data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $access_paths_gate$
DECLARE
    owner text := migration.owner_of('flights', access_paths_gate.data_set);
BEGIN
    RETURN QUERY
    WITH owners (relations) AS (
        SELECT array_agg(c.relname::text)
        FROM migration_flights.owning(access_paths_gate.data_set) AS o
        INNER JOIN pg_class AS c ON c.oid = o.relation
    ),
    refused AS MATERIALIZED (
        SELECT p.statement, p.legacy, p.word, s.answer
        FROM migration_flights.statement_problems(access_paths_gate.data_set) AS p
        INNER JOIN migration_flights.legacy_statement AS s
            ON (s.data_set, s.statement) = (access_paths_gate.data_set, p.statement)
        WHERE p.source = 'the spec'
    ),
    asked AS (
        SELECT
            s.statement,
            s.times,
            CASE owner
                WHEN 'new' THEN s.statement
                ELSE migration_flights.over_the_views(s.statement)
            END AS asked,
            CASE owner
                WHEN 'new' THEN 'nyc'
                ELSE 'migration_flights, nyc'
            END AS path
        FROM migration_flights.legacy_statement AS s
        WHERE
            s.data_set = access_paths_gate.data_set
            AND s.answer IS NULL
            -- What does not work over a view at all has no plan; it is named apart.
            AND s.statement NOT IN (SELECT r.statement FROM refused AS r)
    ),
    planned AS (
        SELECT
            a.statement,
            a.times,
            b.cost AS cost_before,
            b.passes AS passed_before,
            -- After the switch the rows go on growing, and a plan may cost more by as much as that of
            -- its tables which has grown most.
            CASE owner
                WHEN 'new' THEN (
                    SELECT greatest(max(now.size::numeric / before.size::numeric), 1)
                    FROM jsonb_each_text(migration_flights.sizes_of(a.statement)) AS now (legacy, size)
                    INNER JOIN jsonb_each_text(b.sizes) AS before (legacy, size)
                        ON before.legacy = now.legacy
                )
                ELSE 1
            END AS growth,
            -- What was never measured may have no plan at all.
            CASE
                WHEN b.cost IS NOT NULL
                    THEN migration_flights.cost_of(migration_flights.plan_of(a.asked, a.path, 'on'))
            END AS cost,
            CASE
                WHEN b.cost IS NOT NULL
                    THEN migration_flights.passes(migration_flights.plan_of(a.asked, a.path, 'off'), o.relations)
            END AS passes
        FROM asked AS a
        CROSS JOIN owners AS o
        LEFT JOIN migration_flights.statement_baseline AS b
            ON (b.data_set, b.statement) = (access_paths_gate.data_set, a.statement)
    ),
    problems (problem) AS (
        SELECT
            CASE
                WHEN p.cost_before IS NULL THEN 'was never measured: '
                WHEN p.passes AND NOT p.passed_before THEN 'has no index any more: '
                ELSE format(
                    'costs %s, more than %s times %s: ',
                    p.cost,
                    p.times,
                    round(p.cost_before * p.growth, 2)
                )
            END || left(p.statement, 200)
        FROM planned AS p
        WHERE
            p.cost_before IS NULL
            OR (p.passes AND NOT p.passed_before)
            -- What is as cheap as this is fast, whatever it was before.
            OR (p.cost > p.times * p.cost_before * p.growth AND p.cost > 1000)
        UNION ALL
        -- Before the switch another gate names these.
        SELECT DISTINCT 'does not work any more: ' || left(r.statement, 200)
        FROM refused AS r
        WHERE
            owner = 'new'
            AND r.answer IS NULL
            AND NOT EXISTS (
                SELECT
                FROM refused AS known
                WHERE (known.legacy, known.word) = (r.legacy, r.word) AND known.answer IS NOT NULL
            )
    )
    SELECT
        count(*) = 0,
        coalesce(
            string_agg(p.problem, E'\n' ORDER BY p.problem),
            'every statement of the spec keeps its access path'
        )
    FROM problems AS p;
END
$access_paths_gate$;

--: What was found when somebody last looked
CREATE TABLE IF NOT EXISTS migration_flights.preflight_result (
    data_set text NOT NULL,
    gate text NOT NULL,
    epoch bigint NOT NULL,
    passed boolean NOT NULL,
    detail text NOT NULL,
    looked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    looked_by text NOT NULL DEFAULT session_user,
    CONSTRAINT preflight_result_pkey PRIMARY KEY (data_set, gate)
);

--: Say in the catalog what it is
COMMENT ON TABLE migration_flights.preflight_result IS
    'What the legacy database holds against a switch or its end, as it was last seen; the gates read it.';

--: Define how somebody looks, with his own rights, and leaves what was found for the gates
CREATE OR REPLACE FUNCTION migration_flights.preflight(data_set text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $preflight$
BEGIN
    INSERT INTO migration_flights.preflight_result (data_set, gate, epoch, passed, detail)
    SELECT d.name, said.gate, d.epoch, said.passed, coalesce(said.detail, '')
    FROM migration.data_set AS d
    CROSS JOIN LATERAL (
        SELECT 'dependants', g.passed, g.detail
        FROM migration_flights.dependants_gate(d.name) AS g
        UNION ALL
        SELECT 'statements', g.passed, g.detail
        FROM migration_flights.statements_gate(d.name) AS g
        UNION ALL
        SELECT 'access_paths', g.passed, g.detail
        FROM migration_flights.access_paths_gate(d.name) AS g
    ) AS said (gate, passed, detail)
    WHERE (d.migration, d.name) = ('flights', preflight.data_set)
    -- Somebody else may be looking as well; who is later is right.
    ON CONFLICT ON CONSTRAINT preflight_result_pkey DO UPDATE
    SET epoch = excluded.epoch,
        passed = excluded.passed,
        detail = excluded.detail,
        looked_at = clock_timestamp(),
        looked_by = session_user;
END
$preflight$;

--: Define the gate: what depends on the legacy tables is answered in the specs
CREATE OR REPLACE FUNCTION migration_flights.dependants_seen(data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $seen$
    SELECT
        coalesce(r.passed AND recent.so, false),
        CASE
            WHEN r.gate IS NULL THEN 'Nobody has looked: SELECT migration_flights.preflight(''…'')'
            WHEN r.passed AND NOT recent.so
                THEN format('Somebody looked %s, not within 15 minutes.', r.looked_at)
            ELSE r.detail
        END
    FROM (VALUES ('dependants')) AS given (name)
    LEFT JOIN (
        migration_flights.preflight_result AS r
        -- What was seen before the owner changed says nothing about now.
        INNER JOIN migration.data_set AS d
            ON (d.migration, d.name, d.epoch) = ('flights', r.data_set, r.epoch)
    ) ON (r.data_set, r.gate) = ($1, given.name)
    CROSS JOIN LATERAL (
        SELECT
            r.looked_at BETWEEN clock_timestamp() - '15 minutes'::interval AND clock_timestamp()
    ) AS recent (so)
$seen$;

--: Define the gate: legacy statements work over a view, or are answered in the specs
CREATE OR REPLACE FUNCTION migration_flights.statements_seen(data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $seen$
    SELECT
        coalesce(r.passed AND recent.so, false),
        CASE
            WHEN r.gate IS NULL THEN 'Nobody has looked: SELECT migration_flights.preflight(''…'')'
            WHEN r.passed AND NOT recent.so
                THEN format('Somebody looked %s, not within 15 minutes.', r.looked_at)
            ELSE r.detail
        END
    FROM (VALUES ('statements')) AS given (name)
    LEFT JOIN (
        migration_flights.preflight_result AS r
        -- What was seen before the owner changed says nothing about now.
        INNER JOIN migration.data_set AS d
            ON (d.migration, d.name, d.epoch) = ('flights', r.data_set, r.epoch)
    ) ON (r.data_set, r.gate) = ($1, given.name)
    CROSS JOIN LATERAL (
        SELECT
            r.looked_at BETWEEN clock_timestamp() - '15 minutes'::interval AND clock_timestamp()
    ) AS recent (so)
$seen$;

--: Define the gate: legacy statements are about as fast over the views as before
CREATE OR REPLACE FUNCTION migration_flights.access_paths_seen(data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $seen$
    SELECT
        coalesce(r.passed AND recent.so, false),
        CASE
            WHEN r.gate IS NULL THEN 'Nobody has looked: SELECT migration_flights.preflight(''…'')'
            WHEN r.passed AND NOT recent.so
                THEN format('Somebody looked %s, not within 15 minutes.', r.looked_at)
            ELSE r.detail
        END
    FROM (VALUES ('access_paths')) AS given (name)
    LEFT JOIN (
        migration_flights.preflight_result AS r
        -- What was seen before the owner changed says nothing about now.
        INNER JOIN migration.data_set AS d
            ON (d.migration, d.name, d.epoch) = ('flights', r.data_set, r.epoch)
    ) ON (r.data_set, r.gate) = ($1, given.name)
    CROSS JOIN LATERAL (
        SELECT
            r.looked_at BETWEEN clock_timestamp() - '15 minutes'::interval AND clock_timestamp()
    ) AS recent (so)
$seen$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.asks_too_much(text, text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.asks_too_much(text, text, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.asks_too_much(text, text, text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.over_the_views(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.over_the_views(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.over_the_views(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.each_statement(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.each_statement(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.each_statement(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.one_statement(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.one_statement(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.one_statement(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.prepare(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.prepare(text, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.prepare(text, text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.unreadable(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.unreadable(text, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.unreadable(text, text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.statements_said(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.statements_said(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.statements_said(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.statement_problems(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.statement_problems(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.statement_problems(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.statements_gate(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.statements_gate(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.statements_gate(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.plan_of(text, text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.plan_of(text, text, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.plan_of(text, text, text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.cost_of(jsonb) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.cost_of(jsonb) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.cost_of(jsonb) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.passes(jsonb, text[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.passes(jsonb, text[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.passes(jsonb, text[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.owning(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.owning(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.owning(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.sizes_of(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.sizes_of(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.sizes_of(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.measure_statements(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.measure_statements(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.measure_statements(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.access_paths_gate(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.access_paths_gate(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.access_paths_gate(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.preflight(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.preflight(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.preflight(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.dependants_seen(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.dependants_seen(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.dependants_seen(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.statements_seen(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.statements_seen(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.statements_seen(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.access_paths_seen(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.access_paths_seen(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.access_paths_seen(text) TO migration_runner;

--: It is part of what the migration owns
ALTER TABLE migration_flights.legacy_statement OWNER TO migration_owner;

--: The runner reads it, and notes new figures
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_flights.legacy_statement TO migration_runner;

--: It is part of what the migration owns
ALTER TABLE migration_flights.statement_baseline OWNER TO migration_owner;

--: The runner reads it, and notes new figures
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_flights.statement_baseline TO migration_runner;

--: It is part of what the migration owns
ALTER TABLE migration_flights.preflight_result OWNER TO migration_owner;

--: The runner reads it, and notes new figures
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_flights.preflight_result TO migration_runner;

--: Measure the statements on flights, unless they meet views already
SELECT migration_flights.measure_statements('flights')
WHERE migration.owner_of('flights', 'flights') = 'legacy';

COMMIT;
