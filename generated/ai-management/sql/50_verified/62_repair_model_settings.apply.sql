-- Mapping model_settings to ai_model_settings: rows are repaired from their owner.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 62_repair_model_settings.rollback.sql

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
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_named()
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
    WHERE told.mapping = 'model_settings' OR (told.mapping, told.rung) = ('model_settings_ai_model_prices', 'L5')
    UNION
    -- Its rows are told by keys of their own: the anchor knows the legacy key.
    SELECT jsonb_build_object('id', t.id)
    FROM told
    JOIN ai_management.ai_model_settings AS t
        ON t.id = (told.legacy_key ->> 'settings_id')::uuid
    WHERE (told.mapping, told.rung) = ('model_settings_ai_model_prices', 'L4') AND t.id IS NOT NULL
    UNION
    SELECT r.legacy_key
    FROM migration.drift AS r
    WHERE (r.migration, r.mapping) = ('ai-management', 'model_settings');
$named$;

--: What the side that does not own them holds of the rows of one legacy key
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_held(key_id uuid)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $held$
    SELECT jsonb_build_object(
        'ai_model_settings',
        (
            SELECT jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t))
            FROM ai_management.ai_model_settings AS t
            WHERE (t.id) = (key_id)
        ),
        'ai_model_prices',
        (
            SELECT jsonb_agg(to_jsonb(p) ORDER BY to_jsonb(p))
            FROM ai_management.ai_model_prices AS p
            WHERE p.settings_id = key_id AND p._migrated_at IS NOT NULL
        )
    );
$held$;

--: Before the switch: make the target's rows of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_repair_target(key_id uuid, OUT was jsonb, OUT became jsonb)
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
AS $repair_target$
BEGIN
    -- Held until the end: what is written is what its owner says until then.
    PERFORM FROM public.model_settings AS l
    WHERE (l.id) = (key_id)
    FOR SHARE OF l;
    was := migration_ai_management.model_settings_held(key_id);
    PERFORM migration_ai_management.model_settings_bring(key_id, 'replay');
    became := migration_ai_management.model_settings_held(key_id);
END
$repair_target$;

--: After the switch: make the retired row of one legacy key what the owner's row says now
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_repair_retired(key_id uuid, OUT was jsonb, OUT became jsonb)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
AS $repair_retired$
#variable_conflict use_column
BEGIN
    -- In the order of the owner's own trigger: the owner's row first, then the retired one.
    PERFORM FROM ai_management.ai_model_settings AS t
    WHERE (t.id) = (key_id)
    FOR SHARE OF t;
    SELECT to_jsonb(l) INTO was
    FROM public.model_settings_retired AS l
    WHERE (l.id) = (key_id)
    FOR UPDATE OF l;
    DELETE FROM public.model_settings_retired AS l
    WHERE
        (l.id) = (key_id)
        AND NOT EXISTS (SELECT FROM ai_management.ai_model_settings AS t WHERE (t.id) = (key_id));
    INSERT INTO public.model_settings_retired AS l (id, model_name, provider, display_name, max_tokens, temperature, price_per_1k_input, price_per_1k_output, price_since, enabled, icon_url, created_at, updated_at)
    OVERRIDING SYSTEM VALUE
    SELECT
        t.id,
        t._model_name,
        t._provider,
        t.display_name,
        t.max_output_tokens,
        t.default_temperature,
        t._price_per_1k_input,
        t._price_per_1k_output,
        t._price_since,
        t.is_enabled,
        t._icon_url,
        t.created_at,
        t.updated_at
    FROM ai_management.ai_model_settings AS t
    WHERE (t.id) = (key_id)
    ON CONFLICT (id) DO UPDATE SET
        model_name = excluded.model_name,
        provider = excluded.provider,
        display_name = excluded.display_name,
        max_tokens = excluded.max_tokens,
        temperature = excluded.temperature,
        price_per_1k_input = excluded.price_per_1k_input,
        price_per_1k_output = excluded.price_per_1k_output,
        price_since = excluded.price_since,
        enabled = excluded.enabled,
        icon_url = excluded.icon_url,
        created_at = excluded.created_at,
        updated_at = excluded.updated_at
    WHERE (
        l.model_name,
        l.provider,
        l.display_name,
        l.max_tokens,
        l.temperature,
        l.price_per_1k_input,
        l.price_per_1k_output,
        l.price_since,
        l.enabled,
        l.icon_url,
        l.created_at,
        l.updated_at
    ) IS DISTINCT FROM (
        excluded.model_name,
        excluded.provider,
        excluded.display_name,
        excluded.max_tokens,
        excluded.temperature,
        excluded.price_per_1k_input,
        excluded.price_per_1k_output,
        excluded.price_since,
        excluded.enabled,
        excluded.icon_url,
        excluded.created_at,
        excluded.updated_at
    );
    SELECT to_jsonb(l) INTO became
    FROM public.model_settings_retired AS l
    WHERE (l.id) = (key_id);
END
$repair_retired$;

