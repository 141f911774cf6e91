-- Mapping model_prices to ai_model_prices: its rows in the words of the legacy table.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 58_restored_model_prices.rollback.sql

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

--: The legacy rows, wherever their table is: after the switch it is the retired one
CREATE OR REPLACE VIEW migration_ai_management.model_prices_legacy_rows WITH (security_invoker = true) AS
SELECT
    l.model,
    l.year,
    l.vendor,
    l.price,
    l.valid_for
FROM public.model_prices AS l;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.model_prices_legacy_rows OWNER TO migration_owner;

--: The runner reads it
GRANT SELECT ON migration_ai_management.model_prices_legacy_rows TO migration_runner;

--: What the legacy table says, read from the target alone: the way back
CREATE OR REPLACE VIEW migration_ai_management.model_prices_restored AS
SELECT
    t.model::text AS model,
    t.year::integer AS year,
    t._vendor::text AS vendor,
    t.price::real AS price,
    t.valid_for::interval AS valid_for
FROM ai_management.ai_model_prices AS t
WHERE t.model IS NOT NULL;

--: The view belongs to the role without a login
ALTER VIEW migration_ai_management.model_prices_restored OWNER TO migration_owner;

--: It reads with the rights of whoever asks
ALTER VIEW migration_ai_management.model_prices_restored SET (security_invoker = true);

--: The runner reads it
GRANT SELECT ON migration_ai_management.model_prices_restored TO migration_runner;

COMMIT;
