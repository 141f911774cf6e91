-- When copying must wait
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 37_control_backfill_throttle_shared.rollback.sql

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

--: Work as the owner of the control schema, one migration at a time, without names of others.
DO $work_as_owner$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    PERFORM pg_catalog.set_config('role', 'migration_owner', true);
END
$work_as_owner$;

--: Define when copying must wait: paused, replicas behind, or applications waiting for locks.
CREATE OR REPLACE FUNCTION migration.throttle(migration text)
RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $throttle$
DECLARE
    limits migration.control;
    behind bigint;
    waiting int;
BEGIN
    SELECT c.* INTO limits FROM migration.control AS c WHERE c.migration = throttle.migration;
    IF limits.paused THEN
        RETURN format('paused: %s', limits.pause_reason);
    END IF;
    SELECT max(pg_wal_lsn_diff(pg_current_wal_lsn(), r.replay_lsn)) INTO behind
    FROM pg_stat_replication AS r;
    IF behind > limits.max_replication_lag_bytes THEN
        RETURN format('a replica is %s behind', pg_size_pretty(behind));
    END IF;
    SELECT count(*) INTO waiting
    FROM pg_locks AS l
    WHERE NOT l.granted AND l.pid <> pg_backend_pid();
    IF waiting > limits.max_lock_waiters THEN
        RETURN format('%s sessions wait for locks', waiting);
    END IF;
    RETURN NULL;
END
$throttle$;

--: Say in the catalog what it does.
COMMENT ON FUNCTION migration.throttle(text) IS 'Why copying must wait now, or NULL.';

COMMIT;
