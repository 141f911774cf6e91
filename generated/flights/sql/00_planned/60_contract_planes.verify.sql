-- Contract with the legacy table nyc.planes
-- Generated from specs/flights/legacy_tables/planes.yaml; edit the spec, then run `make render`.
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

--: The legacy table is what its contract says.
SELECT
    migration.verified(array_agg(format('%s: %s', object, problem)))
FROM (
    WITH wanted (name, type, nullable) AS (
        VALUES
            ('tailnum',      'text', false),
            ('year',         'smallint', true),
            ('type',         'text', false),
            ('manufacturer', 'text', false),
            ('model',        'text', false),
            ('engines',      'smallint', false),
            ('seats',        'smallint', false),
            ('speed',        'smallint', true),
            ('engine',       'text', false)
    ),
    relation AS (
        SELECT
            c.oid,
            c.relkind
        FROM pg_catalog.pg_class AS c
        INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = 'nyc'
            AND c.relname = 'planes'
    ),
    there (name, type, nullable) AS (
        SELECT
            a.attname::text,
            pg_catalog.format_type(a.atttypid, a.atttypmod),
            CASE WHEN r.relkind IN ('r', 'p') THEN NOT a.attnotnull END
        FROM relation AS r
        INNER JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid
        WHERE a.attnum > 0
            AND NOT a.attisdropped
    ),
    keys (columns, is_primary) AS (
        SELECT
            ARRAY(
                SELECT a.attname::text
                FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, position)
                INNER JOIN pg_catalog.pg_attribute AS a
                    ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                WHERE k.position <= i.indnkeyatts
                ORDER BY k.position
            ),
            i.indisprimary
        FROM relation AS r
        INNER JOIN pg_catalog.pg_index AS i ON i.indrelid = r.oid
        WHERE i.indisunique
            AND i.indisvalid
            AND i.indimmediate
            AND i.indpred IS NULL
            AND i.indexprs IS NULL
    )
    SELECT
        'planes' AS object,
        'the table is missing' AS problem
    WHERE NOT EXISTS (SELECT FROM relation)
    UNION ALL
    SELECT
        'planes',
        'is not a table, although no data set has been switched'
    FROM relation AS r
    WHERE r.relkind NOT IN ('r', 'p')
        AND NOT EXISTS (
            SELECT
            FROM migration.data_set AS d
            WHERE d.migration = 'flights'
                AND d.owner = 'new'
        )
    UNION ALL
    SELECT
        'planes' || '.' || coalesce(wanted.name, there.name),
        CASE
            WHEN there.name IS NULL THEN 'the column is missing'
            WHEN wanted.name IS NULL THEN 'the contract does not know this column'
            WHEN wanted.type <> there.type
                THEN 'the type is ' || there.type || ', not ' || wanted.type
            WHEN there.nullable THEN 'may be NULL'
            ELSE 'is NOT NULL, and the contract lets it be NULL'
        END
    FROM wanted
    FULL JOIN there ON there.name = wanted.name
    WHERE EXISTS (SELECT FROM relation)
        AND (
            there.name IS NULL
            OR wanted.name IS NULL
            OR wanted.type <> there.type
            OR wanted.nullable <> there.nullable
        )
    UNION ALL
    SELECT
        'planes',
        'the primary key is ' || coalesce(
            (
                SELECT '(' || pg_catalog.array_to_string(k.columns, ', ') || ')'
                FROM keys AS k
                WHERE k.is_primary
            ),
            'missing'
        ) || ', not (tailnum)'
    FROM relation AS r
    WHERE r.relkind IN ('r', 'p')
        AND NOT EXISTS (
            SELECT
            FROM keys AS k
            WHERE k.is_primary
                AND k.columns = ARRAY['tailnum']
        )
) AS found (object, problem);
