-- Mapping evaluations to ai_evaluations: rows that legacy cannot hold are kept.
-- Generated from specs/ai-management/mappings/evaluations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 89_parked_evaluations.rollback.sql

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

--: Rows that legacy cannot hold, while it owns the data set: they come back with the next switch
CREATE TABLE IF NOT EXISTS migration_ai_management.evaluations_parked (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    relation text NOT NULL,
    kept jsonb NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_evaluations_evaluations_parked_pkey PRIMARY KEY (entry)
);

--: What the table is for
COMMENT ON TABLE migration_ai_management.evaluations_parked IS
    'Rows of the new tables that evaluations cannot hold; a reverse keeps them here, the next switch brings them back.';

--: Everything that legacy does not see, or sees otherwise: in its table, or kept from it
CREATE OR REPLACE VIEW migration_ai_management.evaluations_outside_legacy WITH (security_invoker = true) AS
SELECT 'ai_management.ai_evaluations' AS relation, NULL AS target_column, to_jsonb(t) AS row, false AS kept
FROM ai_management.ai_evaluations AS t
WHERE t._parked
UNION ALL
SELECT 'ai_management.ai_evaluation_scores', NULL, to_jsonb(p), false
FROM ai_management.ai_evaluation_scores AS p
WHERE p._migrated_at IS NULL
UNION ALL
SELECT k.relation, NULL, k.kept, true
FROM migration_ai_management.evaluations_parked AS k;

--: Define the gate of a reverse: no row goes out of sight of both applications unless somebody else agrees
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_parked_gate(data_set text)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $parked_gate$
    SELECT
        outside.parked = 0 OR said.passed,
        CASE outside.parked
            WHEN 0 THEN 'No row is parked.'
            ELSE format('%s rows are parked; approvals: %s', outside.parked, said.detail)
        END
    FROM (
        SELECT count(*) AS parked
        FROM migration_ai_management.evaluations_outside_legacy AS o
        WHERE NOT o.kept AND o.target_column IS NULL
    ) AS outside
    CROSS JOIN migration.reverse_is_approved('ai-management', data_set) AS said
$parked_gate$;

--: Set it aside, because the legacy table owns the data set again; how much it is
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_park()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $park$
#variable_conflict use_column
DECLARE
    aside bigint;
BEGIN
    SELECT count(*) INTO aside FROM migration_ai_management.evaluations_outside_legacy AS o WHERE NOT o.kept;
    INSERT INTO migration_ai_management.evaluations_parked (relation, kept)
    SELECT o.relation, o.row
    FROM migration_ai_management.evaluations_outside_legacy AS o
    WHERE NOT o.kept AND o.target_column IS NULL;
    DELETE FROM ai_management.ai_evaluation_scores AS p WHERE p._migrated_at IS NULL;
    DELETE FROM ai_management.ai_evaluations AS t WHERE t._parked;
    RETURN aside;
END
$park$;

--: Bring it back; how much has no place any more, and stays
CREATE OR REPLACE FUNCTION migration_ai_management.evaluations_unpark()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $unpark$
#variable_conflict use_column
DECLARE
    stays bigint := 0;
    one record;
BEGIN
    FOR one IN
        SELECT k.entry, k.relation, k.kept
        FROM migration_ai_management.evaluations_parked AS k
        ORDER BY k.relation <> 'ai_management.ai_evaluations', k.entry
    LOOP
        -- Where the anchor's row has no place, those of its parts do not belong to whoever took it.
        IF EXISTS (
            SELECT
            FROM migration_ai_management.evaluations_parked AS k
            WHERE
                k.relation = 'ai_management.ai_evaluations'
                AND k.kept -> 'id' = CASE one.relation
                    WHEN 'ai_management.ai_evaluation_scores' THEN one.kept -> 'evaluation_id'
                END
        ) THEN
            stays := stays + 1;
            CONTINUE;
        END IF;
        BEGIN
            PERFORM set_config('changeover.in_step', concat_ws(' ', t.id), true)
            FROM jsonb_populate_record(NULL::ai_management.ai_evaluations, one.kept) AS t
            WHERE one.relation = 'ai_management.ai_evaluations';
            EXECUTE format(
                'INSERT INTO %1$s SELECT (jsonb_populate_record(NULL::%1$s, $1)).*', one.relation
            ) USING one.kept;
            DELETE FROM migration_ai_management.evaluations_parked AS k WHERE k.entry = one.entry;
        EXCEPTION
            WHEN integrity_constraint_violation THEN
                stays := stays + 1;
        END;
    END LOOP;
    RETURN stays;
END
$unpark$;

--: The table belongs to the role that owns everything here
ALTER TABLE migration_ai_management.evaluations_parked OWNER TO migration_owner;

--: The runner keeps rows there and brings them back
GRANT SELECT, INSERT, DELETE ON migration_ai_management.evaluations_parked TO migration_runner;

--: The gate counts what is there
GRANT SELECT ON migration_ai_management.evaluations_parked TO migration_sync;

--: The list belongs to the role without a login
ALTER VIEW migration_ai_management.evaluations_outside_legacy OWNER TO migration_owner;

--: The runner counts what is there, and so does the gate
GRANT SELECT ON migration_ai_management.evaluations_outside_legacy TO migration_runner, migration_sync;

--: The gate sees the rows by the rights of the sync role, which has no login
ALTER FUNCTION migration_ai_management.evaluations_parked_gate(text) OWNER TO migration_sync;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_parked_gate(text) FROM PUBLIC;

--: Whoever asks gates may
GRANT EXECUTE ON FUNCTION migration_ai_management.evaluations_parked_gate(text) TO migration_owner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.evaluations_park() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_park() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.evaluations_park() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.evaluations_unpark() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.evaluations_unpark() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.evaluations_unpark() TO migration_runner;

COMMIT;
