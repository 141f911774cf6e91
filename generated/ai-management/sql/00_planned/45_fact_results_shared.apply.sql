-- Where the comparisons of facts are kept
-- Generated from specs/ai-management/facts/cost_of_calls.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 45_fact_results_shared.rollback.sql

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

--: Let no other migration change the control schema at the same time.
DO $one_at_a_time$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
END
$one_at_a_time$;

--: Create the list of comparisons of facts.
CREATE TABLE IF NOT EXISTS migration.fact_comparison (
    comparison bigint GENERATED ALWAYS AS IDENTITY,
    migration text NOT NULL,
    fact text NOT NULL,
    winner text NOT NULL,
    compared_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seconds numeric NOT NULL,
    spec_hash text NOT NULL,
    plan_hash text NOT NULL,
    keys bigint,
    agreeing bigint,
    differing bigint,
    silent bigint,
    problem text,
    listed_in text NOT NULL,
    voided_at timestamptz,
    CONSTRAINT fact_comparison_pkey PRIMARY KEY (comparison),
    CONSTRAINT fact_comparison_fact_key UNIQUE (migration, fact, comparison),
    CONSTRAINT fact_comparison_keys_check CHECK (keys = agreeing + differing + silent),
    CONSTRAINT fact_comparison_problem_check CHECK ((keys IS NULL) = (problem IS NOT NULL))
);

--: Say in the catalog what the table and its columns mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.fact_comparison', 'Comparisons of what several tables say of one fact.'),
        ('COLUMN migration.fact_comparison.comparison', 'Number of the comparison.'),
        ('COLUMN migration.fact_comparison.migration', 'Name of the migration.'),
        ('COLUMN migration.fact_comparison.fact', 'Name of the fact.'),
        ('COLUMN migration.fact_comparison.winner', 'The table whose statement is kept.'),
        ('COLUMN migration.fact_comparison.compared_at', 'When it ended.'),
        ('COLUMN migration.fact_comparison.seconds', 'How long it took.'),
        ('COLUMN migration.fact_comparison.spec_hash', 'Hash of the specs compared by.'),
        ('COLUMN migration.fact_comparison.plan_hash', 'Hash of the plan compared by.'),
        ('COLUMN migration.fact_comparison.keys', 'How many keys any table says something of.'),
        ('COLUMN migration.fact_comparison.agreeing', 'Of these: all tables say the same.'),
        ('COLUMN migration.fact_comparison.differing',
            'Of these: a table differs from the winner, or contradicts itself.'),
        ('COLUMN migration.fact_comparison.silent',
            'Of these: nobody differs, but a table says nothing.'),
        ('COLUMN migration.fact_comparison.problem', 'Why it could not be compared.'),
        ('COLUMN migration.fact_comparison.listed_in', 'The view that lists the disagreements.'),
        ('COLUMN migration.fact_comparison.voided_at', 'When a rollback made it worthless.')
    LOOP
        EXECUTE pg_catalog.format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

--: Give nobody rights by default, whatever the database's defaults are.
REVOKE ALL ON migration.fact_comparison FROM PUBLIC;

--: Let the runner store what it finds, and void it at a rollback.
GRANT SELECT, INSERT, UPDATE ON migration.fact_comparison TO migration_runner;

--: Let auditors see what was found.
GRANT SELECT ON migration.fact_comparison TO migration_auditor;

COMMIT;
