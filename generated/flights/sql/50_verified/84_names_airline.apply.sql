-- Mapping airlines to airline: the legacy name over the owner of the rows.
-- Generated from specs/flights/mappings/airline.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 84_names_airline.rollback.sql

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
CREATE OR REPLACE VIEW migration_flights.airline_legacy_form WITH (security_invoker = true) AS
SELECT
    t._legacy_carrier,
    t.name,
    t._by_legacy_name
FROM flights.airline AS t
WHERE t._legacy_carrier IS NOT NULL;

--: The mark, which the reconcile trigger takes off again
ALTER VIEW migration_flights.airline_legacy_form ALTER COLUMN _by_legacy_name SET DEFAULT true;

--: The legacy name as it will be after the switch; until then it waits where nobody looks
CREATE OR REPLACE VIEW migration_flights.airlines WITH (security_invoker = true) AS
SELECT
    t._legacy_carrier AS carrier,
    t.name AS name
FROM migration_flights.airline_legacy_form AS t;

--: What the view is for
COMMENT ON VIEW migration_flights.airlines IS
    'airlines after the switch: the rows of airline in the words of the legacy table.';

--: The view belongs to the role without a login
ALTER VIEW migration_flights.airline_legacy_form OWNER TO migration_owner;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.airlines OWNER TO migration_owner;

--: Give the view what a legacy table promises and a view does not inherit: defaults and rights
CREATE OR REPLACE FUNCTION migration_flights.airline_dress()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_flights.airlines') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('nyc.airlines', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'nyc.airlines'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_flights.airlines', part.name, part.beginning
        );
    END LOOP;
    FOR part IN
        SELECT
            coalesce(quote_ident(r.rolname), 'PUBLIC') AS role,
            given.privilege_type AS privilege,
            wanted.relation
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN unnest(ARRAY[
            'migration_flights.airlines',
            'migration_flights.airline_legacy_form',
            'flights.airline'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'nyc.airlines'::regclass
            AND given.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
            AND given.grantee <> 'migration_sync'::regrole
            AND NOT coalesce(r.rolsuper, false)
            AND NOT has_table_privilege(coalesce(r.rolname, 'public'), wanted.relation, given.privilege_type)
        UNION ALL
        SELECT
            quote_ident(r.rolname),
            'USAGE',
            'SEQUENCE ' || s.sequence
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        INNER JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN LATERAL (
            SELECT pg_get_serial_sequence('nyc.airlines', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'nyc.airlines'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;

--: It belongs to the role without a login
ALTER FUNCTION migration_flights.airline_dress() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.airline_dress() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.airline_dress() TO migration_runner;

--: Its columns begin as the legacy table's, and whoever may use that may use the view
SELECT migration_flights.airline_dress();

COMMIT;
