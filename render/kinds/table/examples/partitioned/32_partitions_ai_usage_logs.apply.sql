-- Partitions of ai_management.ai_usage_logs
-- Generated from specs/ai-management/tables/ai_usage_logs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_usage_logs.
-- Undo: 32_partitions_ai_usage_logs.rollback.sql

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
SET LOCAL ROLE migration_owner;

--: Create the partition ai_usage_logs_before_2024_01.
CREATE TABLE IF NOT EXISTS ai_management.ai_usage_logs_before_2024_01 PARTITION OF ai_management.ai_usage_logs
    FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00:00+00');

--: Create the partition ai_usage_logs_2024_01.
CREATE TABLE IF NOT EXISTS ai_management.ai_usage_logs_2024_01 PARTITION OF ai_management.ai_usage_logs
    FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00+00');

--: Create the partition ai_usage_logs_2024_02.
CREATE TABLE IF NOT EXISTS ai_management.ai_usage_logs_2024_02 PARTITION OF ai_management.ai_usage_logs
    FOR VALUES FROM ('2024-02-01 00:00:00+00') TO ('2024-03-01 00:00:00+00');

--: Create the partition ai_usage_logs_2024_03.
CREATE TABLE IF NOT EXISTS ai_management.ai_usage_logs_2024_03 PARTITION OF ai_management.ai_usage_logs
    FOR VALUES FROM ('2024-03-01 00:00:00+00') TO ('2024-04-01 00:00:00+00');

--: Create the partition ai_usage_logs_default.
CREATE TABLE IF NOT EXISTS ai_management.ai_usage_logs_default PARTITION OF ai_management.ai_usage_logs
    DEFAULT;

COMMIT;
