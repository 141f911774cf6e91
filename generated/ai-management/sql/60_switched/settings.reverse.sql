-- ai-management: gives the data set `settings` back to the legacy tables, without losing a row.
-- Generated from the migration's specs. Run with psql -v because='…' -f; the reason is recorded.

\set ON_ERROR_STOP on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\set migration ai-management
\set data_set settings
\set action rollback
\if :{?because}
\else
    \set because ''
\endif
SET client_min_messages = warning;

SELECT migration.acquire(:'migration') \gset ignored_
SELECT count(*) FROM migration.check_gates(:'migration', :'data_set', 'reverse') \gset ignored_
SELECT migration.begin_reverse(:'migration', :'data_set', :'because') \gset ignored_

\set step switch.settings
\set file 60_switched/50_switch_settings.rollback.sql
\ir ../run_step.psql

\ir 50_switch_settings.verify.sql

SELECT migration.release(:'migration') \gset ignored_
