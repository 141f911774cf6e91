-- What legacy statements ask that a view cannot do, or cannot do as fast
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none; reads the catalog and says what is not as the spec wants it.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: PUBLIC may not call the routines that look at statements
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        p.proname AS object,
        'is executable by PUBLIC' AS problem
    FROM pg_catalog.pg_proc AS p
    WHERE
        p.oid IN (
            to_regprocedure('migration_ai_management.asks_too_much(text, text, text)'),
            to_regprocedure('migration_ai_management.over_the_views(text)'),
            to_regprocedure('migration_ai_management.each_statement(text)'),
            to_regprocedure('migration_ai_management.one_statement(text)'),
            to_regprocedure('migration_ai_management.prepare(text, text)'),
            to_regprocedure('migration_ai_management.unreadable(text, text)'),
            to_regprocedure('migration_ai_management.statements_said(text)'),
            to_regprocedure('migration_ai_management.statement_problems(text)'),
            to_regprocedure('migration_ai_management.statements_gate(text)'),
            to_regprocedure('migration_ai_management.plan_of(text, text, text)'),
            to_regprocedure('migration_ai_management.cost_of(jsonb)'),
            to_regprocedure('migration_ai_management.passes(jsonb, text[])'),
            to_regprocedure('migration_ai_management.owning(text)'),
            to_regprocedure('migration_ai_management.sizes_of(text)'),
            to_regprocedure('migration_ai_management.measure_statements(text)'),
            to_regprocedure('migration_ai_management.access_paths_gate(text)'),
            to_regprocedure('migration_ai_management.preflight(text)'),
            to_regprocedure('migration_ai_management.dependants_seen(text)'),
            to_regprocedure('migration_ai_management.statements_seen(text)'),
            to_regprocedure('migration_ai_management.access_paths_seen(text)')
        )
        AND has_function_privilege('public', p.oid, 'EXECUTE')
) AS found (object, problem);
