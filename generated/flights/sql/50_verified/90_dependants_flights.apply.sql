-- What depends on the legacy tables, and what becomes of it
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 90_dependants_flights.rollback.sql

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

--: The answers of the specs: what becomes of everything else that depends on a legacy table
CREATE TABLE IF NOT EXISTS migration_flights.dependant_answer (
    legacy text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    answer text NOT NULL,
    because text NOT NULL,
    CONSTRAINT dependant_answer_pkey PRIMARY KEY (legacy, kind, name),
    CONSTRAINT dependant_answer_answer_check CHECK (answer IN ('kept', 'moved', 'dropped'))
);

--: Say in the catalog what it is
COMMENT ON TABLE migration_flights.dependant_answer IS
    'What becomes of an object that depends on a legacy table: kept, moved or dropped.';

--: Answers that a spec does not give any more are forgotten
DELETE FROM migration_flights.dependant_answer;

--: The legacy tables of each data set, with the view that waits for the name, and the owner
CREATE OR REPLACE VIEW migration_flights.legacy_name AS
SELECT
    names.data_set,
    names.legacy,
    names.waiting,
    names.target
FROM (
    VALUES
        ('flights', 'nyc.planes', 'migration_flights.planes', 'flights.aircraft'),
        ('flights', 'nyc.airlines', 'migration_flights.airlines', 'flights.airline'),
        ('flights', 'nyc.airports', 'migration_flights.airports', 'flights.airport'),
        ('flights', 'nyc.flights', 'migration_flights.flights', 'flights.flight'),
        ('flights', 'nyc.weather', 'migration_flights.weather', 'flights.weather_observation')
) AS names (data_set, legacy, waiting, target);

