-- How a rung of validation is stored
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 47_store_result_shared.rollback.sql

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

--: Define how a rung's result is stored.
CREATE OR REPLACE FUNCTION migration.store_result(
    run bigint,
    rung text,
    checked bigint,
    differences bigint,
    coverage text,
    began timestamptz,
    detail jsonb DEFAULT '{}'
)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $store_result$
    INSERT INTO migration.validation_result (
        run, rung, checked, differences, coverage, seconds, detail
    )
    VALUES (
        store_result.run,
        store_result.rung,
        store_result.checked,
        store_result.differences,
        store_result.coverage,
        round(extract(epoch FROM clock_timestamp() - store_result.began), 3),
        store_result.detail
    );
$store_result$;

--: Let the runner call it.
GRANT EXECUTE ON FUNCTION migration.store_result(bigint, text, bigint, bigint, text, timestamptz, jsonb)
    TO migration_runner;

--: Say in the catalog what it is.
COMMENT ON FUNCTION migration.store_result(bigint, text, bigint, bigint, text, timestamptz, jsonb) IS
    'Stores what one rung of a validation checked, found and took, in seconds.';

COMMIT;
