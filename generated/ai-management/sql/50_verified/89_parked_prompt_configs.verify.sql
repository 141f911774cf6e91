-- Mapping prompt_configs to prompts: rows that legacy cannot hold are kept.
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

--: What legacy cannot hold has a place to be kept
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        wanted.name AS object,
        'table is missing' AS problem
    FROM (
        VALUES
            ('migration_ai_management.prompt_configs_parked')
    ) AS wanted (name)
    WHERE to_regclass(wanted.name) IS NULL
) AS found (object, problem);
