-- Fact latency_of_services: How many milliseconds a service took to answer in an hour, on average
-- Generated from specs/ai-management/facts/latency_of_services.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS SHARE while they are read, readers and writers go on, on public.performance_metrics.
-- Locks: ACCESS SHARE while they are read, readers and writers go on, on public.performance_data.
-- Undo: 80_fact_comparison_latency_of_services.rollback.sql

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

--: Compare what the tables say, in one snapshot, and store how many keys disagree
DO $comparison$
DECLARE
    began timestamptz := clock_timestamp();
    keys bigint;
    differing bigint;
    silent bigint;
    problem text;
    attempts_left integer;
BEGIN
    BEGIN
        attempts_left := 200;
        LOOP
            BEGIN
                SELECT
                    count(*),
                    count(*) FILTER (WHERE d.is_said),
                    count(*) FILTER (WHERE NOT d.is_said AND s.silent <> '{}')
                INTO keys, differing, silent
                FROM migration_ai_management.latency_of_services_statements AS s
                CROSS JOIN LATERAL (
                    SELECT s.differing <> '{}' OR s.contradicting IS NOT NULL AS is_said
                ) AS d;
                EXIT;
            EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                attempts_left := attempts_left - 1;
                IF attempts_left <= 0 THEN
                    RAISE;
                END IF;
            END;
            PERFORM pg_sleep(0.1 + random() * 0.4);
        END LOOP;
    EXCEPTION
        WHEN OTHERS THEN
            -- What legacy rows say never stops the migration, and is never passed over.
            problem := format('%s [%s]', SQLERRM, SQLSTATE);
    END;
    INSERT INTO migration.fact_comparison (
        migration, fact, winner, seconds, spec_hash, plan_hash,
        keys, agreeing, differing, silent, problem, listed_in
    )
    SELECT
        m.name,
        'latency_of_services',
        'performance_metrics',
        round(extract(epoch FROM clock_timestamp() - began), 3),
        m.spec_hash,
        m.plan_hash,
        keys,
        keys - differing - silent,
        differing,
        silent,
        problem,
        'migration_ai_management.latency_of_services_disagreements'
    FROM migration.migration AS m
    WHERE m.name = 'ai-management';
END
$comparison$;

COMMIT;
