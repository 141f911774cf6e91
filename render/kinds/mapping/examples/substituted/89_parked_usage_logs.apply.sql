-- Mapping usage_logs to ai_usage_logs: rows that legacy cannot hold are kept.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 89_parked_usage_logs.rollback.sql

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

--: Values that legacy sees otherwise, while it owns the data set: they come back with the next switch
CREATE TABLE IF NOT EXISTS migration_ai_management.usage_logs_substituted (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    legacy_key jsonb NOT NULL,
    target_column text NOT NULL,
    kept jsonb NOT NULL,
    seen jsonb NOT NULL,
    substituted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_usage_logs_usage_logs_substituted_pkey PRIMARY KEY (entry)
);

--: What the table is for
COMMENT ON TABLE migration_ai_management.usage_logs_substituted IS
    'Values of ai_usage_logs that usage_logs cannot hold, with what it sees instead; the next switch brings them back.';

--: Everything that legacy does not see, or sees otherwise: in its table, or kept from it
CREATE OR REPLACE VIEW migration_ai_management.usage_logs_outside_legacy WITH (security_invoker = true) AS
SELECT 'ai_management.ai_usage_logs' AS relation, c.name AS target_column, to_jsonb(t) AS row, false AS kept
FROM ai_management.ai_usage_logs AS t
CROSS JOIN unnest(t._substituted) AS c (name)
WHERE t._substituted IS NOT NULL AND t._legacy_id IS NOT NULL
UNION ALL
SELECT 'ai_management.ai_usage_logs', s.target_column, s.legacy_key, true
FROM migration_ai_management.usage_logs_substituted AS s;

--: Set it aside, because the legacy table owns the data set again; how much it is
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_park()
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
    SELECT count(*) INTO aside FROM migration_ai_management.usage_logs_outside_legacy AS o WHERE NOT o.kept;
    INSERT INTO migration_ai_management.usage_logs_substituted (legacy_key, target_column, kept, seen)
    SELECT jsonb_build_object('id', t._legacy_id), 'feature_id', to_jsonb(t.feature_id), jsonb_build_array(t._service_name)
    FROM ai_management.ai_usage_logs AS t
    WHERE 'feature_id' = ANY (t._substituted) AND t._substituted IS NOT NULL AND t._legacy_id IS NOT NULL;
    UPDATE ai_management.ai_usage_logs AS t
    SET feature_id = (
        SELECT (COALESCE(
            (
                SELECT known.id
                FROM ai_management.ai_features AS known
                WHERE known.slug = CASE l.service_name
                    WHEN 'chatbot_service' THEN 'chatbot'
                    ELSE l.service_name
                END
            ),
            (
                SELECT known.id
                FROM ai_management.ai_features AS known
                WHERE known.slug = 'unassigned'
            )
        ))::uuid
        FROM (
            SELECT
                t._legacy_id AS id,
                t._service_name AS service_name,
                t.cost_usd AS cost,
                t._success AS success,
                t._trace AS trace,
                t.created_at AS created_at
        ) AS l
    )
    WHERE 'feature_id' = ANY (t._substituted) AND t._substituted IS NOT NULL AND t._legacy_id IS NOT NULL;
    INSERT INTO migration_ai_management.usage_logs_substituted (legacy_key, target_column, kept, seen)
    SELECT jsonb_build_object('id', t._legacy_id), 'status', to_jsonb(t.status), jsonb_build_array(t._success)
    FROM ai_management.ai_usage_logs AS t
    WHERE 'status' = ANY (t._substituted) AND t._substituted IS NOT NULL AND t._legacy_id IS NOT NULL;
    UPDATE ai_management.ai_usage_logs AS t
    SET status = (
        SELECT (CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END)::text
        FROM (
            SELECT
                t._legacy_id AS id,
                t._service_name AS service_name,
                t.cost_usd AS cost,
                t._success AS success,
                t._trace AS trace,
                t.created_at AS created_at
        ) AS l
    )
    WHERE 'status' = ANY (t._substituted) AND t._substituted IS NOT NULL AND t._legacy_id IS NOT NULL;
    UPDATE ai_management.ai_usage_logs AS t SET _substituted = NULL WHERE t._substituted IS NOT NULL AND t._legacy_id IS NOT NULL;
    RETURN aside;
END
$park$;

--: Bring it back; how much has no place any more, and stays
CREATE OR REPLACE FUNCTION migration_ai_management.usage_logs_unpark()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $unpark$
#variable_conflict use_column
DECLARE
    stays bigint := 0;
BEGIN
    -- What legacy has written since is newer, and is not touched.
    UPDATE ai_management.ai_usage_logs AS t
    SET
        feature_id = (s.kept #>> '{}')::uuid,
        _substituted = array_append(t._substituted, 'feature_id'::text)
    FROM migration_ai_management.usage_logs_substituted AS s
    WHERE
        s.target_column = 'feature_id'
        AND (t.id) = (migration.uuid_from_bigint(22647388881213766, (s.legacy_key ->> 'id')::bigint))
        AND s.seen = jsonb_build_array(t._service_name);
    -- What legacy has written since is newer, and is not touched.
    UPDATE ai_management.ai_usage_logs AS t
    SET
        status = (s.kept #>> '{}')::text,
        _substituted = array_append(t._substituted, 'status'::text)
    FROM migration_ai_management.usage_logs_substituted AS s
    WHERE
        s.target_column = 'status'
        AND (t.id) = (migration.uuid_from_bigint(22647388881213766, (s.legacy_key ->> 'id')::bigint))
        AND s.seen = jsonb_build_array(t._success);
    DELETE FROM migration_ai_management.usage_logs_substituted;
    RETURN stays;
END
$unpark$;

--: The table belongs to the role that owns everything here
ALTER TABLE migration_ai_management.usage_logs_substituted OWNER TO migration_owner;

--: The runner keeps rows there and brings them back
GRANT SELECT, INSERT, DELETE ON migration_ai_management.usage_logs_substituted TO migration_runner;

--: The gate counts what is there
GRANT SELECT ON migration_ai_management.usage_logs_substituted TO migration_sync;

--: The list belongs to the role without a login
ALTER VIEW migration_ai_management.usage_logs_outside_legacy OWNER TO migration_owner;

--: The runner counts what is there, and so does the gate
GRANT SELECT ON migration_ai_management.usage_logs_outside_legacy TO migration_runner, migration_sync;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.usage_logs_park() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_park() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.usage_logs_park() TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.usage_logs_unpark() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.usage_logs_unpark() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.usage_logs_unpark() TO migration_runner;

COMMIT;
