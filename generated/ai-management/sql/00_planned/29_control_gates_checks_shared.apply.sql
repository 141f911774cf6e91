-- Asking gates, and demanding that they are open
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 29_control_gates_checks_shared.rollback.sql

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

--: Work as the owner of the control schema, one migration at a time, without names of others.
DO $work_as_owner$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    PERFORM pg_catalog.set_config('role', 'migration_owner', true);
END
$work_as_owner$;

--: Define how one gate is asked; whatever goes wrong in it keeps it closed.
CREATE OR REPLACE FUNCTION migration.ask_gate(migration text, data_set text, routine text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $ask_gate$
DECLARE
    -- What knows one migration is asked for the data set, what is shared for both.
    shared regprocedure := to_regprocedure(routine || '(text, text)');
    asked regprocedure := coalesce(shared, to_regprocedure(routine || '(text)'));
    known record;
BEGIN
    SELECT f.proname AS name, n.nspname AS schema, pg_get_userbyid(f.proowner) AS owner
    INTO known
    FROM pg_proc AS f
    INNER JOIN pg_namespace AS n ON n.oid = f.pronamespace
    WHERE f.oid = asked;
    IF NOT FOUND THEN
        RETURN QUERY SELECT false, format('%s is not there yet', routine);
        RETURN;
    END IF;
    IF known.owner NOT IN ('migration_owner', 'migration_sync') THEN
        RETURN QUERY SELECT false, format('%s belongs to %s, who may not say so', routine, known.owner);
        RETURN;
    END IF;
    IF shared IS NULL THEN
        EXECUTE format('SELECT s.* FROM %I.%I($1) AS s', known.schema, known.name)
        INTO passed, detail USING ask_gate.data_set;
    ELSE
        EXECUTE format('SELECT s.* FROM %I.%I($1, $2) AS s', known.schema, known.name)
        INTO passed, detail USING ask_gate.migration, ask_gate.data_set;
    END IF;
    RETURN QUERY SELECT coalesce(passed, false), coalesce(detail, '');
EXCEPTION
    WHEN lock_not_available OR deadlock_detected THEN
        RAISE;
    WHEN OTHERS THEN
        RETURN QUERY SELECT false, format('%s failed: %s [%s]', routine, sqlerrm, sqlstate);
END
$ask_gate$;

--: Define what the gates of a command say now; nothing is stored.
CREATE OR REPLACE FUNCTION migration.look_at_gates(migration text, data_set text, command text)
RETURNS TABLE (
    gate text,
    passed boolean,
    detail text,
    demands text,
    hint text,
    sqlstate text
)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $look_at_gates$
BEGIN
    PERFORM migration.owner_of(look_at_gates.migration, look_at_gates.data_set);
    RETURN QUERY
    SELECT
        g.gate,
        CASE WHEN g.routine IS NOT NULL THEN said.passed END,
        CASE WHEN g.routine IS NULL THEN 'not required' ELSE said.detail END,
        g.demands,
        g.hint,
        g.sqlstate
    FROM migration.gate AS g
    LEFT JOIN LATERAL migration.ask_gate(g.migration, g.data_set, g.routine) AS said
        ON g.routine IS NOT NULL
    WHERE (g.migration, g.data_set, g.command)
        = (look_at_gates.migration, look_at_gates.data_set, look_at_gates.command)
    ORDER BY g.rank, g.gate;
END
$look_at_gates$;

--: Define how they are asked and what they say is kept, whatever becomes of the command.
CREATE OR REPLACE FUNCTION migration.check_gates(migration text, data_set text, command text)
RETURNS SETOF migration.gate_result
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $check_gates$
BEGIN
    RETURN QUERY
    INSERT INTO migration.gate_result (
        migration, data_set, command, gate, passed, detail, epoch, plan_hash, environment
    )
    SELECT
        d.migration, d.name, check_gates.command, said.gate, said.passed, said.detail, d.epoch,
        m.plan_hash, e.environment
    FROM migration.look_at_gates(
        check_gates.migration, check_gates.data_set, check_gates.command
    ) AS said
    CROSS JOIN migration.data_set AS d
    INNER JOIN migration.migration AS m ON m.name = d.migration
    INNER JOIN migration.environment AS e ON e.migration = d.migration
    WHERE (d.migration, d.name) = (check_gates.migration, check_gates.data_set)
    RETURNING *;
END
$check_gates$;

--: Define the refusal while a gate is closed: of those asked again, of the others, or (NULL) of all.
CREATE OR REPLACE FUNCTION migration.refuse_closed(
    migration text,
    data_set text,
    command text,
    again boolean
)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $refuse_closed$
DECLARE
    said record;
BEGIN
    PERFORM migration.owner_of(refuse_closed.migration, refuse_closed.data_set);
    FOR said IN
        SELECT g.gate, g.sqlstate, g.hint, a.passed, a.detail
        FROM migration.gate AS g
        CROSS JOIN LATERAL migration.ask_gate(g.migration, g.data_set, g.routine) AS a
        WHERE (g.migration, g.data_set, g.command)
                = (refuse_closed.migration, refuse_closed.data_set, refuse_closed.command)
            AND g.routine IS NOT NULL
            AND g.again = coalesce(refuse_closed.again, g.again)
        ORDER BY g.rank, g.gate
    LOOP
        IF NOT said.passed THEN
            RAISE EXCEPTION '% of % is refused by the gate %',
                refuse_closed.command, refuse_closed.data_set, said.gate
            USING ERRCODE = said.sqlstate, DETAIL = said.detail, HINT = said.hint;
        END IF;
    END LOOP;
END
$refuse_closed$;

--: Define the refusal of a command whose gates were not checked lately, with what they said kept.
CREATE OR REPLACE FUNCTION migration.refuse_unchecked(migration text, data_set text, command text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $refuse_unchecked$
DECLARE
    unchecked text;
BEGIN
    SELECT string_agg(g.gate, ', ' ORDER BY g.rank, g.gate) INTO unchecked
    FROM migration.gate AS g
    INNER JOIN migration.data_set AS d ON (d.migration, d.name) = (g.migration, g.data_set)
    INNER JOIN migration.migration AS m ON m.name = g.migration
    INNER JOIN migration.environment AS e ON e.migration = g.migration
    WHERE (g.migration, g.data_set, g.command)
            = (refuse_unchecked.migration, refuse_unchecked.data_set, refuse_unchecked.command)
        AND g.routine IS NOT NULL
        AND NOT EXISTS (
            SELECT
            FROM migration.gate_result AS r
            WHERE (r.migration, r.data_set, r.command, r.gate)
                    = (g.migration, g.data_set, g.command, g.gate)
                AND r.passed
                AND (r.epoch, r.plan_hash, r.environment) = (d.epoch, m.plan_hash, e.environment)
                AND r.checked_at BETWEEN clock_timestamp() - '15 minutes'::interval
                    AND clock_timestamp()
        );
    IF unchecked IS NOT NULL THEN
        RAISE EXCEPTION 'the gates of % of % were not checked within 15 minutes',
            refuse_unchecked.command, refuse_unchecked.data_set
        USING
            ERRCODE = 'MG140',
            DETAIL = format('Not checked: %s.', unchecked),
            HINT = format('First run: SELECT * FROM migration.check_gates(%L, %L, %L)',
                refuse_unchecked.migration, refuse_unchecked.data_set, refuse_unchecked.command);
    END IF;
END
$refuse_unchecked$;

--: Define the refusal of a command while one of its gates is closed, or was not checked lately.
CREATE OR REPLACE FUNCTION migration.demand_gates(migration text, data_set text, command text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $demand_gates$
BEGIN
    PERFORM migration.refuse_closed(
        demand_gates.migration, demand_gates.data_set, demand_gates.command, NULL
    );
    PERFORM migration.refuse_unchecked(
        demand_gates.migration, demand_gates.data_set, demand_gates.command
    );
END
$demand_gates$;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('ask_gate(text, text, text)', 'What one gate says; closed when it fails.'),
        ('look_at_gates(text, text, text)', 'What the gates of a command say, without storing it.'),
        ('check_gates(text, text, text)', 'Ask the gates of a command and keep what they say.'),
        ('refuse_closed(text, text, text, boolean)', 'Fail while a gate is closed.'),
        ('refuse_unchecked(text, text, text)', 'Fail when a gate was not checked lately.'),
        ('demand_gates(text, text, text)', 'Fail while a gate is closed or was not checked lately.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
