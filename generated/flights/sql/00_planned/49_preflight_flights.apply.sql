-- What Flights of New York needs of whoever runs it
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 49_preflight_flights.rollback.sql

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

--: Refuse a role that could not finish what it starts.
DO $preflight_privileges$
DECLARE
    missing text[];
BEGIN
    SELECT pg_catalog.array_agg(f.problem ORDER BY f.problem COLLATE "C") INTO missing
    FROM (
        SELECT
            current_user::text AS object,
            missing.problem
        FROM (
            SELECT
                'is not a member of migration_owner' AS problem
            WHERE NOT pg_has_role(current_user, 'migration_owner', 'MEMBER')
            UNION ALL
            SELECT
                format('may not create schemas in the database %I', current_database())
            WHERE NOT has_database_privilege(current_user, current_database(), 'CREATE')
            UNION ALL
            SELECT
                format('may not create temporary tables in the database %I', current_database())
            WHERE NOT has_database_privilege(current_user, current_database(), 'TEMPORARY')
            UNION ALL
            SELECT
                format('is not a member of %I, the owner of %I.%I', o.rolname, n.nspname, c.relname)
            FROM pg_class AS c
            INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
            INNER JOIN pg_roles AS o ON o.oid = c.relowner
            WHERE n.nspname = 'nyc'
                AND c.relname IN (
                    'airlines',
                    'airports',
                    'flights',
                    'planes',
                    'weather'
                )
                AND NOT pg_has_role(current_user, c.relowner, 'MEMBER')
        ) AS missing
        WHERE NOT (SELECT r.rolsuper FROM pg_roles AS r WHERE r.rolname = current_user)
    ) AS f;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION '% may not run this migration', current_user
        USING
            ERRCODE = 'MG082',
            DETAIL = pg_catalog.array_to_string(missing, E'\n'),
            HINT = 'Grant what is missing, or run it as a role that has it.';
    END IF;
END
$preflight_privileges$;

--: List the event triggers: they run at every change of a table, ours included.
DO $preflight_event_triggers$
DECLARE
    found_trigger record;
BEGIN
    PERFORM pg_catalog.set_config('client_min_messages', 'notice', true);
    FOR found_trigger IN
        SELECT t.evtname, t.evtevent
        FROM pg_catalog.pg_event_trigger AS t
        WHERE t.evtenabled <> 'D'
        ORDER BY t.evtname
    LOOP
        RAISE NOTICE 'the event trigger % will run at every %',
            found_trigger.evtname, found_trigger.evtevent;
    END LOOP;
END
$preflight_event_triggers$;

COMMIT;
