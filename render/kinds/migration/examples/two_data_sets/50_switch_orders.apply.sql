-- Data set orders: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.orders.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.parcels.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on shop.purchases.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on shop.shipments.
-- Undo: 50_switch_orders.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: What orders promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.orders') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.orders', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.orders'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.orders', part.name, part.beginning
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
            'migration_ai_management.orders',
            'migration_ai_management.orders_legacy_form',
            'shop.purchases'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.orders'::regclass
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
            SELECT pg_get_serial_sequence('public.orders', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.orders'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps orders current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.orders') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.orders TO migration_sync;
END
$lend$;


--: What parcels promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.parcels') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.parcels', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.parcels'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.parcels', part.name, part.beginning
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
            'migration_ai_management.parcels',
            'migration_ai_management.parcels_legacy_form',
            'shop.shipments'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.parcels'::regclass
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
            SELECT pg_get_serial_sequence('public.parcels', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.parcels'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps parcels current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.parcels') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.parcels TO migration_sync;
END
$lend$;


--: Switch orders in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
BEGIN
    IF migration.owner_of('ai-management', 'orders') = 'new' THEN
        RETURN;
    END IF;
    FOR attempt IN 1..200 LOOP
        -- Most of what is noted is brought over before anybody has to wait.
        CALL migration_ai_management.orders_replay();
        CALL migration_ai_management.parcels_replay();
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.orders IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.parcels IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE shop.purchases IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE shop.shipments IN SHARE ROW EXCLUSIVE MODE;
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            WHILE migration_ai_management.orders_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_ai_management.parcels_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.orders_journal)
                OR EXISTS (SELECT FROM migration_ai_management.parcels_journal)
            THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE public.orders DISABLE TRIGGER zz_changeover_orders_capture;
            ALTER TABLE public.orders DISABLE TRIGGER zz_changeover_orders_truncate;
            ALTER TABLE public.orders RENAME TO orders_retired;
            CREATE TRIGGER zz_changeover_orders_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.orders_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.orders_refuse_retired();
            ALTER TABLE public.orders_retired ENABLE ALWAYS TRIGGER zz_changeover_orders_retired;
            ALTER VIEW migration_ai_management.orders SET SCHEMA public;
            ALTER TABLE shop.purchases ENABLE ALWAYS TRIGGER zz_changeover_orders_reconcile;
            ALTER TABLE shop.purchases ENABLE ALWAYS TRIGGER zz_changeover_orders_reverse;
            ALTER TABLE shop.purchases ENABLE ALWAYS TRIGGER zz_changeover_orders_emptied;
            ALTER TABLE shop.purchases DISABLE TRIGGER zz_changeover_orders_fence;
            ALTER TABLE public.parcels DISABLE TRIGGER zz_changeover_parcels_capture;
            ALTER TABLE public.parcels DISABLE TRIGGER zz_changeover_parcels_truncate;
            ALTER TABLE public.parcels RENAME TO parcels_retired;
            CREATE TRIGGER zz_changeover_parcels_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.parcels_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.parcels_refuse_retired();
            ALTER TABLE public.parcels_retired ENABLE ALWAYS TRIGGER zz_changeover_parcels_retired;
            ALTER VIEW migration_ai_management.parcels SET SCHEMA public;
            ALTER TABLE shop.shipments ENABLE ALWAYS TRIGGER zz_changeover_parcels_reconcile;
            ALTER TABLE shop.shipments ENABLE ALWAYS TRIGGER zz_changeover_parcels_reverse;
            ALTER TABLE shop.shipments ENABLE ALWAYS TRIGGER zz_changeover_parcels_emptied;
            ALTER TABLE shop.shipments DISABLE TRIGGER zz_changeover_parcels_fence;
            PERFORM migration.change_owner('ai-management', 'orders', 'new');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'orders' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
