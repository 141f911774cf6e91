-- Mapping model_prices to ai_model_prices: what legacy rows name keeps its name.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
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

--: name of ai_management.ai_vendors keeps its values
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'zz_changeover_model_prices_looked_up_1' AS object,
        'trigger is missing or does not fire always' AS problem
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS g
        WHERE
            g.tgrelid = to_regclass('ai_management.ai_vendors')
            AND g.tgname = 'zz_changeover_model_prices_looked_up_1'
            AND g.tgenabled = 'A'
    )
) AS found (object, problem);
