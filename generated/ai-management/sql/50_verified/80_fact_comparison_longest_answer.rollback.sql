-- Fact longest_answer: The most tokens that a model may answer with in production
-- Generated from specs/ai-management/facts/longest_answer.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 80_fact_comparison_longest_answer.apply.sql

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

--: What was compared stays on record, but nobody may rely on it any more
UPDATE migration.fact_comparison AS c
SET voided_at = clock_timestamp()
WHERE
    (c.migration, c.fact) = ('ai-management', 'longest_answer')
    AND c.voided_at IS NULL;

COMMIT;
