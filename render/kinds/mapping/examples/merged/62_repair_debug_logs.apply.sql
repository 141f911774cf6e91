-- Mapping debug_logs to ai_debug_events: rows are repaired from their owner.
-- Generated from specs/ai-management/mappings/debug_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 62_repair_debug_logs.rollback.sql

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

--: Wait for a TRUNCATE to end; what this asks for is in nobody's way
SET lock_timeout = '30s';

--: The keys that the last comparison names, whichever of the tables it was about
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_named()
RETURNS SETOF jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $named$
    WITH told AS (
        SELECT v.mapping, d.rung, d.legacy_key
        FROM migration.validation AS v
        JOIN migration.difference AS d ON d.run = v.run
        WHERE v.migration = 'ai-management' AND v.status = 'differences' AND d.legacy_key IS NOT NULL
    )
    SELECT told.legacy_key
    FROM told
    WHERE told.mapping = 'debug_logs'
    UNION
    SELECT r.legacy_key
    FROM migration.drift AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'debug_logs');
$named$;

--: What the side that does not own them holds of the rows of one legacy key
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_held(key_id bigint)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $held$
    SELECT jsonb_build_object(
        'ai_debug_events',
        (
            SELECT jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t))
            FROM ai_management.ai_debug_events AS t
            WHERE (t._debug_logs_id) = (key_id)
        )
    );
$held$;

--: Before the switch: make the target's rows of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_repair_target(key_id bigint, OUT was jsonb, OUT became jsonb)
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
AS $repair_target$
BEGIN
    -- Held until the end: what is written is what its owner says until then.
    PERFORM FROM public.debug_logs AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    was := migration_ai_management.debug_logs_held(key_id);
    -- A row under this key that is not where the key leads to was never made by the mapping.
    DELETE FROM ai_management.ai_debug_events AS t
    WHERE (t._debug_logs_id) = (key_id) AND (t.id) IS DISTINCT FROM (migration.uuid_from_bigint(45574278069724554, key_id));
    PERFORM migration_ai_management.debug_logs_bring(key_id, 'replay');
    became := migration_ai_management.debug_logs_held(key_id);
END
$repair_target$;

--: After the switch: make the retired row of one legacy key what the owner's row says now
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_repair_retired(key_id bigint, OUT was jsonb, OUT became jsonb)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $repair_retired$
#variable_conflict use_column
BEGIN
    -- In the order of the owner's own trigger: the owner's row first, then the retired one.
    PERFORM FROM ai_management.ai_debug_events AS t
    WHERE (t._debug_logs_id) = (key_id)
    FOR SHARE OF t;
    SELECT to_jsonb(l) INTO was
    FROM public.debug_logs_retired AS l
    WHERE (l.id) = (key_id)
    FOR UPDATE OF l;
    DELETE FROM public.debug_logs_retired AS l
    WHERE
        (l.id) = (key_id)
        AND NOT EXISTS (SELECT FROM ai_management.ai_debug_events AS t WHERE (t._debug_logs_id) = (key_id));
    INSERT INTO public.debug_logs_retired AS l (id, model_name, message, created_at)
    OVERRIDING SYSTEM VALUE
    SELECT
        t._debug_logs_id,
        t._debug_logs_model_name,
        t.message,
        t.created_at
    FROM ai_management.ai_debug_events AS t
    WHERE (t._debug_logs_id) = (key_id)
    ON CONFLICT (id) DO UPDATE SET
        model_name = excluded.model_name,
        message = excluded.message,
        created_at = excluded.created_at
    WHERE (
        l.model_name,
        l.message,
        l.created_at
    ) IS DISTINCT FROM (
        excluded.model_name,
        excluded.message,
        excluded.created_at
    );
    SELECT to_jsonb(l) INTO became
    FROM public.debug_logs_retired AS l
    WHERE (l.id) = (key_id);
END
$repair_retired$;

--: Repair the rows of these keys from their owner; each that changed is logged and returned
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_repair(keys jsonb[])
RETURNS TABLE (legacy_key jsonb, was jsonb, became jsonb)
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET lock_timeout = '30ms'
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $repair$
#variable_conflict use_column
DECLARE
    owner text := migration.owner_of('ai-management', 'settings');
    one jsonb;
