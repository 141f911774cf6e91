-- Index idx_ai_features_lookup on ai_management.ai_features
-- Generated from specs/ai-management/indexes/idx_ai_features_lookup.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_features.
-- Undo: 60_index_idx_ai_features_lookup.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Act as the owner, who can drop nothing but its own.
SET ROLE migration_owner;

--: Wait for old snapshots without a limit; dropping blocks nobody while it waits.
SET lock_timeout = 0;

--: Drop the index while readers and writers go on.
DROP INDEX CONCURRENTLY IF EXISTS ai_management.idx_ai_features_lookup;

--: Be oneself again.
RESET ROLE;
