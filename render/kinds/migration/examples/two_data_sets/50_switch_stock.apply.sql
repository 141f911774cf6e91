-- Data set stock: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.stock.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on shop.shelves.
-- Undo: 50_switch_stock.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: What stock promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.stock') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.stock', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.stock'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.stock', part.name, part.beginning
        );
    END LOOP;
    FOR part IN
        SELECT
            coalesce(quote_ident(r.rolname), 'PUBLIC') AS role,
            given.privilege_type AS privilege,
            wanted.relation
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN unnest(ARRAY[
            'migration_ai_management.stock',
            'migration_ai_management.stock_legacy_form',
            'shop.shelves'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.stock'::regclass
            AND given.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
            AND given.grantee <> 'migration_sync'::regrole
            AND NOT coalesce(r.rolsuper, false)
            AND NOT has_table_privilege(coalesce(r.rolname, 'public'), wanted.relation, given.privilege_type)
        UNION ALL
        SELECT
            quote_ident(r.rolname),
            'USAGE',
            'SEQUENCE ' || s.sequence
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        INNER JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN LATERAL (
            SELECT pg_get_serial_sequence('public.stock', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.stock'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps stock current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.stock') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.stock TO migration_sync;
END
$lend$;


--: Switch stock in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
BEGIN
    IF migration.owner_of('ai-management', 'stock') = 'new' THEN
        RETURN;
    END IF;
    FOR attempt IN 1..200 LOOP
        -- Most of what is noted is brought over before anybody has to wait.
        CALL migration_ai_management.stock_replay();
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.stock IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE shop.shelves IN SHARE ROW EXCLUSIVE MODE;
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            WHILE migration_ai_management.stock_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.stock_journal)
            THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE public.stock DISABLE TRIGGER zz_changeover_stock_capture;
            ALTER TABLE public.stock DISABLE TRIGGER zz_changeover_stock_truncate;
            ALTER TABLE public.stock RENAME TO stock_retired;
            CREATE TRIGGER zz_changeover_stock_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.stock_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.stock_refuse_retired();
            ALTER TABLE public.stock_retired ENABLE ALWAYS TRIGGER zz_changeover_stock_retired;
            ALTER VIEW migration_ai_management.stock SET SCHEMA public;
            ALTER TABLE shop.shelves ENABLE ALWAYS TRIGGER zz_changeover_stock_reconcile;
            ALTER TABLE shop.shelves ENABLE ALWAYS TRIGGER zz_changeover_stock_reverse;
            ALTER TABLE shop.shelves ENABLE ALWAYS TRIGGER zz_changeover_stock_emptied;
            ALTER TABLE shop.shelves DISABLE TRIGGER zz_changeover_stock_fence;
            PERFORM migration.change_owner('ai-management', 'stock', 'new');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'stock' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
