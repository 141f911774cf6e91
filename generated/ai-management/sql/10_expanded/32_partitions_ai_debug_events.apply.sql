-- Partitions of ai_management.ai_debug_events
-- Generated from specs/ai-management/tables/ai_debug_events.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_debug_events.
-- Undo: 32_partitions_ai_debug_events.rollback.sql

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

--: Create the partition ai_debug_events_before_2024_01.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_before_2024_01 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_01.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_01 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_02.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_02 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-02-01 00:00:00+00') TO ('2024-03-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_03.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_03 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-03-01 00:00:00+00') TO ('2024-04-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_04.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_04 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-04-01 00:00:00+00') TO ('2024-05-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_05.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_05 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-05-01 00:00:00+00') TO ('2024-06-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_06.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_06 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-06-01 00:00:00+00') TO ('2024-07-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_07.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_07 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-07-01 00:00:00+00') TO ('2024-08-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_08.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_08 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-08-01 00:00:00+00') TO ('2024-09-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_09.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_09 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-09-01 00:00:00+00') TO ('2024-10-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_10.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_10 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-10-01 00:00:00+00') TO ('2024-11-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_11.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_11 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-11-01 00:00:00+00') TO ('2024-12-01 00:00:00+00');

--: Create the partition ai_debug_events_2024_12.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2024_12 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2024-12-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_01.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_01 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_02.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_02 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-02-01 00:00:00+00') TO ('2025-03-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_03.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_03 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-03-01 00:00:00+00') TO ('2025-04-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_04.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_04 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-04-01 00:00:00+00') TO ('2025-05-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_05.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_05 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-05-01 00:00:00+00') TO ('2025-06-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_06.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_06 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-06-01 00:00:00+00') TO ('2025-07-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_07.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_07 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-07-01 00:00:00+00') TO ('2025-08-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_08.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_08 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-08-01 00:00:00+00') TO ('2025-09-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_09.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_09 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-09-01 00:00:00+00') TO ('2025-10-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_10.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_10 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-10-01 00:00:00+00') TO ('2025-11-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_11.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_11 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-11-01 00:00:00+00') TO ('2025-12-01 00:00:00+00');

--: Create the partition ai_debug_events_2025_12.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2025_12 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2025-12-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_01.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_01 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_02.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_02 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-02-01 00:00:00+00') TO ('2026-03-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_03.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_03 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-03-01 00:00:00+00') TO ('2026-04-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_04.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_04 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-04-01 00:00:00+00') TO ('2026-05-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_05.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_05 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-05-01 00:00:00+00') TO ('2026-06-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_06.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_06 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-06-01 00:00:00+00') TO ('2026-07-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_07.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_07 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-07-01 00:00:00+00') TO ('2026-08-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_08.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_08 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-08-01 00:00:00+00') TO ('2026-09-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_09.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_09 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-09-01 00:00:00+00') TO ('2026-10-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_10.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_10 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2026-11-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_11.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_11 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');

--: Create the partition ai_debug_events_2026_12.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2026_12 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');

--: Create the partition ai_debug_events_2027_01.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2027_01 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');

--: Create the partition ai_debug_events_2027_02.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2027_02 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2027-02-01 00:00:00+00') TO ('2027-03-01 00:00:00+00');

--: Create the partition ai_debug_events_2027_03.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_2027_03 PARTITION OF ai_management.ai_debug_events
    FOR VALUES FROM ('2027-03-01 00:00:00+00') TO ('2027-04-01 00:00:00+00');

--: Create the partition ai_debug_events_default.
CREATE TABLE IF NOT EXISTS ai_management.ai_debug_events_default PARTITION OF ai_management.ai_debug_events
    DEFAULT;

COMMIT;
