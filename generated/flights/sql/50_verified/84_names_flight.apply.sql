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
    IF to_regclass('migration_flights.flights') IS NOT NULL THEN
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
                a.attrelid = to_regclass('nyc.flights')
                AND a.attnum > 0
                AND NOT a.attisdropped
                AND a.attgenerated = ''
                AND (d.oid IS NOT NULL OR a.attidentity <> '')
        LOOP
            EXECUTE format(
                'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_flights.flights', part.name, part.beginning
            );
        END LOOP;
        PERFORM migration.same_rights(
            to_regclass('nyc.flights'), to_regclass('migration_flights.flights')
        );
    END IF;
    -- Both views ask in the name of who asks them: he needs the same of what they stand on.
    FOR part IN
        WITH holders (attribute, held) AS (
            VALUES
            ('year', '_year'),
            ('month', '_month'),
            ('day', '_day'),
            ('dep_time', 'departure_hhmm'),
            ('sched_dep_time', 'scheduled_departure_hhmm'),
            ('dep_delay', 'departure_delay_min'),
            ('arr_time', 'arrival_hhmm'),
            ('sched_arr_time', 'scheduled_arrival_hhmm'),
            ('arr_delay', 'arrival_delay_min'),
            ('carrier', '_legacy_carrier'),
            ('flight', '_legacy_flight'),
            ('tailnum', '_tailnum'),
            ('origin', '_origin'),
            ('dest', '_dest'),
            ('air_time', 'air_time_min'),
            ('distance', 'distance_miles'),
            ('hour', '_hour'),
            ('minute', '_minute'),
            ('time_hour', 'scheduled_hour')
        ),
        read (attribute) AS (
            VALUES
            ('_year'),
            ('_month'),
            ('_day'),
            ('departure_hhmm'),
            ('scheduled_departure_hhmm'),
            ('departure_delay_min'),
            ('arrival_hhmm'),
            ('scheduled_arrival_hhmm'),
            ('arrival_delay_min'),
            ('_legacy_carrier'),
            ('_legacy_flight'),
            ('_tailnum'),
            ('_origin'),
            ('_dest'),
            ('air_time_min'),
            ('distance_miles'),
            ('_hour'),
            ('_minute'),
            ('scheduled_hour'),
            ('_by_legacy_name')
        ),
        given AS (
            SELECT g.*
            FROM migration.rights_of(to_regclass('nyc.flights')) AS g
        ),
        had AS MATERIALIZED (
            -- Rights of his own: what somebody has by another role may end with that.
            SELECT c.oid, r.role, r.privilege, r.attribute
            FROM unnest(ARRAY[
                to_regclass('migration_flights.flight_legacy_form'),
                to_regclass('flights.flight')
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
                    OR format('%s on %s', g.role, to_regclass('nyc.flights')) = ANY (
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
            to_regclass('migration_flights.flight_legacy_form'),
            to_regclass('flights.flight')
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
                    to_regclass('nyc.flights_retired'), to_regclass('nyc.flights')
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
ALTER FUNCTION migration_flights.flight_dress() OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_flights.flight_dress() FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_flights.flight_dress() TO migration_runner;

--: Its columns begin as the legacy table's, and whoever may use that may use the view
SELECT migration_flights.flight_dress();

COMMIT;
