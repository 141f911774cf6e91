-- Mapping cost_allocations to ai_spending_allocations: until the switch, its tables are read and not written.
-- Generated from specs/ai-management/mappings/cost_allocations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on ai_management.ai_spending_allocations.
-- Undo: 45_fence_cost_allocations.apply.sql

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

--: The fence of ai_management.ai_spending_allocations, unless the table is gone already
DO $unfence$
DECLARE
    attempts_left integer;
BEGIN
    attempts_left := 200;
    LOOP
        BEGIN
            DROP TRIGGER IF EXISTS zz_changeover_cost_allocations_fence ON ai_management.ai_spending_allocations;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            attempts_left := attempts_left - 1;
            IF attempts_left <= 0 THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(0.1 + random() * 0.4);
    END LOOP;
END
$unfence$;

--: Its routine
DROP FUNCTION IF EXISTS migration_ai_management.cost_allocations_fence();

COMMIT;
