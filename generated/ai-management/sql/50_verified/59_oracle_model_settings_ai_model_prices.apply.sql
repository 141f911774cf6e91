-- Mapping model_settings to ai_model_prices: the routines that derive its rows a second time, another way.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 59_oracle_model_settings_ai_model_prices.rollback.sql

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

--: What one legacy row must become in ai_model_prices, column by column, by other means than the copy
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_ai_model_prices_derive(source migration_ai_management.model_settings_legacy_rows)
RETURNS SETOF jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
AS $derive$
#variable_conflict use_column
DECLARE
    want ai_management.ai_model_prices;
BEGIN
    want.settings_id := source.id;
    want.input_usd_per_million := (
        SELECT price_per_1k_input * 1000
        FROM (SELECT source.*) AS l
    );
    want.output_usd_per_million := (
        SELECT price_per_1k_output * 1000
        FROM (SELECT source.*) AS l
    );
    want.valid_from := source.price_since;
    RETURN NEXT to_jsonb(want);
EXCEPTION
    -- Seen as a row that is not what it must be: one such row does not end the comparison.
    WHEN OTHERS THEN
        RETURN NEXT jsonb_build_object('refused', SQLERRM);
END
$derive$;

--: Which rows of these legacy keys are not what they must be, and which keys are still pending
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_ai_model_prices_judge(keys jsonb[])
RETURNS TABLE (legacy_key jsonb, kind text, columns text[], expected jsonb, actual jsonb)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'iso_8601'
SET bytea_output = 'hex'
SET extra_float_digits = 3
SET row_security = off
SET jit = off
SET enable_nestloop = on
AS $judge$
    WITH chosen AS MATERIALIZED (
        SELECT DISTINCT
            k.legacy_key,
            (k.legacy_key ->> 'id')::uuid AS key_1
        FROM unnest(keys) AS k (legacy_key)
    ),
    looked_at AS MATERIALIZED (
        SELECT
            c.*,
            l AS source,
            l.id IS NOT NULL AS present,
            EXISTS (
                SELECT FROM migration.quarantine AS q
                WHERE
                    (q.migration, q.mapping, q.legacy_key)
                    = ('ai-management', 'model_settings', c.legacy_key)
            ) AS set_aside,
            EXISTS (
                SELECT FROM migration_ai_management.model_settings_journal AS j
                WHERE (j.id) = (c.key_1) OR j.id IS NULL
            ) AS pending
        FROM chosen AS c
        LEFT JOIN migration_ai_management.model_settings_legacy_rows AS l ON (l.id) = (c.key_1)
    ),
    -- A row in quarantine is nowhere else; what is pending is looked at another time.
    settled AS MATERIALIZED (
        SELECT c.*
        FROM looked_at AS c
        WHERE NOT c.pending
    ),
    wanted AS MATERIALIZED (
        SELECT c.* FROM settled AS c WHERE c.present AND NOT c.set_aside
    ),
    e AS (
        SELECT c.legacy_key, derived.row AS target_row
        FROM wanted AS c
        CROSS JOIN LATERAL migration_ai_management.model_settings_ai_model_prices_derive(c.source) AS derived (row)
    ),
    a AS (
        SELECT c.legacy_key, to_jsonb(t) AS target_row
        FROM settled AS c
        JOIN ai_management.ai_model_prices AS t ON t.settings_id = c.key_1
        WHERE t._migrated_at IS NOT NULL
    ),
    wrong AS (
        SELECT
            coalesce(e.legacy_key, a.legacy_key) AS legacy_key,
            CASE
                WHEN a.target_row IS NULL THEN 'missing'
                WHEN e.target_row IS NULL THEN 'extra'
                ELSE 'differs'
            END AS kind,
            apart.columns,
            e.target_row AS expected,
            a.target_row AS actual
        FROM e
        FULL JOIN a ON a.legacy_key = e.legacy_key AND a.target_row -> 'settings_id' = e.target_row -> 'settings_id'
        CROSS JOIN LATERAL (
            SELECT array_agg(name ORDER BY name)
            FROM unnest(ARRAY['settings_id', 'input_usd_per_million', 'output_usd_per_million', 'valid_from']) AS name
            WHERE e.target_row -> name IS DISTINCT FROM a.target_row -> name
        ) AS apart (columns)
        WHERE apart.columns IS NOT NULL
    )
    SELECT w.* FROM wrong AS w
    UNION ALL
    SELECT c.legacy_key, 'pending', NULL, NULL, NULL
    FROM chosen AS c
    WHERE c.legacy_key NOT IN (SELECT s.legacy_key FROM settled AS s);
