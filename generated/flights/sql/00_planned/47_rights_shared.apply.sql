-- The rights of a name, which go with it
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
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

--: Define who was given what on a relation and by whom else than its owner, in whole or by column.
CREATE OR REPLACE FUNCTION migration.grants_on(relation regclass)
RETURNS TABLE (
    grantee oid,
    role text,
    granted_by text,
    privilege text,
    attribute name,
    said text,
    passes_on boolean
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
        given.is_grantable OR given.grantee = c.relowner
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
    WHERE c.oid = grants_on.relation;
END;

--: Define which of these go with a name: to read and to write. `partly` is who may read only some of it.
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
        given.role,
        given.granted_by,
        given.privilege,
        given.attribute,
        given.said,
        given.passes_on,
        given.attribute IS NOT NULL AND given.privilege = 'SELECT' AND EXISTS (
            SELECT
            FROM pg_attribute AS a
            WHERE
                a.attrelid = rights_of.relation
                AND a.attnum > 0
                AND NOT a.attisdropped
                AND NOT EXISTS (
                    -- Rights of his own: what he reads as a member of another role may end with that.
                    SELECT
                    FROM migration.grants_on(rights_of.relation) AS own
                    WHERE
                        (own.grantee, own.privilege) = (given.grantee, 'SELECT')
                        AND (own.attribute IS NULL OR own.attribute = a.attname)
                )
        )
    FROM migration.grants_on(rights_of.relation) AS given
    LEFT JOIN pg_roles AS r ON r.oid = given.grantee
    WHERE
        given.privilege IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
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

--: Define what a relation grants to anybody but its owner and is not among what is wanted.
CREATE OR REPLACE FUNCTION migration.unwanted_rights(relation regclass, wanted jsonb)
RETURNS TABLE (role text, granted_by text, said text)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT g.role, g.granted_by, g.said
    FROM pg_class AS c
    CROSS JOIN LATERAL migration.grants_on(c.oid) AS g
    WHERE
        c.oid = unwanted_rights.relation
        AND g.grantee <> c.relowner
        AND NOT EXISTS (
            SELECT
            FROM jsonb_to_recordset(unwanted_rights.wanted) AS w (role text, said text, passes_on boolean)
            WHERE (w.role, w.said) = (g.role, g.said) AND (w.passes_on OR NOT g.passes_on)
        );
END;

--: Define how they are taken, also those that others have passed on.
CREATE OR REPLACE FUNCTION migration.take_rights(relation regclass, wanted jsonb)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $take_rights$
DECLARE
    kept text;
BEGIN
    IF NOT EXISTS (SELECT FROM migration.unwanted_rights(relation, wanted)) THEN
        RETURN;
    END IF;
    PERFORM migration.say_as_owner(relation, ARRAY(
        SELECT DISTINCT format('REVOKE %s ON %s FROM %s CASCADE', u.said, relation, u.role)
        FROM migration.unwanted_rights(relation, wanted) AS u
        WHERE u.granted_by IS NULL
    ));
    -- What somebody has passed on goes with what he has of the owner, and of nobody else:
    -- so whoever has passed on the same is granted it by the owner, and it is taken from him.
    PERFORM migration.say_as_owner(relation, ARRAY(
        SELECT DISTINCT format(
            'GRANT %1$s ON %2$s TO %3$s WITH GRANT OPTION; REVOKE %1$s ON %2$s FROM %3$s CASCADE',
            g.said, relation, g.granted_by
        )
        FROM migration.grants_on(relation) AS g
        WHERE
            g.granted_by IS NOT NULL
            AND g.said IN (
                SELECT u.said
                FROM migration.unwanted_rights(relation, wanted) AS u
                WHERE u.granted_by IS NOT NULL
            )
    ));
    kept := (
        SELECT string_agg(
            format('%s of %s', u.said, u.role) || coalesce(' by ' || u.granted_by, ''), ', '
        )
        FROM migration.unwanted_rights(relation, wanted) AS u
    );
    IF kept IS NOT NULL THEN
        RAISE EXCEPTION 'the owner of % cannot take back %', relation, kept USING
            ERRCODE = 'MG113',
            HINT = 'Let whoever has given it REVOKE it, then try again.';
    END IF;
END
$take_rights$;

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
    lost text[];
    wanted jsonb;
BEGIN
    IF ARRAY(
        SELECT DISTINCT ROW (g.role, g.said, g.passes_on)
        FROM migration.rights_of(giver) AS g
        WHERE g.grantee <> owner
        ORDER BY 1
    ) = ARRAY(
        SELECT DISTINCT ROW (t.role, t.said, t.passes_on)
        FROM migration.rights_of(taker) AS t
        WHERE t.grantee <> owner
        ORDER BY 1
    ) THEN
        RETURN;
    END IF;
    -- Who has lost all that goes with a name keeps nothing of the rest, such as TRUNCATE.
    lost := ARRAY(
        SELECT t.role FROM migration.rights_of(taker) AS t
        EXCEPT
        SELECT g.role FROM migration.rights_of(giver) AS g
    );
    wanted := (
        SELECT jsonb_agg(w)
        FROM (
            SELECT g.role, g.said, g.passes_on
            FROM migration.rights_of(giver) AS g
            WHERE g.grantee <> owner
            UNION
            SELECT t.role, t.said, t.passes_on
            FROM migration.grants_on(taker) AS t
            WHERE
                t.grantee <> owner
                AND t.role <> ALL (lost)
                AND NOT EXISTS (
                    SELECT
                    FROM migration.rights_of(taker) AS r
                    WHERE (r.role, r.said) = (t.role, t.said)
                )
        ) AS w
    );
    PERFORM migration.take_rights(taker, wanted);
    PERFORM migration.say_as_owner(taker, ARRAY(
        SELECT format(
            'GRANT %s ON %s TO %s%s',
            w.said, taker, w.role, CASE WHEN w.passes_on THEN ' WITH GRANT OPTION' END
        )
        FROM jsonb_to_recordset(wanted) AS w (role text, said text, passes_on boolean)
        WHERE NOT EXISTS (
            SELECT
            FROM migration.grants_on(taker) AS t
            WHERE (t.role, t.said) = (w.role, w.said) AND (t.passes_on OR NOT w.passes_on)
        )
    ));
END
$same_rights$;

--: Define how a turn waits for who changes rights by column: that locks no table, only the columns' rows.
CREATE OR REPLACE FUNCTION migration.wait_for_rights(relation regclass)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $wait_for_rights$
BEGIN
    IF EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = relation AND a.attacl IS NOT NULL) THEN
        -- It takes nothing, and writes each row that holds rights.
        PERFORM migration.say_as_owner(
            relation, ARRAY[format('REVOKE SELECT ON %s FROM migration_sync', relation)]
        );
    END IF;