--: Repair the rows of these keys from their owner; each that changed is logged and returned
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_repair(keys jsonb[])
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
            FROM migration_ai_management.model_settings_repair_target((legacy_key ->> 'id')::uuid) AS r;
        ELSE
            SELECT r.was, r.became INTO was, became
            FROM migration_ai_management.model_settings_repair_retired((legacy_key ->> 'id')::uuid) AS r;
        END IF;
        DELETE FROM migration.drift AS d
        WHERE (d.migration, d.mapping, d.legacy_key) = ('ai-management', 'model_settings', one);
        IF was IS DISTINCT FROM became THEN
            PERFORM migration.log_repair(
                'ai-management', 'model_settings', one, owner, was, became
            );
            RETURN NEXT;
        END IF;
    END LOOP;
    -- No legacy row and no anchor stands for such a row: it goes.
    FOR legacy_key, was IN
        DELETE FROM ai_management.ai_model_prices AS p
        USING migration.validation AS v
        JOIN migration.difference AS d ON d.run = v.run
        WHERE
            (v.migration, v.mapping, d.rung, d.kind) = ('ai-management', 'model_settings_ai_model_prices', 'L4', 'extra')
            AND v.status = 'differences'
            AND owner = 'legacy'
            AND p._migrated_at IS NOT NULL
            AND p.settings_id = (d.legacy_key ->> 'settings_id')::uuid
            AND NOT EXISTS (
                SELECT FROM ai_management.ai_model_settings AS t WHERE t.id = p.settings_id
            )
        RETURNING d.legacy_key, to_jsonb(p)
    LOOP
        became := NULL;
        PERFORM migration.log_repair(
            'ai-management', 'model_settings_ai_model_prices', legacy_key, owner, was, became
        );
        RETURN NEXT;
    END LOOP;
END
$repair$;

--: Repair one batch in a transaction of its own; -1 when the application was there first
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_repair_batch(keys jsonb[])
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $repair_batch$
DECLARE
    repaired jsonb;
BEGIN
    SELECT coalesce(jsonb_agg(r.legacy_key), '[]') INTO repaired
    FROM migration_ai_management.model_settings_repair(keys) AS r;
    IF repaired <> '[]' THEN
        PERFORM migration.record_event(
            'ai-management', 'reconciled', 'model_settings', jsonb_build_object('keys', repaired)
        );
    END IF;
    RETURN jsonb_array_length(repaired);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        RETURN -1;
END
$repair_batch$;

--: Repair everything that is named, a few keys per transaction; the application goes first
CREATE OR REPLACE PROCEDURE migration_ai_management.model_settings_repair_named()
LANGUAGE plpgsql
AS $repair_named$
DECLARE
    keys jsonb[] := ARRAY(SELECT n.legacy_key FROM migration_ai_management.model_settings_named() AS n (legacy_key) ORDER BY n.legacy_key);
    batch jsonb[];
    attempts integer := 0;
BEGIN
    IF pg_catalog.cardinality(keys) = 0 AND NOT EXISTS (
        SELECT FROM migration.validation AS v
        WHERE
            v.migration = 'ai-management' AND v.mapping = ANY(ARRAY['model_settings', 'model_settings_ai_model_prices'])
            AND v.status = 'differences'
    ) THEN
        RETURN;
    END IF;
    LOOP
        batch := keys[1:100];
        IF migration.throttle('ai-management') IS NULL AND migration_ai_management.model_settings_repair_batch(batch) >= 0 THEN
            keys := keys[101:];
            attempts := 0;
            COMMIT;
            EXIT WHEN pg_catalog.cardinality(keys) = 0;
        ELSE
            attempts := attempts + 1;
            IF attempts > 200 THEN
                RAISE EXCEPTION '% keys of model_settings stayed busy', pg_catalog.cardinality(keys) USING
                    ERRCODE = 'MG160',
                    HINT = 'Look for long transactions in pg_stat_activity, then run the same again.';
            END IF;
            COMMIT;
            PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
        END IF;
    END LOOP;
    -- What was compared before says nothing about the rows now.
    PERFORM migration.void_validation('ai-management', ARRAY['model_settings', 'model_settings_ai_model_prices']);
    COMMIT;
END
$repair_named$;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.model_settings_named() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_named() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_named() TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.model_settings_held(uuid) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_held(uuid) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_held(uuid) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.model_settings_repair_target(uuid) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_repair_target(uuid) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_repair_target(uuid) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.model_settings_repair_retired(uuid) OWNER TO migration_sync;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_repair_retired(uuid) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_repair_retired(uuid) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.model_settings_repair(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_repair(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_repair(jsonb[]) TO migration_runner;

--: It belongs to a role without a login
ALTER FUNCTION migration_ai_management.model_settings_repair_batch(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_repair_batch(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_repair_batch(jsonb[]) TO migration_runner;

--: It belongs to a role without a login
ALTER PROCEDURE migration_ai_management.model_settings_repair_named() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON PROCEDURE migration_ai_management.model_settings_repair_named() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON PROCEDURE migration_ai_management.model_settings_repair_named() TO migration_runner;

COMMIT;