$judge$;

--: Which legacy keys the rung L5 looks at: a sample of either side, and every edge
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_ai_model_prices_edges(seed bigint, size integer)
RETURNS SETOF jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET row_security = off
SET jit = off
AS $edges$
    -- A sample of the legacy rows.
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        ORDER BY hashtextextended(ROW(l.id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- A sample of the rows that the mapping made.
    (
        SELECT jsonb_build_object('id', t.id)
        FROM ai_management.ai_model_settings AS t
        WHERE t.id IS NOT NULL
        ORDER BY hashtextextended(ROW(t.id)::text, seed)
        LIMIT size
    )
    UNION ALL
    -- the lowest id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.id IS NOT NULL
        ORDER BY l.id
        LIMIT 1
    )
    UNION ALL
    -- the highest id
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.id IS NOT NULL
        ORDER BY l.id DESC
        LIMIT 1
    )
    UNION ALL
    -- model_name that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.model_name = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest model_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.model_name NOT IN ('')
        ORDER BY l.model_name
        LIMIT 1
    )
    UNION ALL
    -- the highest model_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.model_name NOT IN ('')
        ORDER BY l.model_name DESC
        LIMIT 1
    )
    UNION ALL
    -- no provider
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.provider IS NULL
        LIMIT 1
    )
    UNION ALL
    -- provider that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.provider = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest provider
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.provider NOT IN ('')
        ORDER BY l.provider
        LIMIT 1
    )
    UNION ALL
    -- the highest provider
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.provider NOT IN ('')
        ORDER BY l.provider DESC
        LIMIT 1
    )
    UNION ALL
    -- no display_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.display_name IS NULL
        LIMIT 1
    )
    UNION ALL
    -- display_name that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.display_name = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest display_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.display_name NOT IN ('')
        ORDER BY l.display_name
        LIMIT 1
    )
    UNION ALL
    -- the highest display_name
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.display_name NOT IN ('')
        ORDER BY l.display_name DESC
        LIMIT 1
    )
    UNION ALL
    -- no max_tokens
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.max_tokens IS NULL
        LIMIT 1
    )
    UNION ALL
    -- the lowest max_tokens
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.max_tokens IS NOT NULL
        ORDER BY l.max_tokens
        LIMIT 1
    )
    UNION ALL
    -- the highest max_tokens
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.max_tokens IS NOT NULL
        ORDER BY l.max_tokens DESC
        LIMIT 1
    )
    UNION ALL
    -- no temperature
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.temperature IS NULL
        LIMIT 1
    )
    UNION ALL
    -- temperature that is Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.temperature = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- temperature that is -Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.temperature = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- temperature that is NaN
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.temperature = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest temperature
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.temperature NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.temperature
        LIMIT 1
    )
    UNION ALL
    -- the highest temperature
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.temperature NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.temperature DESC
        LIMIT 1
    )
    UNION ALL
    -- no price_per_1k_input
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_input IS NULL
        LIMIT 1
    )
    UNION ALL
    -- price_per_1k_input that is Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_input = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- price_per_1k_input that is -Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_input = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- price_per_1k_input that is NaN
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_input = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest price_per_1k_input
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_input NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.price_per_1k_input
        LIMIT 1
    )
    UNION ALL
    -- the highest price_per_1k_input
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_input NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.price_per_1k_input DESC
        LIMIT 1
    )
    UNION ALL
    -- no price_per_1k_output
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_output IS NULL
        LIMIT 1
    )
    UNION ALL
    -- price_per_1k_output that is Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_output = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- price_per_1k_output that is -Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_output = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- price_per_1k_output that is NaN
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_output = 'NaN'
        LIMIT 1
    )
    UNION ALL
    -- the lowest price_per_1k_output
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_output NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.price_per_1k_output
        LIMIT 1
    )
    UNION ALL
    -- the highest price_per_1k_output
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_per_1k_output NOT IN ('Infinity', '-Infinity', 'NaN')
        ORDER BY l.price_per_1k_output DESC
        LIMIT 1
    )
    UNION ALL
    -- no price_since
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_since IS NULL
        LIMIT 1
    )
    UNION ALL
    -- price_since that is Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_since = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- price_since that is -Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_since = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest price_since
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_since NOT IN ('Infinity', '-Infinity')
        ORDER BY l.price_since
        LIMIT 1
    )
    UNION ALL
    -- the highest price_since
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.price_since NOT IN ('Infinity', '-Infinity')
        ORDER BY l.price_since DESC
        LIMIT 1
    )
    UNION ALL
    -- the lowest enabled
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.enabled IS NOT NULL
        ORDER BY l.enabled
        LIMIT 1
    )
    UNION ALL
    -- the highest enabled
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.enabled IS NOT NULL
        ORDER BY l.enabled DESC
        LIMIT 1
    )
    UNION ALL
    -- no icon_url
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.icon_url IS NULL
        LIMIT 1
    )
    UNION ALL
    -- icon_url that is empty
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.icon_url = ''
        LIMIT 1
    )
    UNION ALL
    -- the lowest icon_url
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.icon_url NOT IN ('')
        ORDER BY l.icon_url
        LIMIT 1
    )
    UNION ALL
    -- the highest icon_url
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.icon_url NOT IN ('')
        ORDER BY l.icon_url DESC
        LIMIT 1
    )
    UNION ALL
    -- created_at that is Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.created_at = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- created_at that is -Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.created_at = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest created_at
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.created_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.created_at
        LIMIT 1
    )
    UNION ALL
    -- the highest created_at
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.created_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.created_at DESC
        LIMIT 1
    )
    UNION ALL
    -- updated_at that is Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.updated_at = 'Infinity'
        LIMIT 1
    )
    UNION ALL
    -- updated_at that is -Infinity
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.updated_at = '-Infinity'
        LIMIT 1
    )
    UNION ALL
    -- the lowest updated_at
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.updated_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.updated_at
        LIMIT 1
    )
    UNION ALL
    -- the highest updated_at
    (
        SELECT jsonb_build_object('id', l.id)
        FROM migration_ai_management.model_settings_legacy_rows AS l
        WHERE
            l.updated_at NOT IN ('Infinity', '-Infinity')
        ORDER BY l.updated_at DESC
        LIMIT 1
    )
