-- Fact longest_answer: The most tokens that a model may answer with
-- Generated from specs/ai-management/facts/longest_answer.yaml; edit the spec, then run `make render`.
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

--: The fact was compared
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        'longest_answer' AS object,
        'was not compared' AS problem
    WHERE NOT EXISTS (
        SELECT
        FROM migration.fact_comparison AS c
        WHERE
            (c.migration, c.fact) = ('ai-management', 'longest_answer')
            AND c.voided_at IS NULL
    )
) AS found (object, problem);
