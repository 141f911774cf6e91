-- Mapping evaluations to ai_evaluations: rows that legacy cannot hold are kept.
-- Generated from specs/ai-management/mappings/evaluations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 89_parked_evaluations.apply.sql

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

--: What is nowhere else is not thrown away
DO $aside$
DECLARE
    name text;
    rows bigint;
BEGIN
    FOREACH name IN ARRAY ARRAY['migration_ai_management.evaluations_parked'] LOOP
        CONTINUE WHEN to_regclass(name) IS NULL;
        EXECUTE format('SELECT count(*) FROM %s', name) INTO rows;
        IF rows > 0 THEN
            RAISE EXCEPTION '% rows of % are kept that legacy cannot hold', rows, 'ai_evaluations' USING
                ERRCODE = 'MG172',
                HINT = format('Save what you need of %s, empty it, then roll back again.', name);
        END IF;
    END LOOP;
END
$aside$;

--: The routine that brings it back
DROP FUNCTION IF EXISTS migration_ai_management.evaluations_unpark();

--: The routine that sets it aside
DROP FUNCTION IF EXISTS migration_ai_management.evaluations_park();

--: The gate of the reverse
DROP FUNCTION IF EXISTS migration_ai_management.evaluations_parked_gate(text);

--: The list
DROP VIEW IF EXISTS migration_ai_management.evaluations_outside_legacy;

--: Where it is kept
DROP TABLE IF EXISTS migration_ai_management.evaluations_parked;

COMMIT;
