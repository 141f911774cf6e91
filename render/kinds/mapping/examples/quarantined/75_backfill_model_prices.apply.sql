-- Mapping model_prices to ai_model_prices: copies history.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ROW SHARE, with FOR SHARE on the rows of one batch, on public.model_prices.
-- Undo: 75_backfill_model_prices.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Wait for a TRUNCATE to end; what this asks for is in nobody's way
SET lock_timeout = '30s';

--: Cut history into ranges, so that several workers can share it
SELECT migration_ai_management.model_prices_plan_ranges(8);

--: Copy history, one transaction a batch
CALL migration_ai_management.model_prices_backfill();

--: Go on only when no range is left
SELECT
    migration.verified(array_agg(format('range %s is not finished', r.range_number)))
FROM migration.backfill_range AS r
WHERE (r.migration, r.mapping) = ('ai-management', 'model_prices') AND NOT r.done;
