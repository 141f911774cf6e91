-- Mapping performance_metrics to ai_performance_samples: the legacy name over the owner of the rows.
-- Generated from specs/ai-management/mappings/performance_metrics.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 84_names_performance_metrics.rollback.sql

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

--: The owner's rows in the words of the legacy table; what is written this way is marked
CREATE OR REPLACE VIEW migration_ai_management.performance_metrics_legacy_form WITH (security_invoker = true) AS
SELECT
    t._legacy_id,
    t._metric_name,
    t._service_name,
    t._model_name,
    t.value,
    t.unit,
    t._host,
    t.labels,
    t.measured_at,
    t._by_legacy_name
FROM ai_management.ai_performance_samples AS t
WHERE t._legacy_id IS NOT NULL;

--: The mark, which the reconcile trigger takes off again
ALTER VIEW migration_ai_management.performance_metrics_legacy_form ALTER COLUMN _by_legacy_name SET DEFAULT true;

--: The legacy name as it will be after the switch; until then it waits where nobody looks
CREATE OR REPLACE VIEW migration_ai_management.performance_metrics WITH (security_invoker = true) AS
SELECT
    t._legacy_id AS id,
    t._metric_name AS metric_name,
    t._service_name AS service_name,
    t._model_name AS model_name,
    t.value AS value,
    t.unit AS unit,
    t._host AS host,
    t.labels AS tags,
    t.measured_at AS recorded_at
FROM migration_ai_management.performance_metrics_legacy_form AS t;

--: What the view is for
COMMENT ON VIEW migration_ai_management.performance_metrics IS
    'performance_metrics after the switch: the rows of ai_performance_samples in the words of the legacy table.';

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.performance_metrics_legacy_form OWNER TO migration_owner;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.performance_metrics OWNER TO migration_owner;

--: Give the view what a legacy table promises and a view does not inherit: defaults and rights
CREATE OR REPLACE FUNCTION migration_ai_management.performance_metrics_dress()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.performance_metrics') IS NOT NULL THEN
        FOR part IN
            SELECT
                a.attname AS name,
                coalesce(
                    pg_get_expr(d.adbin, d.adrelid),
                    'nextval(' || quote_literal(
                        pg_get_serial_sequence('public.performance_metrics', a.attname)
                    ) || ')'
                ) AS beginning
            FROM pg_catalog.pg_attribute AS a
            LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE
                a.attrelid = to_regclass('public.performance_metrics')
                AND a.attnum > 0
                AND NOT a.attisdropped
                AND a.attgenerated = ''
                AND (d.oid IS NOT NULL OR a.attidentity <> '')
        LOOP
            EXECUTE format(
                'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.performance_metrics', part.name, part.beginning
            );
        END LOOP;
        PERFORM migration.same_rights(
            to_regclass('public.performance_metrics'), to_regclass('migration_ai_management.performance_metrics')
        );
    END IF;
    -- Both views ask in the name of who asks them: he needs the same of what they stand on.
    FOR part IN
        WITH holders (attribute, held) AS (
            VALUES
            ('id', '_legacy_id'),
            ('metric_name', '_metric_name'),
            ('service_name', '_service_name'),
            ('model_name', '_model_name'),
            ('value', 'value'),
            ('unit', 'unit'),
            ('host', '_host'),
            ('tags', 'labels'),
            ('recorded_at', 'measured_at')
        ),
        read (attribute) AS (
            VALUES
            ('_legacy_id'),
            ('_metric_name'),
            ('_service_name'),
            ('_model_name'),
            ('value'),
            ('unit'),
            ('_host'),
            ('labels'),
            ('measured_at'),
            ('_by_legacy_name')
        ),
        given AS (
            SELECT g.*
            FROM migration.rights_of(to_regclass('public.performance_metrics')) AS g
        ),
        had AS MATERIALIZED (
            -- Rights of his own: what somebody has by another role may end with that.
            SELECT c.oid, r.role, r.privilege, r.attribute
            FROM unnest(ARRAY[
                to_regclass('migration_ai_management.performance_metrics_legacy_form'),
                to_regclass('ai_management.ai_performance_samples')
            ]) AS c (oid)
            CROSS JOIN migration.rights_of(c.oid) AS r
        ),
        wanted (role, privilege, attribute) AS (
            SELECT g.role, g.privilege, NULL
            FROM given AS g
            WHERE g.attribute IS NULL
            UNION
            SELECT g.role, g.privilege, h.held
            FROM given AS g
            INNER JOIN holders AS h ON h.attribute = g.attribute
            WHERE g.privilege <> 'SELECT'
            UNION
            -- Who reads one column of a view needs each that the view reads: the spec says who may.
            SELECT g.role, g.privilege, r.attribute
            FROM given AS g
            CROSS JOIN read AS r
            WHERE
                g.attribute IS NOT NULL
                AND g.privilege = 'SELECT'
                AND (
                    NOT g.partly
                    OR format('%s on %s', g.role, to_regclass('public.performance_metrics')) = ANY (
                        ARRAY[]::text[]
                    )
                )
        )
        SELECT
            w.role,
            w.privilege || coalesce(
                ' (' || string_agg(quote_ident(w.attribute), ', ' ORDER BY a.attnum) || ')', ''
            ) || ' ON' AS said,
            c.oid::regclass::text AS relation
        FROM wanted AS w
        CROSS JOIN unnest(ARRAY[
            to_regclass('migration_ai_management.performance_metrics_legacy_form'),
            to_regclass('ai_management.ai_performance_samples')
        ]) AS c (oid)
        LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attname = w.attribute
        WHERE
            -- What only the table has is no column of the inner view.
            (w.attribute IS NULL OR a.attnum IS NOT NULL)
            AND NOT EXISTS (
                SELECT
                FROM had AS h
                WHERE
                    (h.oid, h.role, h.privilege) = (c.oid, w.role, w.privilege)
                    AND (h.attribute IS NULL OR h.attribute = w.attribute)
            )
        GROUP BY w.role, w.privilege, c.oid, w.attribute IS NULL
        UNION ALL
        SELECT DISTINCT
            g.role,
            'USAGE ON SEQUENCE',
            s.sequence
        FROM given AS g
        CROSS JOIN LATERAL (
            SELECT pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE
                a.attrelid = coalesce(
                    to_regclass('public.performance_metrics_retired'), to_regclass('public.performance_metrics')
                )
                AND a.attnum > 0
                AND NOT a.attisdropped
        ) AS s
        WHERE
            g.privilege = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_class AS c
                CROSS JOIN aclexplode(c.relacl) AS e
                WHERE
                    c.oid = to_regclass(s.sequence)
                    AND (e.grantee, e.privilege_type) = (g.grantee, 'USAGE')
            )
    LOOP
        PERFORM migration.say_as_owner(
            to_regclass(part.relation), ARRAY[format('GRANT %s %s TO %s', part.said, part.relation, part.role)]
        );
    END LOOP;
END
$dress$;

--: It belongs to the role without a login
ALTER FUNCTION migration_ai_management.performance_metrics_dress() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.performance_metrics_dress() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.performance_metrics_dress() TO migration_runner;

--: Its columns begin as the legacy table's, and whoever may use that may use the view
SELECT migration_ai_management.performance_metrics_dress();

COMMIT;