;
$edges$;

--: The rung L5: store where the rows of these keys are not what they must be
CREATE OR REPLACE FUNCTION migration_ai_management.model_settings_ai_model_prices_oracle(this bigint)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $oracle$
DECLARE
    began timestamptz := clock_timestamp();
    chosen_at timestamptz;
    keys jsonb[];
    found bigint;
BEGIN
    keys := ARRAY(
        SELECT DISTINCT chosen.legacy_key
        FROM migration_ai_management.model_settings_ai_model_prices_edges(this, 1000) AS chosen (legacy_key)
    );
    chosen_at := clock_timestamp();
    WITH difference AS MATERIALIZED (
        SELECT judged.*
        FROM migration_ai_management.model_settings_ai_model_prices_judge(keys) AS judged
        WHERE judged.kind <> 'pending'
    ),
    stored AS (
        INSERT INTO migration.difference (
            run, rung, difference_number, legacy_key, kind, columns, expected, actual
        )
        SELECT
            this, 'L5', row_number() OVER (ORDER BY d.legacy_key), d.legacy_key,
            d.kind, d.columns, d.expected, d.actual
        FROM difference AS d
        ORDER BY d.legacy_key
        LIMIT 1000
    )
    SELECT count(*) INTO found FROM difference;
    PERFORM migration.store_result(
        this, 'L5', cardinality(keys), found,
        'a sample of each side and every edge, derived another way, there and back', began,
        jsonb_build_object(
            'seed', this,
            'sample', 1000,
            'rows_per_second', round(
                cardinality(keys) / greatest(extract(epoch FROM clock_timestamp() - chosen_at), 0.001)
            )
        )
    );
    RETURN found;
END
$oracle$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_settings_ai_model_prices_derive(migration_ai_management.model_settings_legacy_rows) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_ai_model_prices_derive(migration_ai_management.model_settings_legacy_rows) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_ai_model_prices_derive(migration_ai_management.model_settings_legacy_rows) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_settings_ai_model_prices_judge(jsonb[]) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_ai_model_prices_judge(jsonb[]) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_ai_model_prices_judge(jsonb[]) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_settings_ai_model_prices_edges(bigint, integer) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_ai_model_prices_edges(bigint, integer) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_ai_model_prices_edges(bigint, integer) TO migration_runner;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_settings_ai_model_prices_oracle(bigint) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_settings_ai_model_prices_oracle(bigint) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_settings_ai_model_prices_oracle(bigint) TO migration_runner;

COMMIT;
