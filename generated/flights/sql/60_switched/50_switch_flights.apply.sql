-- Data set flights: the new tables own its rows, and both names reach them.
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.planes.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airlines.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.airports.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.flights.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.weather.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.aircraft.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airline.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.airport.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.flight.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on flights.weather_observation.
-- Undo: 50_switch_flights.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: What planes promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_flights.planes') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('nyc.planes', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'nyc.planes'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_flights.planes', part.name, part.beginning
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
            'migration_flights.planes',
            'migration_flights.aircraft_legacy_form',
            'flights.aircraft'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'nyc.planes'::regclass
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
            SELECT pg_get_serial_sequence('nyc.planes', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'nyc.planes'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps planes current
DO $lend$
BEGIN
    IF to_regclass('migration_flights.planes') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.planes TO migration_sync;
END
$lend$;


--: What airlines promises today, the view promises too
DO $dress$
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


--: From now on the sync role keeps airlines current
DO $lend$
BEGIN
    IF to_regclass('migration_flights.airlines') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.airlines TO migration_sync;
END
$lend$;


--: What airports promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_flights.airports') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('nyc.airports', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'nyc.airports'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_flights.airports', part.name, part.beginning
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
            'migration_flights.airports',
            'migration_flights.airport_legacy_form',
            'flights.airport'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'nyc.airports'::regclass
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
            SELECT pg_get_serial_sequence('nyc.airports', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'nyc.airports'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps airports current
DO $lend$
BEGIN
    IF to_regclass('migration_flights.airports') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.airports TO migration_sync;
END
$lend$;


--: What flights promises today, the view promises too
DO $dress$
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


--: From now on the sync role keeps flights current
DO $lend$
BEGIN
    IF to_regclass('migration_flights.flights') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.flights TO migration_sync;
END
$lend$;


--: What weather promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_flights.weather') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('nyc.weather', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'nyc.weather'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_flights.weather', part.name, part.beginning
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
            'migration_flights.weather',
            'migration_flights.weather_legacy_form',
            'flights.weather_observation'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'nyc.weather'::regclass
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
            SELECT pg_get_serial_sequence('nyc.weather', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'nyc.weather'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps weather current
DO $lend$
BEGIN
    IF to_regclass('migration_flights.weather') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON nyc.weather TO migration_sync;
END
$lend$;


--: Switch flights in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
BEGIN
    IF migration.owner_of('flights', 'flights') = 'new' THEN
        RETURN;
    END IF;
    FOR attempt IN 1..200 LOOP
        -- Most of what is noted is brought over before anybody has to wait.
        CALL migration_flights.aircraft_replay();
        CALL migration_flights.airline_replay();
        CALL migration_flights.airport_replay();
        CALL migration_flights.flight_replay();
        CALL migration_flights.weather_replay();
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE nyc.planes IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE nyc.airlines IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE nyc.airports IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE nyc.flights IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE nyc.weather IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE flights.aircraft IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.airline IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.airport IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.flight IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE flights.weather_observation IN SHARE ROW EXCLUSIVE MODE;
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            WHILE migration_flights.aircraft_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_flights.airline_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_flights.airport_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_flights.flight_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_flights.weather_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_flights.aircraft_journal)
                OR EXISTS (SELECT FROM migration_flights.airline_journal)
                OR EXISTS (SELECT FROM migration_flights.airport_journal)
                OR EXISTS (SELECT FROM migration_flights.flight_journal)
                OR EXISTS (SELECT FROM migration_flights.flight_lookups)
                OR EXISTS (SELECT FROM migration_flights.weather_journal)
                OR EXISTS (SELECT FROM migration_flights.weather_lookups)
            THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE nyc.planes DISABLE TRIGGER zz_changeover_aircraft_capture;
            ALTER TABLE nyc.planes DISABLE TRIGGER zz_changeover_aircraft_truncate;
            ALTER TABLE nyc.planes RENAME TO planes_retired;
            CREATE TRIGGER zz_changeover_aircraft_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.planes_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_flights.aircraft_refuse_retired();
            ALTER TABLE nyc.planes_retired ENABLE ALWAYS TRIGGER zz_changeover_aircraft_retired;
            ALTER VIEW migration_flights.planes SET SCHEMA nyc;
            ALTER TABLE flights.aircraft ENABLE ALWAYS TRIGGER zz_changeover_aircraft_reconcile;
            ALTER TABLE flights.aircraft ENABLE ALWAYS TRIGGER zz_changeover_aircraft_reverse;
            ALTER TABLE flights.aircraft ENABLE ALWAYS TRIGGER zz_changeover_aircraft_emptied;
            ALTER TABLE flights.aircraft DISABLE TRIGGER zz_changeover_aircraft_fence;
            ALTER TABLE nyc.airlines DISABLE TRIGGER zz_changeover_airline_capture;
            ALTER TABLE nyc.airlines DISABLE TRIGGER zz_changeover_airline_truncate;
            ALTER TABLE nyc.airlines RENAME TO airlines_retired;
            CREATE TRIGGER zz_changeover_airline_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.airlines_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_flights.airline_refuse_retired();
            ALTER TABLE nyc.airlines_retired ENABLE ALWAYS TRIGGER zz_changeover_airline_retired;
            ALTER VIEW migration_flights.airlines SET SCHEMA nyc;
            ALTER TABLE flights.airline ENABLE ALWAYS TRIGGER zz_changeover_airline_reconcile;
            ALTER TABLE flights.airline ENABLE ALWAYS TRIGGER zz_changeover_airline_reverse;
            ALTER TABLE flights.airline ENABLE ALWAYS TRIGGER zz_changeover_airline_emptied;
            ALTER TABLE flights.airline DISABLE TRIGGER zz_changeover_airline_fence;
            ALTER TABLE nyc.airports DISABLE TRIGGER zz_changeover_airport_capture;
            ALTER TABLE nyc.airports DISABLE TRIGGER zz_changeover_airport_truncate;
            ALTER TABLE nyc.airports RENAME TO airports_retired;
            CREATE TRIGGER zz_changeover_airport_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.airports_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_flights.airport_refuse_retired();
            ALTER TABLE nyc.airports_retired ENABLE ALWAYS TRIGGER zz_changeover_airport_retired;
            ALTER VIEW migration_flights.airports SET SCHEMA nyc;
            ALTER TABLE flights.airport ENABLE ALWAYS TRIGGER zz_changeover_airport_reconcile;
            ALTER TABLE flights.airport ENABLE ALWAYS TRIGGER zz_changeover_airport_reverse;
            ALTER TABLE flights.airport ENABLE ALWAYS TRIGGER zz_changeover_airport_emptied;
            ALTER TABLE flights.airport DISABLE TRIGGER zz_changeover_airport_fence;
            ALTER TABLE nyc.flights DISABLE TRIGGER zz_changeover_flight_capture;
            ALTER TABLE nyc.flights DISABLE TRIGGER zz_changeover_flight_truncate;
            ALTER TABLE nyc.flights RENAME TO flights_retired;
            CREATE TRIGGER zz_changeover_flight_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.flights_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_flights.flight_refuse_retired();
            ALTER TABLE nyc.flights_retired ENABLE ALWAYS TRIGGER zz_changeover_flight_retired;
            ALTER VIEW migration_flights.flights SET SCHEMA nyc;
            ALTER TABLE flights.flight ENABLE ALWAYS TRIGGER zz_changeover_flight_reconcile;
            ALTER TABLE flights.flight ENABLE ALWAYS TRIGGER zz_changeover_flight_reverse;
            ALTER TABLE flights.flight ENABLE ALWAYS TRIGGER zz_changeover_flight_emptied;
            ALTER TABLE flights.flight DISABLE TRIGGER zz_changeover_flight_fence;
            ALTER TABLE nyc.weather DISABLE TRIGGER zz_changeover_weather_capture;
            ALTER TABLE nyc.weather DISABLE TRIGGER zz_changeover_weather_truncate;
            ALTER TABLE nyc.weather RENAME TO weather_retired;
            CREATE TRIGGER zz_changeover_weather_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON nyc.weather_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_flights.weather_refuse_retired();
            ALTER TABLE nyc.weather_retired ENABLE ALWAYS TRIGGER zz_changeover_weather_retired;
            ALTER VIEW migration_flights.weather SET SCHEMA nyc;
            ALTER TABLE flights.weather_observation ENABLE ALWAYS TRIGGER zz_changeover_weather_reconcile;
            ALTER TABLE flights.weather_observation ENABLE ALWAYS TRIGGER zz_changeover_weather_reverse;
            ALTER TABLE flights.weather_observation ENABLE ALWAYS TRIGGER zz_changeover_weather_emptied;
            ALTER TABLE flights.weather_observation DISABLE TRIGGER zz_changeover_weather_fence;
            PERFORM migration.change_owner('flights', 'flights', 'new');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'flights' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
