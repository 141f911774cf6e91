-- Mapping ai_configs to feature_model_assignments: copies history.
-- Generated from specs/ai-management/mappings/ai_configs.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 75_backfill_ai_configs.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Forget the ranges, so that the next copy starts from the beginning
DELETE FROM migration.backfill_range AS r
WHERE (r.migration, r.mapping) = ('ai-management', 'ai_configs');

--: Forget the batches
DELETE FROM migration.backfill_batch AS b
WHERE (b.migration, b.mapping) = ('ai-management', 'ai_configs');

--: Wait for rows that are being changed; whoever waits for this gives up first
SET lock_timeout = 0;

--: Take the migrated rows back, so that the next copy starts from an empty target
DO $empty$
BEGIN
    IF to_regclass('ai_management.feature_model_assignments') IS NOT NULL THEN
        DELETE FROM ai_management.feature_model_assignments AS t
        WHERE t._migrated_at IS NOT NULL;
    END IF;
END
$empty$;
