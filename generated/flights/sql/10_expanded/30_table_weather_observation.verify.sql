-- Table flights.weather_observation
-- Generated from specs/flights/tables/weather_observation.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: The table exists and belongs to the migration.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'flights.weather_observation' AS object,
        CASE
            WHEN found.oid IS NULL THEN 'does not exist'
            WHEN found.relkind <> 'r' THEN
                'is not a plain table'
            WHEN found.relowner <> 'migration_owner'::regrole THEN 'is not owned by migration_owner'
            ELSE 'has row-level security switched the other way'
        END AS problem
    FROM (VALUES (to_regclass('flights.weather_observation'))) AS wanted (oid)
    LEFT JOIN pg_catalog.pg_class AS found ON found.oid = wanted.oid
    WHERE
        found.oid IS NULL
        OR found.relkind <> 'r'
        OR found.relowner <> 'migration_owner'::regrole
        OR found.relrowsecurity <> false
) AS found (object, problem);

--: The columns have their types, defaults and NOT NULLs.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'flights.weather_observation.' || coalesce(wanted.name, found.attname) AS object,
        CASE
            WHEN found.attname IS NULL THEN 'does not exist'
            WHEN wanted.name IS NULL THEN 'is not in the spec'
            WHEN found.attnotnull <> wanted.required AND wanted.required THEN 'may be NULL'
            WHEN found.attnotnull <> wanted.required THEN 'may not be NULL'
            WHEN found.atthasdef <> wanted.filled AND wanted.filled THEN 'has no default'
            WHEN found.atthasdef <> wanted.filled THEN 'has a default that is not in the spec'
            ELSE format(
                'is %s instead of %s', format_type(found.atttypid, found.atttypmod), wanted.type
            )
        END AS problem
    FROM (
        VALUES
            ('station', 'text', true, false),
            ('observed_at', 'timestamp with time zone', true, false),
            ('airport_id', 'uuid', true, false),
            ('temperature_f', 'numeric(6,2)', false, false),
            ('dew_point_f', 'numeric(6,2)', false, false),
            ('humidity_percent', 'numeric(5,2)', false, false),
            ('wind_direction', 'smallint', false, false),
            ('wind_speed_mph', 'double precision', false, false),
            ('wind_gust_mph', 'double precision', false, false),
            ('precipitation_in', 'numeric(5,2)', true, false),
            ('pressure_mbar', 'numeric(6,1)', false, false),
            ('visibility_miles', 'numeric(5,2)', true, false)
    ) AS wanted (name, type, required, filled)
    FULL JOIN (
        SELECT attname::text, atttypid, atttypmod, attnotnull, atthasdef
        FROM pg_catalog.pg_attribute
        WHERE
            attrelid = to_regclass('flights.weather_observation')
            AND attnum > 0
            AND NOT attisdropped
    ) AS found ON found.attname = wanted.name
    WHERE
        (wanted.name IS NULL AND NOT starts_with(found.attname, '_'))
        OR (
            wanted.name IS NOT NULL
            AND (
                found.attname IS NULL
                OR found.attnotnull <> wanted.required
                OR found.atthasdef <> wanted.filled
                OR format_type(found.atttypid, found.atttypmod) <> CASE
                    WHEN strpos(wanted.type, '(') > 0 THEN wanted.type
                    ELSE coalesce(format_type(to_regtype(wanted.type), NULL), wanted.type)
                END
            )
        )
) AS found (object, problem);

--: The constraints are there and hold.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'flights.weather_observation' || ' constraint ' || wanted.name AS object,
        CASE
            WHEN found.oid IS NULL THEN 'does not exist'
            WHEN NOT found.convalidated THEN 'is not validated'
            ELSE 'is of other columns or of another type'
        END AS problem
    FROM (
        VALUES
            ('weather_observation_pkey', 'p', '{station,observed_at}')
    ) AS wanted (name, type, columns)
    LEFT JOIN pg_catalog.pg_constraint AS found
        ON
            found.conrelid = to_regclass('flights.weather_observation')
            AND found.conname = wanted.name
    WHERE
        found.oid IS NULL
        OR NOT found.convalidated
        OR found.contype::text <> wanted.type
        OR wanted.columns::text[] <> ARRAY(
            SELECT attribute.attname::text
            FROM unnest(found.conkey) WITH ORDINALITY AS key (number, position)
            INNER JOIN pg_catalog.pg_attribute AS attribute
                ON attribute.attrelid = found.conrelid AND attribute.attnum = key.number
            ORDER BY key.position
        )
) AS found (object, problem);

--: The roles have their privileges.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'flights.weather_observation' AS object,
        format('%s has no %s', wanted.role, wanted.privilege) AS problem
    FROM (
        VALUES
            ('flights_app', 'SELECT'),
            ('flights_app', 'INSERT'),
            ('flights_app', 'UPDATE'),
            ('flights_app', 'DELETE'),
            ('flights_reader', 'SELECT'),
            ('migration_sync', 'SELECT'),
            ('migration_sync', 'INSERT'),
            ('migration_sync', 'UPDATE'),
            ('migration_sync', 'DELETE'),
            ('migration_runner', 'SELECT'),
            ('migration_runner', 'INSERT'),
            ('migration_runner', 'UPDATE'),
            ('migration_runner', 'DELETE')
    ) AS wanted (role, privilege)
    WHERE NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_class AS class
        CROSS JOIN aclexplode(class.relacl) AS given
        INNER JOIN pg_catalog.pg_roles AS role ON role.oid = given.grantee
        WHERE
            class.oid = to_regclass('flights.weather_observation')
            AND role.rolname = wanted.role
            AND given.privilege_type = wanted.privilege
    )
) AS found (object, problem);
