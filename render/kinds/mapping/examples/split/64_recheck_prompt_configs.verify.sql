-- Mapping prompt_configs to prompts: what is verified is looked at again and again.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
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

--: PUBLIC may not call the routines that re-check
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        p.proname AS object,
        'is executable by PUBLIC' AS problem
    FROM pg_catalog.pg_proc AS p
    WHERE
        p.oid IN (
            to_regprocedure('migration_ai_management.prompt_configs_note_changed()'),
            to_regprocedure('migration_ai_management.prompt_configs_recheck_piece(integer, timestamptz)'),
            to_regprocedure('migration_ai_management.prompt_configs_recheck(interval, boolean)')
        )
        AND has_function_privilege('public', p.oid, 'EXECUTE')
) AS found (object, problem);
