-- What a verify file ends with
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 48_verified_shared.rollback.sql

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

--: Define how a check of a verify file ends: with `ok`, or with everything it found.
CREATE OR REPLACE FUNCTION migration.verified(problems text[])
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $verified$
BEGIN
    IF coalesce(cardinality(problems), 0) = 0 THEN
        RETURN 'ok';
    END IF;
    RAISE EXCEPTION '% not as the specs want it',
        CASE cardinality(problems)
            WHEN 1 THEN 'one thing is'
            ELSE pg_catalog.format('%s things are', cardinality(problems))
        END
    USING
        ERRCODE = 'MG071',
        DETAIL = array_to_string(
            ARRAY(
                SELECT p.problem
                FROM unnest(problems) AS p (problem)
                ORDER BY p.problem COLLATE "C"
            ),
            E'\n'
        ),
        HINT = 'Apply the phase again, or find out who changed it by hand.';
END
$verified$;

--: Let those who verify call it.
GRANT EXECUTE ON FUNCTION migration.verified(text[])
    TO migration_runner, migration_approver, migration_auditor;

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.verified(text[]) IS
    'Returns ok when there are no problems; otherwise fails and lists them.';

COMMIT;
