-- Fact latency_of_services: How long a service took to answer in an hour, on average, in milliseconds
-- Generated from specs/ai-management/facts/latency_of_services.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_fact_latency_of_services.apply.sql

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
DROP VIEW IF EXISTS migration_ai_management.latency_of_services_disagreements;

--: What each table says
DROP VIEW IF EXISTS migration_ai_management.latency_of_services_statements;

COMMIT;
