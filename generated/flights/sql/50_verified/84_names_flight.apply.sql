-- Mapping flights to flight: the legacy name over the owner of the rows.
-- Generated from specs/flights/mappings/flight.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 84_names_flight.rollback.sql

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
CREATE OR REPLACE VIEW migration_flights.flight_legacy_form WITH (security_invoker = true) AS
SELECT
    t._year,
    t._month,
    t._day,
    t.departure_hhmm,
    t.scheduled_departure_hhmm,
    t.departure_delay_min,
    t.arrival_hhmm,
    t.scheduled_arrival_hhmm,
    t.arrival_delay_min,
    t._legacy_carrier,
    t._legacy_flight,
    t._tailnum,
    t._origin,
    t._dest,
    t.air_time_min,
    t.distance_miles,
    t._hour,
    t._minute,
    t.scheduled_hour,
    t._by_legacy_name
FROM flights.flight AS t
WHERE t.scheduled_hour IS NOT NULL AND t._legacy_carrier IS NOT NULL AND t._legacy_flight IS NOT NULL;

--: The mark, which the reconcile trigger takes off again
ALTER VIEW migration_flights.flight_legacy_form ALTER COLUMN _by_legacy_name SET DEFAULT true;

--: The legacy name as it will be after the switch; until then it waits where nobody looks
CREATE OR REPLACE VIEW migration_flights.flights WITH (security_invoker = true) AS
SELECT
    t._year AS year,
    t._month AS month,
    t._day AS day,
    t.departure_hhmm AS dep_time,
    t.scheduled_departure_hhmm AS sched_dep_time,
    t.departure_delay_min AS dep_delay,
    t.arrival_hhmm AS arr_time,
    t.scheduled_arrival_hhmm AS sched_arr_time,
    t.arrival_delay_min AS arr_delay,
    t._legacy_carrier AS carrier,
    t._legacy_flight AS flight,
    t._tailnum AS tailnum,
    t._origin AS origin,
    t._dest AS dest,
    t.air_time_min AS air_time,
    t.distance_miles AS distance,
    t._hour AS hour,
    t._minute AS minute,
    t.scheduled_hour AS time_hour
FROM migration_flights.flight_legacy_form AS t;

--: What the view is for
COMMENT ON VIEW migration_flights.flights IS
    'flights after the switch: the rows of flight in the words of the legacy table.';

--: The view belongs to the role without a login
ALTER VIEW migration_flights.flight_legacy_form OWNER TO migration_owner;

--: The view belongs to the role without a login
ALTER VIEW migration_flights.flights OWNER TO migration_owner;

--: Give the view what a legacy table promises and a view does not inherit: defaults and rights
CREATE OR REPLACE FUNCTION migration_flights.flight_dress()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_flights.flights') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('nyc.flights', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'nyc.flights'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_flights.flights', part.name, part.beginning
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
            'migration_flights.flights',
            'migration_flights.flight_legacy_form',
            'flights.flight'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'nyc.flights'::regclass
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
            SELECT pg_get_serial_sequence('nyc.flights', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'nyc.flights'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;

--: It belongs to the role without a login
ALTER FUNCTION migration_flights.flight_dress() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_dress() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_dress() TO migration_runner;

--: Its columns begin as the legacy table's, and whoever may use that may use the view
SELECT migration_flights.flight_dress();

COMMIT;