EXCEPTION
    WHEN internal_error THEN
        RAISE lock_not_available; -- They have changed while it waited: what they are is asked again.
END
$wait_for_rights$;

--: Let the runner call them.
GRANT EXECUTE ON FUNCTION
    migration.grants_on(regclass),
    migration.rights_of(regclass),
    migration.say_as_owner(regclass, text[]),
    migration.unwanted_rights(regclass, jsonb),
    migration.take_rights(regclass, jsonb),
    migration.same_rights(regclass, regclass),
    migration.wait_for_rights(regclass)
    TO migration_runner;

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.grants_on(regclass) IS
    'Returns who was given what on a relation and by whom else than its owner, in whole or by column.';

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.rights_of(regclass) IS
    'Returns who may read and write a relation, in whole or by column.';

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.say_as_owner(regclass, text[]) IS
    'Gives or takes rights on a relation as its owner, whom the caller must be a member of.';

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.unwanted_rights(regclass, jsonb) IS
    'Returns what a relation grants to others than its owner besides what is wanted.';

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.take_rights(regclass, jsonb) IS
    'Takes all rights on a relation that are not wanted, whoever has given them.';

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.same_rights(regclass, regclass) IS
    'Gives one relation the rights of another, and takes all others from it.';

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.wait_for_rights(regclass) IS
    'Waits for open transactions that change rights on a relation, as long as for a lock.';

COMMIT;