BEGIN
    FOR one IN SELECT DISTINCT named.key FROM unnest(keys) AS named (key) ORDER BY named.key LOOP
        legacy_key := one;
        IF owner = 'legacy' THEN
            SELECT r.was, r.became INTO was, became
            FROM migration_ai_management.debug_logs_repair_target((legacy_key ->> 'id')::bigint) AS r;
        ELSE
            SELECT r.was, r.became INTO was, became
            FROM migration_ai_management.debug_logs_repair_retired((legacy_key ->> 'id')::bigint) AS r;
        END IF;
        DELETE FROM migration.drift AS d
        WHERE (d.migration, d.mapping, d.legacy_key) = ('ai-management', 'debug_logs', one);
        IF was IS DISTINCT FROM became THEN
            PERFORM migration.log_repair(
                'ai-management', 'debug_logs', one, owner, was, became
            );
            RETURN NEXT;
        END IF;
    END LOOP;
END
$repair$;

--: Repair one batch in a transaction of its own; -1 when the application was there first
CREATE OR REPLACE FUNCTION migration_ai_management.debug_logs_repair_batch(keys jsonb[])
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $repair_batch$
DECLARE
    repaired jsonb;
BEGIN
    SELECT coalesce(jsonb_agg(r.legacy_key), '[]') INTO repaired
    FROM migration_ai_management.debug_logs_repair(keys) AS r;
    IF repaired <> '[]' THEN
        PERFORM migration.record_event(
            'ai-management', 'reconciled', 'debug_logs', jsonb_build_object('keys', repaired)
        );
    END IF;
    RETURN jsonb_array_length(repaired);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$repair_batch$;

--: Repair everything that is named, a few keys per transaction; the application goes first
CREATE OR REPLACE PROCEDURE migration_ai_management.debug_logs_repair_named()
LANGUAGE plpgsql
AS $repair_named$
DECLARE
    keys jsonb[] := ARRAY(SELECT n.legacy_key FROM migration_ai_management.debug_logs_named() AS n (legacy_key) ORDER BY n.legacy_key);
    batch jsonb[];
    attempts integer := 0;
BEGIN
    IF pg_catalog.cardinality(keys) = 0 AND NOT EXISTS (
        SELECT FROM migration.validation AS v
        WHERE
            v.migration = 'ai-management' AND v.mapping = ANY(ARRAY['debug_logs'])
            AND v.status = 'differences'
    ) THEN
        RETURN;
    END IF;
    LOOP
        batch := keys[1:100];
        IF migration.throttle('ai-management') IS NULL AND migration_ai_management.debug_logs_repair_batch(batch) >= 0 THEN
            keys := keys[101:];
            attempts := 0;
            COMMIT;
            EXIT WHEN pg_catalog.cardinality(keys) = 0;
        ELSE
            attempts := attempts + 1;
            IF attempts > 200 THEN
                RAISE EXCEPTION '% keys of debug_logs stayed busy', pg_catalog.cardinality(keys) USING
                    ERRCODE = 'MG160',
                    HINT = 'Look for long transactions in pg_stat_activity, then run the same again.';
            END IF;
            COMMIT;
            PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
        END IF;
    END LOOP;
    -- What was compared before says nothing about the rows now.
    PERFORM migration.void_validation('ai-management', ARRAY['debug_logs']);
    COMMIT;
END
$repair_named$;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.debug_logs_named() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_named() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.debug_logs_named() TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.debug_logs_held(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_held(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.debug_logs_held(bigint) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.debug_logs_repair_target(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_repair_target(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.debug_logs_repair_target(bigint) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.debug_logs_repair_retired(bigint) OWNER TO migration_sync;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_repair_retired(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.debug_logs_repair_retired(bigint) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.debug_logs_repair(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_repair(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.debug_logs_repair(jsonb[]) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.debug_logs_repair_batch(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.debug_logs_repair_batch(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.debug_logs_repair_batch(jsonb[]) TO migration_runner;

--: It belongs to a role without a login
ALTER PROCEDURE migration_ai_management.debug_logs_repair_named() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.debug_logs_repair_named() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.debug_logs_repair_named() TO migration_runner;

COMMIT;
