-- Which side answers each endpoint, and every change of that
-- Generated from specs/ai-management/edges/nginx.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 46_edge_side_shared.rollback.sql

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
SET LOCAL ROLE migration_owner;

--: Let no other migration change the control schema at the same time, and use no names of others.
DO $one_at_a_time$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
END
$one_at_a_time$;

--: Create the list of all turns of endpoints, from one side to the other.
CREATE TABLE IF NOT EXISTS migration.endpoint_turn (
    turn bigint GENERATED ALWAYS AS IDENTITY,
    migration text NOT NULL,
    endpoint text NOT NULL,
    side text NOT NULL,
    because text NOT NULL,
    turned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    turned_by text NOT NULL DEFAULT session_user,
    CONSTRAINT endpoint_turn_pkey PRIMARY KEY (turn),
    CONSTRAINT endpoint_turn_latest_key UNIQUE (migration, endpoint, turn),
    CONSTRAINT endpoint_turn_side_check CHECK (side IN ('legacy', 'new')),
    CONSTRAINT endpoint_turn_because_check CHECK (trim(because) <> '')
);

--: Define what nobody may do with a turn, whatever his role: make it in another's name, or undo it.
CREATE OR REPLACE FUNCTION migration.keep_turn()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $keep_turn$
BEGIN
    IF tg_op = 'INSERT' AND new.turned_by = session_user THEN
        RETURN new;
    END IF;
    RAISE EXCEPTION '% of migration.endpoint_turn is refused: a turn is made once, by whoever '
        'turns', tg_op
    USING
        ERRCODE = 'MG217',
        HINT = 'Turn the endpoint again: SELECT migration.turn_endpoint(…).';
END
$keep_turn$;

--: Refuse it, also in replication.
DO $kept$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_trigger AS t
        WHERE t.tgrelid = 'migration.endpoint_turn'::regclass AND t.tgname = 'kept_by_row'
    ) THEN
        CREATE TRIGGER kept_by_row
            BEFORE INSERT OR UPDATE OR DELETE ON migration.endpoint_turn
            FOR EACH ROW EXECUTE FUNCTION migration.keep_turn();
        CREATE TRIGGER kept_by_statement
            BEFORE TRUNCATE ON migration.endpoint_turn
            FOR EACH STATEMENT EXECUTE FUNCTION migration.keep_turn();
        ALTER TABLE migration.endpoint_turn ENABLE ALWAYS TRIGGER kept_by_row;
        ALTER TABLE migration.endpoint_turn ENABLE ALWAYS TRIGGER kept_by_statement;
    END IF;
END
$kept$;

--: Show the side that answers each endpoint; what was never turned is answered by legacy.
CREATE OR REPLACE VIEW migration.endpoint_side AS
SELECT
    e.migration,
    e.endpoint,
    e.data_set,
    coalesce(last.side, 'legacy') AS side,
    e.deprecation,
    e.sunset,
    last.turned_at,
    last.turned_by,
    last.because
FROM migration.endpoint AS e
LEFT JOIN LATERAL (
    SELECT t.side, t.turned_at, t.turned_by, t.because
    FROM migration.endpoint_turn AS t
    WHERE (t.migration, t.endpoint) = (e.migration, e.endpoint)
    ORDER BY t.turn DESC
    LIMIT 1
) AS last ON true;

--: Define the text of the map that nginx reads: which side answers what, sorted by name.
CREATE OR REPLACE FUNCTION migration.traffic_map(migration text)
RETURNS text
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $traffic_map$
    SELECT coalesce(
        string_agg(
            format(E'%s %s;\n', s.endpoint, s.side), '' ORDER BY s.endpoint COLLATE "C"
        ),
        ''
    )
    FROM migration.endpoint_side AS s
    WHERE s.migration = traffic_map.migration
$traffic_map$;

--: Give nobody rights by default, whatever the database's defaults are.
REVOKE ALL ON migration.endpoint_turn, migration.endpoint_side FROM PUBLIC;

--: The same for the functions.
REVOKE ALL
    ON FUNCTION migration.keep_turn(), migration.traffic_map(text)
    FROM PUBLIC;

--: Let those who run, approve and audit see it.
GRANT SELECT
    ON migration.endpoint_turn, migration.endpoint_side
    TO migration_runner, migration_approver, migration_auditor;

--: The same for the map.
GRANT EXECUTE
    ON FUNCTION migration.traffic_map(text)
    TO migration_runner, migration_approver, migration_auditor;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.endpoint_turn', 'Every turn of an endpoint to a side; append-only.'),
        ('COLUMN migration.endpoint_turn.turn', 'Number of the turn.'),
        ('COLUMN migration.endpoint_turn.migration', 'Name of the migration.'),
        ('COLUMN migration.endpoint_turn.endpoint', 'Name of the endpoint or page.'),
        ('COLUMN migration.endpoint_turn.side', 'The side that answers from then on.'),
        ('COLUMN migration.endpoint_turn.because', 'Why.'),
        ('COLUMN migration.endpoint_turn.turned_at', 'When.'),
        ('COLUMN migration.endpoint_turn.turned_by', 'The login that turned it.'),
        ('VIEW migration.endpoint_side', 'The side that answers each endpoint.'),
        ('FUNCTION migration.keep_turn()', 'Trigger that keeps turns as they were made.'),
        ('FUNCTION migration.traffic_map(text)', 'The text of the map that nginx reads.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
