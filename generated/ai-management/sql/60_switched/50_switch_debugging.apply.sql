-- Data set debugging: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.debug_logs.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.error_tracking.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_metrics.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_debug_events.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_performance_samples.
-- Undo: 50_switch_debugging.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: What debug_logs promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.debug_logs') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.debug_logs', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.debug_logs'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.debug_logs', part.name, part.beginning
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
            'migration_ai_management.debug_logs',
            'migration_ai_management.debug_logs_legacy_form',
            'ai_management.ai_debug_events'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.debug_logs'::regclass
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
            SELECT pg_get_serial_sequence('public.debug_logs', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.debug_logs'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps debug_logs current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.debug_logs') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.debug_logs TO migration_sync;
    EXECUTE format(
        'GRANT USAGE ON SEQUENCE %s TO migration_sync',
        pg_get_serial_sequence('public.debug_logs', 'id')
    );
END
$lend$;


--: What error_tracking promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.error_tracking') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.error_tracking', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.error_tracking'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.error_tracking', part.name, part.beginning
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
            'migration_ai_management.error_tracking',
            'migration_ai_management.error_tracking_legacy_form',
            'ai_management.ai_debug_events'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.error_tracking'::regclass
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
            SELECT pg_get_serial_sequence('public.error_tracking', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.error_tracking'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps error_tracking current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.error_tracking') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.error_tracking TO migration_sync;
    EXECUTE format(
        'GRANT USAGE ON SEQUENCE %s TO migration_sync',
        pg_get_serial_sequence('public.error_tracking', 'id')
    );
END
$lend$;


--: What performance_metrics promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.performance_metrics') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.performance_metrics', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.performance_metrics'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.performance_metrics', part.name, part.beginning
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
            'migration_ai_management.performance_metrics',
            'migration_ai_management.performance_metrics_legacy_form',
            'ai_management.ai_performance_samples'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.performance_metrics'::regclass
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
            SELECT pg_get_serial_sequence('public.performance_metrics', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.performance_metrics'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps performance_metrics current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.performance_metrics') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.performance_metrics TO migration_sync;
    EXECUTE format(
        'GRANT USAGE ON SEQUENCE %s TO migration_sync',
        pg_get_serial_sequence('public.performance_metrics', 'id')
    );
END
$lend$;


--: Switch debugging in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
BEGIN
    IF migration.owner_of('ai-management', 'debugging') = 'new' THEN
        RETURN;
    END IF;
    FOR attempt IN 1..200 LOOP
        -- Most of what is noted is brought over before anybody has to wait.
        CALL migration_ai_management.debug_logs_replay();
        CALL migration_ai_management.error_tracking_replay();
        CALL migration_ai_management.performance_metrics_replay();
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.debug_logs IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.error_tracking IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.performance_metrics IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_debug_events IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_debug_events IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_performance_samples IN SHARE ROW EXCLUSIVE MODE;
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            WHILE migration_ai_management.debug_logs_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_ai_management.error_tracking_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_ai_management.performance_metrics_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.debug_logs_journal)
                OR EXISTS (SELECT FROM migration_ai_management.error_tracking_journal)
                OR EXISTS (SELECT FROM migration_ai_management.performance_metrics_journal)
            THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE public.debug_logs DISABLE TRIGGER zz_changeover_debug_logs_capture;
            ALTER TABLE public.debug_logs DISABLE TRIGGER zz_changeover_debug_logs_truncate;
            ALTER TABLE public.debug_logs RENAME TO debug_logs_retired;
            CREATE TRIGGER zz_changeover_debug_logs_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.debug_logs_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.debug_logs_refuse_retired();
            ALTER TABLE public.debug_logs_retired ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_retired;
            ALTER VIEW migration_ai_management.debug_logs SET SCHEMA public;
            ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_reconcile;
            ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_reverse;
            ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_debug_logs_emptied;
            ALTER TABLE ai_management.ai_debug_events DISABLE TRIGGER zz_changeover_debug_logs_fence;
            ALTER TABLE public.error_tracking DISABLE TRIGGER zz_changeover_error_tracking_capture;
            ALTER TABLE public.error_tracking DISABLE TRIGGER zz_changeover_error_tracking_truncate;
            ALTER TABLE public.error_tracking RENAME TO error_tracking_retired;
            CREATE TRIGGER zz_changeover_error_tracking_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.error_tracking_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.error_tracking_refuse_retired();
            ALTER TABLE public.error_tracking_retired ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_retired;
            ALTER VIEW migration_ai_management.error_tracking SET SCHEMA public;
            ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_reconcile;
            ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_reverse;
            ALTER TABLE ai_management.ai_debug_events ENABLE ALWAYS TRIGGER zz_changeover_error_tracking_emptied;
            ALTER TABLE ai_management.ai_debug_events DISABLE TRIGGER zz_changeover_error_tracking_fence;
            ALTER TABLE public.performance_metrics DISABLE TRIGGER zz_changeover_performance_metrics_capture;
            ALTER TABLE public.performance_metrics DISABLE TRIGGER zz_changeover_performance_metrics_truncate;
            ALTER TABLE public.performance_metrics RENAME TO performance_metrics_retired;
            CREATE TRIGGER zz_changeover_performance_metrics_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.performance_metrics_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.performance_metrics_refuse_retired();
            ALTER TABLE public.performance_metrics_retired ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_retired;
            ALTER VIEW migration_ai_management.performance_metrics SET SCHEMA public;
            ALTER TABLE ai_management.ai_performance_samples ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_reconcile;
            ALTER TABLE ai_management.ai_performance_samples ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_reverse;
            ALTER TABLE ai_management.ai_performance_samples ENABLE ALWAYS TRIGGER zz_changeover_performance_metrics_emptied;
            ALTER TABLE ai_management.ai_performance_samples DISABLE TRIGGER zz_changeover_performance_metrics_fence;
            PERFORM migration.change_owner('ai-management', 'debugging', 'new');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'debugging' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
