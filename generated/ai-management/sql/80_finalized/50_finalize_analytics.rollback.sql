-- Data set analytics: only the new names are left, and there is no way back.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_finalize_analytics.apply.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: Say that analytics has passed the point of no return
DO $no_return$
BEGIN
    IF migration.is_final('ai-management', 'analytics') THEN
        RAISE EXCEPTION 'the data set % is finalized, and there is no way back', 'analytics' USING
            ERRCODE = 'MG192',
            HINT = 'Only a restore of a backup brings the legacy tables back, without what was written since.';
    END IF;
END
$no_return$;
