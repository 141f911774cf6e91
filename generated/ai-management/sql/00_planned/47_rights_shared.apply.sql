-- The rights of a name, which go with it
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 47_rights_shared.rollback.sql

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

--: Work as the owner of the control schema, one migration at a time, without names of others.
DO $work_as_owner$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    PERFORM pg_catalog.set_config('role', 'migration_owner', true);
END
$work_as_owner$;

--: Define who may read and write a relation, in whole or by column; `partly` is who may read only some of it.
CREATE OR REPLACE FUNCTION migration.rights_of(relation regclass)
RETURNS TABLE (
    grantee oid,
    role text,
    granted_by text,
    privilege text,
    attribute name,
    said text,
    passes_on boolean,
    partly boolean
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        given.grantee,
        coalesce(quote_ident(r.rolname), 'PUBLIC'),
        CASE WHEN given.grantor <> c.relowner THEN quote_ident(pg_get_userbyid(given.grantor)) END,
        given.privilege_type,
        given.attname,
        given.privilege_type
        || CASE WHEN given.attname IS NULL THEN '' ELSE format(' (%I)', given.attname) END,
        given.is_grantable OR given.grantee = c.relowner,
        given.attname IS NOT NULL AND given.privilege_type = 'SELECT' AND EXISTS (
            SELECT
            FROM pg_attribute AS a
            WHERE
                a.attrelid = c.oid
                AND a.attnum > 0
                AND NOT a.attisdropped
                AND NOT has_column_privilege(given.grantee, c.oid, a.attnum, 'SELECT')
        )
    FROM pg_class AS c
    CROSS JOIN LATERAL (
        SELECT NULL::name AS attname, e.grantor, e.grantee, e.privilege_type, e.is_grantable
        FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS e
        UNION ALL
        SELECT a.attname, e.grantor, e.grantee, e.privilege_type, e.is_grantable
        FROM pg_attribute AS a
        CROSS JOIN aclexplode(a.attacl) AS e
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    ) AS given
    LEFT JOIN pg_roles AS r ON r.oid = given.grantee
    WHERE
        c.oid = rights_of.relation
        AND given.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
        AND pg_get_userbyid(given.grantee) NOT IN ('migration_owner', 'migration_sync')
        AND NOT coalesce(r.rolsuper, false);
END;

--: Define how rights are given or taken in the name of who owns the relation: only he can take them back.
CREATE OR REPLACE FUNCTION migration.say_as_owner(relation regclass, statements text[])
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $say_as_owner$
DECLARE
    before text := current_setting('role');
    statement text;
BEGIN
    IF statements = '{}' THEN
        RETURN;
    END IF;
    BEGIN
        PERFORM set_config('role', pg_get_userbyid(c.relowner), true)
        FROM pg_class AS c
        WHERE c.oid = relation AND has_schema_privilege(c.relowner, c.relnamespace, 'USAGE');
    EXCEPTION
        WHEN insufficient_privilege THEN
            NULL; -- It is said all the same, in the name of who may give it.
    END;
    FOREACH statement IN ARRAY statements LOOP
        EXECUTE statement;
    END LOOP;
    PERFORM set_config('role', before, true);
END
$say_as_owner$;

--: Define how a name's rights go with it: who has one on `giver` has it on `taker`, and nobody else.
CREATE OR REPLACE FUNCTION migration.same_rights(giver regclass, taker regclass)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $same_rights$
-- Applications wait while a turn asks again: its plans are made the first time, and kept.
DECLARE
    owner oid := (SELECT c.relowner FROM pg_class AS c WHERE c.oid = taker);
BEGIN
    PERFORM migration.say_as_owner(taker, ARRAY(
        -- What somebody else has passed on goes when he may not pass it on any more.
        SELECT DISTINCT format(
            CASE
                WHEN t.granted_by IS NULL THEN 'REVOKE %s ON %s FROM %s CASCADE'
                ELSE 'REVOKE GRANT OPTION FOR %s ON %s FROM %s CASCADE'
            END,
            t.said, taker, coalesce(t.granted_by, t.role)
        )
        FROM migration.rights_of(taker) AS t
        WHERE
            t.grantee <> owner
            AND NOT EXISTS (
                SELECT
                FROM migration.rights_of(giver) AS g
                WHERE (g.role, g.said) = (t.role, t.said) AND (g.passes_on OR NOT t.passes_on)
            )
    ));
    PERFORM migration.say_as_owner(taker, ARRAY(
        SELECT DISTINCT format(
            'GRANT %s ON %s TO %s%s',
            g.said, taker, g.role, CASE WHEN g.passes_on THEN ' WITH GRANT OPTION' END
        )
        FROM migration.rights_of(giver) AS g
        WHERE
            g.grantee <> owner
            AND NOT EXISTS (
                SELECT
                FROM migration.rights_of(taker) AS t
                WHERE (t.role, t.said) = (g.role, g.said) AND (t.passes_on OR NOT g.passes_on)
            )
    ));
END
$same_rights$;

--: Let the runner call them.
GRANT EXECUTE ON FUNCTION
    migration.rights_of(regclass),
    migration.say_as_owner(regclass, text[]),
    migration.same_rights(regclass, regclass)
    TO migration_runner;

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.rights_of(regclass) IS
    'Returns who may read and write a relation, in whole or by column.';

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.say_as_owner(regclass, text[]) IS
    'Gives or takes rights on a relation as its owner, whom the caller must be a member of.';

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.same_rights(regclass, regclass) IS
    'Gives one relation the rights of another, and takes all others from it.';

COMMIT;
