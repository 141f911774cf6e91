-- Mapping feedback to ai_feedback: the legacy name over the owner of the rows.
-- Generated from specs/ai-management/mappings/feedback.yaml; edit the spec, then run `make render`.
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

--: Until the switch the view waits, with the legacy table's columns, in their order, with their types and collations
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        coalesce(l.attname, r.attname) AS object,
        'column differs between the legacy table and the view that will take its name' AS problem
    FROM (
        SELECT
            a.attname, a.atttypid, a.atttypmod, a.attcollation,
            row_number() OVER (ORDER BY a.attnum) AS place
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = to_regclass('public.feedback') AND a.attnum > 0 AND NOT a.attisdropped
    ) AS l
    FULL JOIN (
        SELECT
            a.attname, a.atttypid, a.atttypmod, a.attcollation,
            row_number() OVER (ORDER BY a.attnum) AS place
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = to_regclass('migration_ai_management.feedback') AND a.attnum > 0
    ) AS r USING (place)
    WHERE
        migration.owner_of('ai-management', 'feedback') = 'legacy'
        AND (l.attname, l.atttypid, l.atttypmod, l.attcollation)
            IS DISTINCT FROM (r.attname, r.atttypid, r.atttypmod, r.attcollation)
) AS found (object, problem);

--: Every column of the view can be written
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    SELECT
        c.column_name AS object,
        'column of the view cannot be updated' AS problem
    FROM information_schema.columns AS c
    WHERE
        (c.table_schema, c.table_name) = ('migration_ai_management', 'feedback')
        AND c.is_updatable <> 'YES'
) AS found (object, problem);