--: Define what depends on the tables of a data set, and why it could not stay with a retired one
CREATE OR REPLACE FUNCTION migration_flights.dependants(data_set text)
RETURNS TABLE (legacy text, kind text, name text, cannot_stay text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- Of the jobs of pg_cron those are shown that may be seen; the gate says when others may be there.
SET row_security = on
AS $dependants$
DECLARE
    -- Without the right to look into its schema, even the question for its name is an error.
    jobs regclass := (
        SELECT c.oid
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE (n.nspname, c.relname) = ('cron', 'job') AND has_schema_privilege(n.oid, 'USAGE')
    );
BEGIN
    RETURN QUERY
    WITH tables AS (
        SELECT n.legacy, c.oid, c.reltype
        FROM migration_flights.legacy_name AS n
        INNER JOIN pg_class AS c ON c.oid = to_regclass(n.legacy)
        WHERE n.data_set = dependants.data_set
    ),
    paths (legacy, columns) AS (
        -- Each of these has an index of the owner that begins with the same columns.
        VALUES
            ('nyc.planes', ARRAY['tailnum']),
            ('nyc.airlines', ARRAY['carrier']),
            ('nyc.airports', ARRAY['faa']),
            ('nyc.flights', ARRAY['time_hour', 'carrier', 'flight']),
            ('nyc.flights', ARRAY['origin', 'time_hour']),
            ('nyc.flights', ARRAY['tailnum']),
            ('nyc.weather', ARRAY['origin', 'time_hour'])
    ),
    depending AS (
        SELECT DISTINCT t.legacy, t.oid, d.classid, d.objid
        FROM tables AS t
        INNER JOIN pg_depend AS d
            ON (d.refclassid, d.refobjid) IN (
                ('pg_class'::regclass, t.oid), ('pg_type'::regclass, t.reltype)
            )
    ),
    found (legacy, kind, name, owner, cannot_stay) AS (
        -- Views and rules are rules to the catalog; a view's belongs to the view itself.
        SELECT
            t.legacy,
            CASE
                WHEN r.rulename <> '_RETURN' THEN 'rule'
                WHEN c.relkind = 'm' THEN 'materialized_view'
                ELSE 'view'
            END,
            CASE
                WHEN r.rulename <> '_RETURN' THEN format('%I on %s', r.rulename, c.oid::regclass)
                ELSE c.oid::regclass::text
            END,
            c.relowner,
            CASE
                WHEN r.rulename <> '_RETURN' THEN 'a rule would rewrite what keeps the table current'
            END
        FROM depending AS t
        INNER JOIN pg_rewrite AS r ON t.classid = 'pg_rewrite'::regclass AND r.oid = t.objid
        INNER JOIN pg_class AS c ON c.oid = r.ev_class
        UNION ALL
        SELECT t.legacy, 'function', p.oid::regprocedure::text, p.proowner, NULL
        FROM depending AS t
        INNER JOIN pg_proc AS p ON t.classid = 'pg_proc'::regclass AND p.oid = t.objid
        UNION ALL
        SELECT
            t.legacy,
            'policy',
            format('%I on %s', p.polname, p.polrelid::regclass),
            NULL,
            NULL
        FROM depending AS t
        INNER JOIN pg_policy AS p ON t.classid = 'pg_policy'::regclass AND p.oid = t.objid
        UNION ALL
        SELECT t.legacy, 'statistics', format('%I.%I', n.nspname, s.stxname), NULL, NULL
        FROM depending AS t
        INNER JOIN pg_statistic_ext AS s
            ON t.classid = 'pg_statistic_ext'::regclass AND s.oid = t.objid
        INNER JOIN pg_namespace AS n ON n.oid = s.stxnamespace
        UNION ALL
        -- A BEFORE trigger is told of a row that the owner has already.
        SELECT
            t.legacy,
            'trigger',
            g.tgname,
            NULL,
            CASE
                WHEN g.tgtype & 2 > 0 THEN 'a BEFORE trigger would change the retired row alone'
            END
        FROM tables AS t
        INNER JOIN pg_trigger AS g ON g.tgrelid = t.oid
        WHERE NOT g.tgisinternal AND NOT starts_with(g.tgname, 'zz_changeover_')
        UNION ALL
        SELECT
            t.legacy,
            'foreign_key',
            format('%I on %s', k.conname, k.conrelid::regclass),
            NULL,
            CASE
                WHEN k.conrelid = t.oid AND (k.confdeltype IN ('c', 'n', 'd') OR k.confupdtype IN ('c', 'n', 'd'))
                    THEN 'its action would change the retired row alone'
            END
        FROM tables AS t
        INNER JOIN pg_constraint AS k ON k.contype = 'f' AND t.oid IN (k.conrelid, k.confrelid)
        WHERE k.conparentid = 0
        UNION ALL
        SELECT
            t.legacy,
            'inheritance',
            other.relation::regclass::text,
            NULL,
            'the owner has no parents and no children'
        FROM tables AS t
        INNER JOIN pg_inherits AS i ON t.oid IN (i.inhrelid, i.inhparent)
        INNER JOIN pg_class AS child ON child.oid = i.inhrelid AND NOT child.relispartition
        CROSS JOIN LATERAL (
            VALUES (CASE t.oid WHEN i.inhrelid THEN i.inhparent ELSE i.inhrelid END)
        ) AS other (relation)
        UNION ALL
        -- An index of which the contract says nothing, or that a list of columns does not describe.
        SELECT t.legacy, 'index', format('%s', i.indexrelid::regclass), NULL, NULL
        FROM tables AS t
        INNER JOIN pg_index AS i ON i.indrelid = t.oid
        INNER JOIN pg_class AS c ON c.oid = i.indexrelid
        INNER JOIN pg_am AS m ON m.oid = c.relam
        WHERE NOT EXISTS (
            SELECT
            FROM paths AS p
            WHERE
                p.legacy = t.legacy
                AND m.amname = 'btree'
                AND i.indpred IS NULL
                AND i.indexprs IS NULL
                AND i.indnatts = i.indnkeyatts
                -- One that is read backwards as a whole is the same index.
                AND (0 = ALL(i.indoption::int2[]) OR 3 = ALL(i.indoption::int2[]))
                AND p.columns[1:i.indnkeyatts] = ARRAY(
                    SELECT a.attname::text
                    FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
                    INNER JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.attnum
                    ORDER BY k.place
                )
                AND (NOT i.indisunique OR cardinality(p.columns) = i.indnkeyatts)
        )
        UNION ALL
        -- Who reads a view needs the right to all columns that it reads, of the owner as well.
        SELECT DISTINCT t.legacy, 'column_grant', format('%s on %s', g.role, t.oid::regclass), NULL::oid, NULL
        FROM tables AS t
        CROSS JOIN migration.rights_of(t.oid) AS g
        WHERE g.partly
        UNION ALL
        SELECT t.legacy, 'publication', p.pubname, NULL, NULL
        FROM tables AS t
        INNER JOIN pg_class AS c ON c.oid = t.oid
        INNER JOIN pg_publication_tables AS p
            ON (p.schemaname, p.tablename) = (c.relnamespace::regnamespace::text, c.relname)
    )
    SELECT f.legacy, f.kind, f.name::text, f.cannot_stay
    FROM found AS f
    WHERE
        f.owner IS NULL
        OR pg_get_userbyid(f.owner) NOT IN ('migration_owner', 'migration_sync');
    -- A job of pg_cron depends on nothing; its text names the table.
    IF jobs IS NOT NULL THEN
        RETURN QUERY EXECUTE format(
            $jobs$
            SELECT n.legacy, 'cron_job', coalesce(j.jobname::text, j.jobid::text), 'its text finds the view'
            FROM %s AS j
            INNER JOIN migration_flights.legacy_name AS n
                ON j.command ~* ('\m' || split_part(n.legacy, '.', 2) || '\M')
            WHERE n.data_set = $1 AND j.database = current_database()
            $jobs$,
            jobs
        ) USING dependants.data_set;
    END IF;
END
$dependants$;

--: Define how what goes with a name is made again, as it is now and by the names it reads
CREATE OR REPLACE FUNCTION migration_flights.moved_dependants(data_set text)
RETURNS text[]
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(array_agg(made.statement ORDER BY made.oid), '{}')
    FROM (
        SELECT
            c.oid,
            format(
                'CREATE OR REPLACE VIEW %s%s AS %s',
                c.oid::regclass,
                ' WITH (' || array_to_string(c.reloptions, ', ') || ')',
                pg_get_viewdef(c.oid)
            ) AS statement
        FROM migration_flights.dependant_answer AS a
        INNER JOIN migration_flights.legacy_name AS n ON n.legacy = a.legacy
        INNER JOIN pg_class AS c ON c.oid = to_regclass(a.name) AND c.relkind = 'v'
        WHERE (n.data_set, a.kind, a.answer) = (moved_dependants.data_set, 'view', 'moved')
        UNION
        SELECT
            p.oid,
            pg_get_functiondef(p.oid)
        FROM migration_flights.dependant_answer AS a
        INNER JOIN migration_flights.legacy_name AS n ON n.legacy = a.legacy
        INNER JOIN pg_proc AS p ON p.oid = to_regprocedure(a.name)
        WHERE (n.data_set, a.kind, a.answer) = (moved_dependants.data_set, 'function', 'moved')
    ) AS made;
END;

--: Define why a view could not be made again over the view that will have the legacy name
CREATE OR REPLACE FUNCTION migration_flights.cannot_move(kind text, name text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $cannot_move$
DECLARE
    definition text;
    renamed record;
BEGIN
    IF cannot_move.kind <> 'view' THEN
        RETURN NULL;
    END IF;
    IF NOT (
        SELECT pg_has_role(c.relowner, 'USAGE') FROM pg_class AS c WHERE c.oid = to_regclass(name)
    ) THEN
        RETURN format('%s may not replace it', current_user);
    END IF;
    definition := pg_get_viewdef(name::regclass);
    FOR renamed IN
        SELECT n.legacy, n.waiting
        FROM migration_flights.legacy_name AS n
        WHERE to_regclass(n.waiting) IS NOT NULL
    LOOP
        definition := regexp_replace(
            definition, '\m' || replace(renamed.legacy, '.', '\.') || '\M', renamed.waiting, 'g'
        );
    END LOOP;
    -- Read and understood, but not planned: nothing of it is run.
    EXECUTE 'PREPARE changeover_moved AS ' || definition;
    DEALLOCATE changeover_moved;
    RETURN NULL;
EXCEPTION
    WHEN OTHERS THEN
        RETURN SQLERRM;
END
$cannot_move$;

--: Define the gate: every dependant of a data set has an answer that can be carried out
CREATE OR REPLACE FUNCTION migration_flights.dependants_gate(data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $dependants_gate$
BEGIN
    IF migration.owner_of('flights', dependants_gate.data_set) = 'new' THEN
        RETURN QUERY SELECT true, 'switched: the legacy names are views already';
        RETURN;
    END IF;
    RETURN QUERY
    WITH problems (problem) AS (
        SELECT format('%s: %s %s %s', d.legacy, replace(d.kind, '_', ' '), d.name, why.problem)
        FROM migration_flights.dependants(dependants_gate.data_set) AS d
        LEFT JOIN migration_flights.dependant_answer AS a
            ON (a.legacy, a.kind, a.name) = (d.legacy, d.kind, d.name)
        CROSS JOIN LATERAL (
            VALUES (
                CASE a.answer
                    WHEN 'kept' THEN 'cannot be kept: ' || d.cannot_stay
                    WHEN 'moved' THEN 'cannot be moved: ' || migration_flights.cannot_move(d.kind, d.name)
                    WHEN 'dropped' THEN 'is to be dropped, and is still there'
                    ELSE 'has no answer'
                END
            )
        ) AS why (problem)
        WHERE why.problem IS NOT NULL
        UNION ALL
        SELECT format('%s: row security is on, and %s has none', n.legacy, n.target)
        FROM migration_flights.legacy_name AS n
        INNER JOIN pg_class AS l ON l.oid = to_regclass(n.legacy)
        INNER JOIN pg_class AS t ON t.oid = to_regclass(n.target)
        WHERE n.data_set = dependants_gate.data_set AND l.relrowsecurity AND NOT t.relrowsecurity
        UNION ALL
        SELECT
            format(
                'jobs of pg_cron: %s may not see those of others; '
                'run this as a role that passes row security, and has USAGE on the schema cron',
                current_user
            )
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE
            (n.nspname, c.relname) = ('cron', 'job')
            AND (NOT has_schema_privilege(n.oid, 'USAGE') OR row_security_active(c.oid))
    )
    SELECT
        count(*) = 0,
        coalesce(
            string_agg(p.problem, E'\n' ORDER BY p.problem),
            'everything that depends on the legacy tables has an answer'
        )
    FROM problems AS p;
END
$dependants_gate$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.dependants(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.dependants(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.dependants(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.moved_dependants(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.moved_dependants(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.moved_dependants(text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.cannot_move(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.cannot_move(text, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.cannot_move(text, text) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_flights.dependants_gate(text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.dependants_gate(text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.dependants_gate(text) TO migration_runner;

--: It is part of what the migration owns
ALTER TABLE migration_flights.dependant_answer OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_flights.dependant_answer TO migration_runner;

--: It is part of what the migration owns
ALTER TABLE migration_flights.legacy_name OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_flights.legacy_name TO migration_runner;

COMMIT;
