-- Fact longest_answer: The most tokens that a model may answer with
-- Generated from specs/ai-management/facts/longest_answer.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_fact_longest_answer.apply.sql

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

--: The list of disagreements
DROP VIEW IF EXISTS migration_ai_management.longest_answer_disagreements;

--: What each table says
DROP VIEW IF EXISTS migration_ai_management.longest_answer_statements;

COMMIT;
