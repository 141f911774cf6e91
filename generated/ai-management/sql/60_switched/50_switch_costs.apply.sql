-- Data set costs: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.billing_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.cost_allocations.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.usage_logs.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_spending.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_spending_allocations.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_usage_logs.
-- Undo: 50_switch_costs.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: What billing_data promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.billing_data') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.billing_data', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.billing_data'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.billing_data', part.name, part.beginning
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
            'migration_ai_management.billing_data',
            'migration_ai_management.billing_data_legacy_form',
            'ai_management.ai_spending'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.billing_data'::regclass
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
            SELECT pg_get_serial_sequence('public.billing_data', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.billing_data'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps billing_data current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.billing_data') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.billing_data TO migration_sync;
END
$lend$;


--: What cost_allocations promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.cost_allocations') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.cost_allocations', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.cost_allocations'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.cost_allocations', part.name, part.beginning
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
            'migration_ai_management.cost_allocations',
            'migration_ai_management.cost_allocations_legacy_form',
            'ai_management.ai_spending_allocations'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.cost_allocations'::regclass
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
            SELECT pg_get_serial_sequence('public.cost_allocations', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.cost_allocations'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps cost_allocations current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.cost_allocations') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.cost_allocations TO migration_sync;
END
$lend$;


--: What usage_logs promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.usage_logs') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.usage_logs', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.usage_logs'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.usage_logs', part.name, part.beginning
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
            'migration_ai_management.usage_logs',
            'migration_ai_management.usage_logs_legacy_form',
            'ai_management.ai_usage_logs'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.usage_logs'::regclass
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
            SELECT pg_get_serial_sequence('public.usage_logs', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.usage_logs'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps usage_logs current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.usage_logs') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.usage_logs TO migration_sync;
    EXECUTE format(
        'GRANT USAGE ON SEQUENCE %s TO migration_sync',
        pg_get_serial_sequence('public.usage_logs', 'id')
    );
END
$lend$;


--: Switch costs in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
BEGIN
    IF migration.owner_of('ai-management', 'costs') = 'new' THEN
        RETURN;
    END IF;
    FOR attempt IN 1..200 LOOP
        -- Most of what is noted is brought over before anybody has to wait.
        CALL migration_ai_management.billing_data_replay();
        CALL migration_ai_management.cost_allocations_replay();
        CALL migration_ai_management.usage_logs_replay();
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.billing_data IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.cost_allocations IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.usage_logs IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_spending IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_spending_allocations IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_usage_logs IN SHARE ROW EXCLUSIVE MODE;
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            WHILE migration_ai_management.billing_data_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_ai_management.cost_allocations_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_ai_management.usage_logs_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.billing_data_journal)
                OR EXISTS (SELECT FROM migration_ai_management.cost_allocations_journal)
                OR EXISTS (SELECT FROM migration_ai_management.usage_logs_journal)
            THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE public.billing_data DISABLE TRIGGER zz_changeover_billing_data_capture;
            ALTER TABLE public.billing_data DISABLE TRIGGER zz_changeover_billing_data_truncate;
            ALTER TABLE public.billing_data RENAME TO billing_data_retired;
            CREATE TRIGGER zz_changeover_billing_data_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.billing_data_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.billing_data_refuse_retired();
            ALTER TABLE public.billing_data_retired ENABLE ALWAYS TRIGGER zz_changeover_billing_data_retired;
            ALTER VIEW migration_ai_management.billing_data SET SCHEMA public;
            ALTER TABLE ai_management.ai_spending ENABLE ALWAYS TRIGGER zz_changeover_billing_data_reconcile;
            ALTER TABLE ai_management.ai_spending ENABLE ALWAYS TRIGGER zz_changeover_billing_data_reverse;
            ALTER TABLE ai_management.ai_spending ENABLE ALWAYS TRIGGER zz_changeover_billing_data_emptied;
            ALTER TABLE ai_management.ai_spending DISABLE TRIGGER zz_changeover_billing_data_fence;
            ALTER TABLE public.cost_allocations DISABLE TRIGGER zz_changeover_cost_allocations_capture;
            ALTER TABLE public.cost_allocations DISABLE TRIGGER zz_changeover_cost_allocations_truncate;
            ALTER TABLE public.cost_allocations RENAME TO cost_allocations_retired;
            CREATE TRIGGER zz_changeover_cost_allocations_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.cost_allocations_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.cost_allocations_refuse_retired();
            ALTER TABLE public.cost_allocations_retired ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_retired;
            ALTER VIEW migration_ai_management.cost_allocations SET SCHEMA public;
            ALTER TABLE ai_management.ai_spending_allocations ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_reconcile;
            ALTER TABLE ai_management.ai_spending_allocations ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_reverse;
            ALTER TABLE ai_management.ai_spending_allocations ENABLE ALWAYS TRIGGER zz_changeover_cost_allocations_emptied;
            ALTER TABLE ai_management.ai_spending_allocations DISABLE TRIGGER zz_changeover_cost_allocations_fence;
            ALTER TABLE public.usage_logs DISABLE TRIGGER zz_changeover_usage_logs_capture;
            ALTER TABLE public.usage_logs DISABLE TRIGGER zz_changeover_usage_logs_truncate;
            ALTER TABLE public.usage_logs RENAME TO usage_logs_retired;
            CREATE TRIGGER zz_changeover_usage_logs_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.usage_logs_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.usage_logs_refuse_retired();
            ALTER TABLE public.usage_logs_retired ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_retired;
            ALTER VIEW migration_ai_management.usage_logs SET SCHEMA public;
            ALTER TABLE ai_management.ai_usage_logs ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reconcile;
            ALTER TABLE ai_management.ai_usage_logs ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reverse;
            ALTER TABLE ai_management.ai_usage_logs ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_emptied;
            ALTER TABLE ai_management.ai_usage_logs DISABLE TRIGGER zz_changeover_usage_logs_fence;
            PERFORM migration.change_owner('ai-management', 'costs', 'new');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'costs' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
