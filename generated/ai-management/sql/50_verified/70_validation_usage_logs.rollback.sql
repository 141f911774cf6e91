-- Mapping usage_logs to ai_usage_logs: compares every row, in one snapshot.
-- Generated from specs/ai-management/mappings/usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 70_validation_usage_logs.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: What was compared stays on record, but nobody may rely on it any more
UPDATE migration.validation_run AS r
SET voided_at = clock_timestamp()
WHERE
    (r.migration, r.mapping) = ('ai-management', 'usage_logs')
    AND r.voided_at IS NULL;
