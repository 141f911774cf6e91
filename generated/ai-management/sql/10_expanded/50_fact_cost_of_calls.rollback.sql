-- Fact cost_of_calls: What the calls of a service cost in a month, in US dollars
-- Generated from specs/ai-management/facts/cost_of_calls.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_fact_cost_of_calls.apply.sql

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
DROP VIEW IF EXISTS migration_ai_management.cost_of_calls_disagreements;

--: What each table says
DROP VIEW IF EXISTS migration_ai_management.cost_of_calls_statements;

COMMIT;
