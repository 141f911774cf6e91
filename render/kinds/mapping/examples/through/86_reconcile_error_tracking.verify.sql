-- Mapping error_tracking to ai_errors: both forms of a value are kept in step.
-- Generated from specs/ai-management/mappings/error_tracking.yaml; edit the spec, then run `make render`.
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

--: The trigger is there
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'zz_changeover_error_tracking_reconcile' AS object,
        'trigger is missing, or not as awake as the owner of the rows wants it' AS problem
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass('ai_management.ai_errors')
            AND g.tgname = 'zz_changeover_error_tracking_reconcile'
            AND g.tgenabled = CASE migration.owner_of('ai-management', 'errors') WHEN 'new' THEN 'A' ELSE 'D' END
    )
) AS found (object, problem);
