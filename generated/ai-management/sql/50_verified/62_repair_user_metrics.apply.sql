-- Mapping user_metrics to ai_user_metrics: rows are repaired from their owner.
-- Generated from specs/ai-management/mappings/user_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 62_repair_user_metrics.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_named()
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
    WHERE told.mapping = 'user_metrics'
    UNION
    SELECT r.legacy_key
    FROM migration.drift AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'user_metrics');
$named$;

--: What the side that does not own them holds of the rows of one legacy key
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_held(key_user_id uuid, key_metric_date date)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $held$
    SELECT jsonb_build_object(
        'ai_user_metrics',
        (
            SELECT jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t))
            FROM ai_management.ai_user_metrics AS t
            WHERE (t.user_id, t.day) = (key_user_id, key_metric_date)
        )
    );
$held$;

--: Before the switch: make the target's rows of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_repair_target(key_user_id uuid, key_metric_date date, OUT was jsonb, OUT became jsonb)
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
AS $repair_target$
BEGIN
    -- Held until the end: what is written is what its owner says until then.
    PERFORM FROM public.user_metrics AS l
    WHERE (l.user_id, l.metric_date) = (key_user_id, key_metric_date)
    FOR SHARE OF l;
    was := migration_ai_management.user_metrics_held(key_user_id, key_metric_date);
    PERFORM migration_ai_management.user_metrics_bring(key_user_id, key_metric_date, 'replay');
    became := migration_ai_management.user_metrics_held(key_user_id, key_metric_date);
END
$repair_target$;

--: After the switch: make the retired row of one legacy key what the owner's row says now
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_repair_retired(key_user_id uuid, key_metric_date date, OUT was jsonb, OUT became jsonb)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $repair_retired$
#variable_conflict use_column
BEGIN
    -- In the order of the owner's own trigger: the owner's row first, then the retired one.
    PERFORM FROM ai_management.ai_user_metrics AS t
    WHERE (t.user_id, t.day) = (key_user_id, key_metric_date)
    FOR SHARE OF t;
    SELECT to_jsonb(l) INTO was
    FROM public.user_metrics_retired AS l
    WHERE (l.user_id, l.metric_date) = (key_user_id, key_metric_date)
    FOR UPDATE OF l;
    DELETE FROM public.user_metrics_retired AS l
    WHERE
        (l.user_id, l.metric_date) = (key_user_id, key_metric_date)
        AND NOT EXISTS (SELECT FROM ai_management.ai_user_metrics AS t WHERE (t.user_id, t.day) = (key_user_id, key_metric_date));
    INSERT INTO public.user_metrics_retired AS l (user_id, metric_date, top_service, requests, tokens, cost, active_minutes, average_rating, engagement_score, last_seen, updated_at)
    OVERRIDING SYSTEM VALUE
    SELECT
        t.user_id,
        t.day,
        t._top_service,
        t.calls,
        t.tokens_used,
        t.cost_usd,
        t._active_minutes,
        t.average_rating,
        t._engagement_score,
        t.last_call_at,
        t.updated_at
    FROM ai_management.ai_user_metrics AS t
    WHERE (t.user_id, t.day) = (key_user_id, key_metric_date)
    ON CONFLICT (user_id, metric_date) DO UPDATE SET
        top_service = excluded.top_service,
        requests = excluded.requests,
        tokens = excluded.tokens,
        cost = excluded.cost,
        active_minutes = excluded.active_minutes,
        average_rating = excluded.average_rating,
        engagement_score = excluded.engagement_score,
        last_seen = excluded.last_seen,
        updated_at = excluded.updated_at
    WHERE (
        l.top_service,
        l.requests,
        l.tokens,
        l.cost,
        l.active_minutes,
        l.average_rating,
        l.engagement_score,
        l.last_seen,
        l.updated_at
    ) IS DISTINCT FROM (
        excluded.top_service,
        excluded.requests,
        excluded.tokens,
        excluded.cost,
        excluded.active_minutes,
        excluded.average_rating,
        excluded.engagement_score,
        excluded.last_seen,
        excluded.updated_at
    );
    SELECT to_jsonb(l) INTO became
    FROM public.user_metrics_retired AS l
    WHERE (l.user_id, l.metric_date) = (key_user_id, key_metric_date);
END
$repair_retired$;

--: Repair the rows of these keys from their owner; each that changed is logged and returned
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_repair(keys jsonb[])
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
    owner text := migration.owner_of('ai-management', 'analytics');
    one jsonb;
BEGIN
    FOR one IN SELECT DISTINCT named.key FROM unnest(keys) AS named (key) ORDER BY named.key LOOP
        legacy_key := one;
        IF owner = 'legacy' THEN
            SELECT r.was, r.became INTO was, became
            FROM migration_ai_management.user_metrics_repair_target((legacy_key ->> 'user_id')::uuid, (legacy_key ->> 'metric_date')::date) AS r;
        ELSE
            SELECT r.was, r.became INTO was, became
            FROM migration_ai_management.user_metrics_repair_retired((legacy_key ->> 'user_id')::uuid, (legacy_key ->> 'metric_date')::date) AS r;
        END IF;
        DELETE FROM migration.drift AS d
        WHERE (d.migration, d.mapping, d.legacy_key) = ('ai-management', 'user_metrics', one);
        IF was IS DISTINCT FROM became THEN
            PERFORM migration.log_repair(
                'ai-management', 'user_metrics', one, owner, was, became
            );
            RETURN NEXT;
        END IF;
    END LOOP;
END
$repair$;

--: Repair one batch in a transaction of its own; -1 when the application was there first
CREATE OR REPLACE FUNCTION migration_ai_management.user_metrics_repair_batch(keys jsonb[])
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $repair_batch$
DECLARE
    repaired jsonb;
BEGIN
    SELECT coalesce(jsonb_agg(r.legacy_key), '[]') INTO repaired
    FROM migration_ai_management.user_metrics_repair(keys) AS r;
    IF repaired <> '[]' THEN
        PERFORM migration.record_event(
            'ai-management', 'reconciled', 'user_metrics', jsonb_build_object('keys', repaired)
        );
    END IF;
    RETURN jsonb_array_length(repaired);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$repair_batch$;

--: Repair everything that is named, a few keys per transaction; the application goes first
CREATE OR REPLACE PROCEDURE migration_ai_management.user_metrics_repair_named()
LANGUAGE plpgsql
AS $repair_named$
DECLARE
    keys jsonb[] := ARRAY(SELECT n.legacy_key FROM migration_ai_management.user_metrics_named() AS n (legacy_key) ORDER BY n.legacy_key);
    batch jsonb[];
    attempts integer := 0;
BEGIN
    IF pg_catalog.cardinality(keys) = 0 AND NOT EXISTS (
        SELECT FROM migration.validation AS v
        WHERE
            v.migration = 'ai-management' AND v.mapping = ANY(ARRAY['user_metrics'])
            AND v.status = 'differences'
    ) THEN
        RETURN;
    END IF;
    LOOP
        batch := keys[1:100];
        IF migration.throttle('ai-management') IS NULL AND migration_ai_management.user_metrics_repair_batch(batch) >= 0 THEN
            keys := keys[101:];
            attempts := 0;
            COMMIT;
            EXIT WHEN pg_catalog.cardinality(keys) = 0;
        ELSE
            attempts := attempts + 1;
            IF attempts > 200 THEN
                RAISE EXCEPTION '% keys of user_metrics stayed busy', pg_catalog.cardinality(keys) USING
                    ERRCODE = 'MG160',
                    HINT = 'Look for long transactions in pg_stat_activity, then run the same again.';
            END IF;
            COMMIT;
            PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
        END IF;
    END LOOP;
    -- What was compared before says nothing about the rows now.
    PERFORM migration.void_validation('ai-management', ARRAY['user_metrics']);
    COMMIT;
END
$repair_named$;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.user_metrics_named() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_named() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_named() TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.user_metrics_held(uuid, date) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_held(uuid, date) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_held(uuid, date) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.user_metrics_repair_target(uuid, date) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_repair_target(uuid, date) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_repair_target(uuid, date) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.user_metrics_repair_retired(uuid, date) OWNER TO migration_sync;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_repair_retired(uuid, date) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_repair_retired(uuid, date) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.user_metrics_repair(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_repair(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_repair(jsonb[]) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.user_metrics_repair_batch(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.user_metrics_repair_batch(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.user_metrics_repair_batch(jsonb[]) TO migration_runner;

--: It belongs to a role without a login
ALTER PROCEDURE migration_ai_management.user_metrics_repair_named() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.user_metrics_repair_named() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.user_metrics_repair_named() TO migration_runner;

COMMIT;
